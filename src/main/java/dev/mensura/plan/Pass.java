package dev.mensura.plan;

import dev.mensura.ir.Axis;
import dev.mensura.ir.Frame;
import dev.mensura.ir.Leaf;
import dev.mensura.ir.Mark;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.RowExpr;
import dev.mensura.ir.Value;
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
import java.util.stream.Stream;

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
 * @param marked which rows count of those that are read; none: all
 */
record Pass(
    String base,
    List<RowExpr> groups,
    List<RowExpr> where,
    List<RowExpr> many,
    Optional<Stretch> stretch,
    Optional<Marked> marked) {

  /**
   * What its rows are read for, if not just for the period that they lie in.
   *
   * @param time of the rows
   */
  record Stretch(RowExpr time, Axis axis, Frame frame) {}

  /**
   * Which of its rows count.
   *
   * @param time of the rows, if they have one
   */
  record Marked(Mark mark, Optional<RowExpr> time) {
    static Marked of(Planning planning, Leaf leaf, Mark mark) {
      return new Marked(
          new Mark(
              mark.edge(),
              planning.timed(mark.time(), leaf.base(), leaf.time()),
              mark.keys().stream().map(k -> planning.timed(k, leaf.base(), leaf.time())).toList(),
              mark.filters().stream()
                  .map(f -> planning.timed(f, leaf.base(), leaf.time()))
                  .toList()),
          leaf.time().or(() -> planning.rows(leaf.base()).time()));
    }
  }

  /** The same rows, of which only some count. */
  Pass marked(Optional<Marked> which) {
    return new Pass(base, groups, where, many, stretch, which);
  }

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
   * @param touching filters of rows that make cells without being counted: where one is empty,
   *     every row does
   */
  record Uses(List<Use> leaves, List<List<RowExpr>> touching) {
    /** The filters of all rows that are read; where one is empty, every row is. */
    List<List<RowExpr>> read() {
      return Stream.concat(leaves.stream().map(Use::filters), touching.stream())
          .distinct()
          .toList();
    }

    /** The filters of the rows that make cells. */
    List<List<RowExpr>> showing() {
      return Stream.concat(leaves.stream().filter(Use::shown).map(Use::filters), touching.stream())
          .distinct()
          .toList();
    }

    /** The filters that all have: they hold for the whole pass. */
    Set<RowExpr> common() {
      List<List<RowExpr>> all = read();
      Set<RowExpr> common = new LinkedHashSet<>(all.isEmpty() ? List.of() : all.getFirst());
      all.forEach(common::retainAll);
      return common;
    }

    /** The same without the filters that all have. */
    Uses without(Set<RowExpr> common) {
      return new Uses(
          leaves.stream()
              .map(u -> new Use(u.id(), u.leaf(), without(u.filters(), common), u.shown()))
              .toList(),
          touching.stream().map(t -> without(t, common)).toList());
    }

    private static List<RowExpr> without(List<RowExpr> filters, Set<RowExpr> common) {
      return filters.stream().filter(f -> !common.contains(f)).toList();
    }

    /** Whether each row that any leaf reads is read by one that makes cells. */
    boolean allShown() {
      List<List<RowExpr>> showing = showing();
      return leaves.stream()
          .allMatch(u -> u.shown() || showing.stream().anyMatch(u.filters()::containsAll));
    }

    boolean noneShown() {
      return showing().isEmpty();
    }

    boolean allIgnoreRepeats() {
      return leaves.stream()
          .allMatch(u -> u.leaf().aggregate().ignoresRepeats() && !u.needsRowCount());
    }
  }

  /**
   * Sorts leaves into passes, in the order of the leaves. Those that are told apart by fewer groups
   * than are asked for touch the cells that their rows are in, if their models reach them.
   */
  static SequencedMap<Pass, Uses> of(Planning planning, Asked asked) {
    var leaves = new LinkedHashMap<Pass, List<Use>>();
    var touching = new LinkedHashMap<Pass, List<List<RowExpr>>>();
    if (asked.shown().isEmpty() && !asked.groups().isEmpty()) {
      Pass every =
          asked.pass(planning, asked.bases().getFirst(), Optional.empty(), List.of(), Frame.PERIOD);
      leaves.put(every, new ArrayList<>());
      touching.put(every, new ArrayList<>(List.of(List.of())));
    }
    Set<Integer> shown = asked.sources(asked.shown());
    for (int id : asked.sources(asked.read())) {
      if (!(asked.reduction().value(id) instanceof Value.OfLeaf(Leaf leaf))) {
        continue;
      }
      boolean counts =
          asked.level().purpose() == Asked.Purpose.VALUES && asked.isOfAll(planning, id);
      boolean touches = !counts && shown.contains(id) && asked.isReached(leaf.base());
      if (!counts && !touches) {
        continue;
      }
      List<RowExpr> filters =
          leaf.filters().stream().map(f -> planning.timed(f, leaf.base(), leaf.time())).toList();
      Pass pass =
          asked
              .pass(
                  planning,
                  leaf.base(),
                  leaf.time(),
                  filters.stream().filter(Joined::readsMany).toList(),
                  leaf.frame())
              .marked(leaf.mark().map(m -> Marked.of(planning, leaf, m)));
      List<RowExpr> rest = filters.stream().filter(f -> !Joined.readsMany(f)).toList();
      List<Use> uses = leaves.computeIfAbsent(pass, p -> new ArrayList<>());
      if (counts) {
        uses.add(new Use(id, leaf, rest, shown.contains(id)));
      } else {
        touching.computeIfAbsent(pass, p -> new ArrayList<>()).add(rest);
      }
    }
    var all = new LinkedHashMap<Pass, Uses>();
    leaves.forEach((pass, uses) ->
        all.put(
            pass,
            new Uses(
                List.copyOf(uses),
                touching.getOrDefault(pass, List.of()).stream().distinct().toList())));
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
    return Names.joined(List.of(leaf.aggregate().text(), what));
  }
}
