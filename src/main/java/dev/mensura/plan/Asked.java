package dev.mensura.plan;

import dev.mensura.ir.Axis;
import dev.mensura.ir.Frame;
import dev.mensura.ir.Query;
import dev.mensura.ir.Reduction;
import dev.mensura.ir.RowExpr;
import dev.mensura.ir.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Values that are asked for by groups, whether by a query or for the rows of a model.
 *
 * @param bases the models whose rows take part
 * @param filters conditions on rows; those that choose periods are such too
 * @param reduction the values, made of leaves
 * @param shown which of the values make cells; empty: every row of the first base does
 * @param labels what to call values that have no name of their own
 */
record Asked(
    List<String> bases,
    List<Query.Group> groups,
    List<Query.Filter> filters,
    Reduction reduction,
    List<Integer> shown,
    Map<Integer, String> labels) {

  /** The leaves that the shown values are made of. */
  Set<Integer> shownLeaves() {
    var seen = new HashSet<Integer>(shown);
    var open = new ArrayDeque<>(seen);
    var leaves = new HashSet<Integer>();
    while (!open.isEmpty()) {
      int id = open.pop();
      Value value = reduction.value(id);
      if (value instanceof Value.OfLeaf) {
        leaves.add(id);
      }
      value.parts().stream().filter(seen::add).forEach(open::push);
    }
    return leaves;
  }

  List<String> groupNames() {
    return groups.stream().map(Query.Group::name).toList();
  }

  /** What a column with a value is called. */
  String label(int id, String otherwise) {
    return Optional.ofNullable(labels.get(id)).or(() -> reduction.name(id)).orElse(otherwise);
  }

  /** The pass that a leaf of a frame is in; its time is {@code time} or else its model's. */
  Pass pass(
      Planning planning, String base, Optional<RowExpr> time, List<RowExpr> many, Frame frame) {
    var by = new ArrayList<RowExpr>();
    groups.forEach(g -> by.add(planning.timed(meant(g.values(), base), base, time)));
    var where = new ArrayList<RowExpr>();
    filters.forEach(
        f -> where.addAll(Pass.conjuncts(planning.timed(meant(f.predicates(), base), base, time))));
    Optional<Pass.Stretch> stretch = Optional.empty();
    if (!frame.isPeriod()) {
      RowExpr own = time.or(() -> planning.rows(base).time()).orElseThrow();
      var axis = Axis.of(own, by, where, planning.meanings().catalog());
      // What chooses periods is no condition on the rows that are read for them.
      where.retainAll(axis.filters());
      stretch = Optional.of(new Pass.Stretch(own, axis, frame));
    }
    planning.rows(base).where().ifPresent(w -> where.addAll(Pass.conjuncts(w)));
    return new Pass(
        base, List.copyOf(by), where.stream().distinct().toList(), List.copyOf(many), stretch);
  }

  private static RowExpr meant(SortedMap<String, RowExpr> values, String base) {
    RowExpr value = values.get(base);
    if (value == null) {
      throw new IllegalArgumentException("a group or filter means nothing to " + base);
    }
    return value;
  }
}
