package dev.mensura.plan;

import dev.mensura.ir.Axis;
import dev.mensura.ir.Frame;
import dev.mensura.ir.Grouping;
import dev.mensura.ir.Leaf;
import dev.mensura.ir.Query;
import dev.mensura.ir.Reduction;
import dev.mensura.ir.Regrouping;
import dev.mensura.ir.RowExpr;
import dev.mensura.ir.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Values that are asked for by groups, whether by a query, for the rows of a model or inside of an
 * aggregate of values.
 *
 * @param bases the models whose rows take part
 * @param filters conditions on rows; those that choose periods are such too
 * @param reduction the values, made of leaves
 * @param read the values that are wanted
 * @param shown which of the values make cells; empty: every row of the first base does
 * @param labels what to call values that have no name of their own
 */
record Asked(
    List<String> bases,
    List<Query.Group> groups,
    List<Query.Filter> filters,
    Reduction reduction,
    List<Integer> read,
    List<Integer> shown,
    Map<Integer, String> labels,
    Level level) {

  /**
   * Where the groups come from.
   *
   * @param inside what was done to the groups of the query until they were these
   */
  record Level(List<Grouping> inside, Purpose purpose) {
    static final Level QUERY = new Level(List.of(), Purpose.VALUES);
  }

  /** What cells are wanted for. */
  enum Purpose {
    /** For the values in them. */
    VALUES,
    /** To know which there are. */
    CELLS
  }

  /** The leaves and details that some values are made of, in the order of their ids. */
  SortedSet<Integer> sources(List<Integer> values) {
    var seen = new HashSet<Integer>(values);
    var open = new ArrayDeque<>(seen);
    var sources = new TreeSet<Integer>();
    while (!open.isEmpty()) {
      int id = open.pop();
      switch (reduction.value(id)) {
        case Value.OfLeaf leaf -> sources.add(id);
        case Value.OfDetail detail -> sources.add(id);
        case Value other -> other.parts().stream().filter(seen::add).forEach(open::push);
      }
    }
    return sources;
  }

  /** Whether a leaf or detail is told apart by all of the groups. */
  boolean isOfAll(Planning planning, int source) {
    return groupsOf(planning, source).size() == groups.size();
  }

  /** The groups that a leaf or detail is told apart by. */
  List<Query.Group> groupsOf(Planning planning, int source) {
    List<Grouping> done =
        switch (reduction.value(source)) {
          case Value.OfLeaf leaf -> leaf.leaf().groupings();
          case Value.OfDetail detail -> detail.groupings();
          case Value other -> throw new IllegalArgumentException("no source: " + other);
        };
    if (level.purpose() == Purpose.CELLS) {
      return groups;
    }
    return regrouping(planning, source)
        .after(done.subList(level.inside().size(), done.size()), groups);
  }

  /** How a leaf, or the first that a detail is made of, sees groups. */
  Regrouping regrouping(Planning planning, int source) {
    Leaf leaf = reduction.leaves(List.of(source)).getFirst();
    return new Regrouping(
        leaf.base(),
        leaf.time().or(() -> planning.rows(leaf.base()).time()),
        planning.meanings().catalog());
  }

  /** The same by other groups, of which these values are wanted. */
  Asked by(List<Query.Group> others, List<Integer> wanted, List<Integer> making, Level at) {
    return new Asked(bases, others, filters, reduction, wanted, making, labels, at);
  }

  List<String> groupNames() {
    return groups.stream().map(Query.Group::name).toList();
  }

  /** What a column with a value is called. */
  String label(int id, String otherwise) {
    return Optional.ofNullable(labels.get(id)).or(() -> reduction.name(id)).orElse(otherwise);
  }

  /** Whether the rows of a model lead to all of the groups. */
  boolean isReached(String base) {
    return groups.stream().allMatch(g -> g.values().containsKey(base));
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
      var catalog = planning.meanings().catalog();
      var seen = new Regrouping(base, Optional.of(own), catalog);
      Axis axis = Axis.of(own, by, where, catalog).without(seen.made(frame, groups));
      // What chooses periods is no condition on the rows that are read for them.
      where.retainAll(axis.filters());
      stretch = Optional.of(new Pass.Stretch(own, axis, frame.ofRows()));
    }
    planning.rows(base).where().ifPresent(w -> where.addAll(Pass.conjuncts(w)));
    return new Pass(
        base,
        List.copyOf(by),
        where.stream().distinct().toList(),
        List.copyOf(many),
        stretch,
        Optional.empty());
  }

  private static RowExpr meant(SortedMap<String, RowExpr> values, String base) {
    RowExpr value = values.get(base);
    if (value == null) {
      throw new IllegalArgumentException("a group or filter means nothing to " + base);
    }
    return value;
  }
}
