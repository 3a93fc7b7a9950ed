package dev.mensura.plan;

import dev.mensura.ir.Axis;
import dev.mensura.ir.Frame;
import dev.mensura.ir.Leaf;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.RowExpr;
import dev.mensura.type.Aggregate;
import dev.mensura.type.Function;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;

/**
 * One pass over the rows of a base model: the leaves that it answers, which differ in nothing but
 * filters that can be told from a row alone.
 *
 * @param base the model
 * @param groups the values that rows are grouped by
 * @param where conditions of the query
 * @param many conditions of the leaves on far rows of which there can be several: these hold for
 *     the rows that the groups see, so leaves share a pass only if they are equal
 * @param stretch for which periods a row is read; none: for its own
 */
record Pass(
    String base,
    List<RowExpr> groups,
    List<RowExpr> where,
    List<RowExpr> many,
    Optional<Stretch> stretch) {

  /**
   * What its rows are read for, if not just for the period that they lie in.
   *
   * @param time of the rows
   */
  record Stretch(RowExpr time, Axis axis, Frame frame) {}

  /** Whether a group is a period, and not a value of the row. */
  boolean isPeriod(int group) {
    return stretch.isPresent()
        && !(stretch.get().axis().roles().get(group) instanceof Axis.Role.Other);
  }

  /**
   * A leaf in a pass.
   *
   * @param id of its value
   * @param filters what of its filters is not the same for all of the pass
   * @param shown whether it makes cells
   */
  record Use(int id, Leaf leaf, List<RowExpr> filters, boolean shown) {
    /** Whether it takes more than the aggregate to tell what no row gives. */
    boolean needsRowCount() {
      MetricExpr.Empty natural =
          leaf.aggregate().isCount() ? MetricExpr.Empty.ZERO : MetricExpr.Empty.NULL;
      return leaf.empty() != natural;
    }
  }

  /**
   * What is counted in a pass.
   *
   * @param everyRowShows whether a cell is there for any row, not only for those of leaves
   */
  record Uses(List<Use> leaves, boolean everyRowShows) {
    /** The filters that all have: they hold for the whole pass. */
    Set<RowExpr> common() {
      if (everyRowShows || leaves.isEmpty()) {
        return Set.of();
      }
      Set<RowExpr> common = new LinkedHashSet<>(leaves.getFirst().filters());
      leaves.forEach(use -> common.retainAll(use.filters()));
      return common;
    }

    /** The same without the filters that all have. */
    Uses without(Set<RowExpr> common) {
      return new Uses(
          leaves.stream()
              .map(u ->
                  new Use(
                      u.id(),
                      u.leaf(),
                      u.filters().stream().filter(f -> !common.contains(f)).toList(),
                      u.shown()))
              .toList(),
          everyRowShows);
    }

    /** Whether each row that any leaf reads is read by one that makes cells. */
    boolean allShown() {
      return everyRowShows
          || leaves.stream().allMatch(Use::shown)
          || leaves.stream().anyMatch(u -> u.shown() && u.filters().isEmpty());
    }

    boolean noneShown() {
      return !everyRowShows && leaves.stream().noneMatch(Use::shown);
    }

    boolean allIgnoreRepeats() {
      return leaves.stream()
          .allMatch(u -> u.leaf().aggregate().ignoresRepeats() && !u.needsRowCount());
    }
  }

  /** Sorts leaves into passes, in the order of the leaves. */
  static SequencedMap<Pass, Uses> of(Planning planning, Asked asked) {
    var passes = new LinkedHashMap<Pass, List<Use>>();
    if (asked.shown().isEmpty() && !asked.groups().isEmpty()) {
      passes.put(
          asked.pass(planning, asked.bases().getFirst(), Optional.empty(), List.of(), Frame.PERIOD),
          new ArrayList<>());
    }
    Set<Pass> everyRow = Set.copyOf(passes.keySet());
    Set<Integer> shown = asked.shownLeaves();
    asked
        .reduction()
        .leaves()
        .forEach((leaf, id) -> {
          List<RowExpr> filters =
              leaf.filters().stream()
                  .map(f -> planning.timed(f, leaf.base(), leaf.time()))
                  .toList();
          Pass pass =
              asked.pass(
                  planning,
                  leaf.base(),
                  leaf.time(),
                  filters.stream().filter(Joined::readsMany).toList(),
                  leaf.frame());
          passes
              .computeIfAbsent(pass, p -> new ArrayList<>())
              .add(
                  new Use(
                      id,
                      leaf,
                      filters.stream().filter(f -> !Joined.readsMany(f)).toList(),
                      shown.contains(id)));
        });
    var all = new LinkedHashMap<Pass, Uses>();
    passes.forEach(
        (pass, uses) -> all.put(pass, new Uses(List.copyOf(uses), everyRow.contains(pass))));
    return all;
  }

  /** Conditions that are not an {@code and}. */
  static List<RowExpr> conjuncts(RowExpr condition) {
    var found = new ArrayList<RowExpr>();
    var open = new ArrayDeque<RowExpr>(List.of(condition));
    while (!open.isEmpty()) {
      RowExpr next = open.pop();
      if (next instanceof RowExpr.Call call && call.function() == Function.AND) {
        call.arguments().reversed().forEach(open::push);
      } else {
        found.add(next);
      }
    }
    return found;
  }

  /**
   * Where the columns of a pass stand, behind the groups.
   *
   * @param leaves by the ids of their values, in the order of the columns
   * @param rowCounts by the ids of the leaves whose rows they count, in that order too
   */
  record Columns(
      SequencedMap<Integer, Integer> leaves,
      SequencedMap<Integer, Integer> rowCounts,
      OptionalInt touched) {}

  /** {@code sum_amount}, {@code count_orders}: what to call an aggregate that has no name. */
  static String describe(Leaf leaf) {
    String what =
        leaf.argument()
            .map(a -> a instanceof RowExpr.Column c ? c.field() : "value")
            .orElse(leaf.base());
    Aggregate aggregate = leaf.aggregate();
    return Names.joined(List.of(aggregate.text(), what));
  }
}
