package dev.mensura.plan;

import dev.mensura.ir.Frame;
import dev.mensura.ir.Grouping;
import dev.mensura.ir.Leaf;
import dev.mensura.ir.Mark;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.Query;
import dev.mensura.ir.RowExpr;
import dev.mensura.ir.Value;
import dev.mensura.type.Aggregate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexNode;

/**
 * Aggregates of values per key: the values are answered like a query of their own, by the groups
 * and the keys, and its rows are aggregated by the groups.
 */
final class Details {
  private final Planning planning;
  private final Axes axes;
  private final Asked asked;

  Details(Planning planning, Axes axes, Asked asked) {
    this.planning = planning;
    this.axes = axes;
    this.asked = asked;
  }

  /**
   * Details that are aggregated from the same cells.
   *
   * @param inside what leads to the groups of those cells
   * @param touching what makes them
   */
  private record Inner(List<Grouping> inside, Set<Touch> touching, Asked.Purpose purpose) {}

  /** The rows that make cells, and by what these are told apart. */
  private record Touch(
      String base,
      List<RowExpr> filters,
      Optional<RowExpr> time,
      Frame frame,
      List<Grouping> keys,
      Optional<Mark> mark) {
    static Touch of(Leaf leaf) {
      return new Touch(
          leaf.base(),
          leaf.filters(),
          leaf.time(),
          leaf.frame(),
          leaf.groupings().stream().filter(Grouping.Per.class::isInstance).toList(),
          leaf.mark());
    }
  }

  List<Cells.Source> sources() {
    SequencedMap<Inner, List<Integer>> inner = inner();
    if (inner.isEmpty()) {
      return List.of();
    }
    Set<Integer> shown = asked.sources(asked.shown());
    var sources = new ArrayList<Cells.Source>();
    inner.forEach((of, details) -> {
      PassPlan.Planned planned =
          of.purpose() == Asked.Purpose.VALUES ? values(of, details) : cells(of, details);
      boolean makes =
          of.purpose() == Asked.Purpose.CELLS || details.stream().anyMatch(shown::contains);
      sources.add(new Cells.Source(Names.by("per", asked.groupNames()), planned, makes));
    });
    return sources;
  }

  private SequencedMap<Inner, List<Integer>> inner() {
    Set<Integer> shown = asked.sources(asked.shown());
    var inner = new LinkedHashMap<Inner, List<Integer>>();
    for (int id : asked.sources(asked.read())) {
      if (!(asked.reduction().value(id) instanceof Value.OfDetail detail)) {
        continue;
      }
      boolean counts =
          asked.level().purpose() == Asked.Purpose.VALUES && asked.isOfAll(planning, id);
      if (!counts && !shown.contains(id)) {
        continue;
      }
      var inside = new ArrayList<>(detail.groupings());
      inside.add(new Grouping.Per(detail.keys()));
      Set<Touch> touching = new LinkedHashSet<>();
      asked
          .reduction()
          .leaves(List.of(touched(detail)))
          .forEach(leaf -> touching.add(Touch.of(leaf)));
      inner
          .computeIfAbsent(
              new Inner(inside, touching, counts ? Asked.Purpose.VALUES : Asked.Purpose.CELLS),
              k -> new ArrayList<>())
          .add(id);
    }
    return inner;
  }

  /** What makes the cells of a detail. */
  private static int touched(Value.OfDetail detail) {
    return detail.operand().orElseGet(() -> detail.having().orElseThrow());
  }

  private Value.OfDetail detail(int id) {
    return (Value.OfDetail) asked.reduction().value(id);
  }

  private List<Query.Group> groups(int id) {
    return asked
        .regrouping(planning, id)
        .after(List.of(new Grouping.Per(detail(id).keys())), asked.groups());
  }

  private PassPlan.Planned values(Inner inner, List<Integer> details) {
    Set<Integer> read = new LinkedHashSet<>();
    details.forEach(id -> read.addAll(detail(id).parts()));
    List<Integer> shown = details.stream().map(id -> touched(detail(id))).distinct().toList();
    Asked within =
        asked.by(
            groups(details.getFirst()),
            List.copyOf(read),
            shown,
            new Asked.Level(inner.inside(), Asked.Purpose.VALUES));
    Cells cells = Cells.of(planning, axes, within);
    Formulas.Worked worked =
        Formulas.work(
            planning,
            asked.reduction(),
            within.read(),
            cells.shown(),
            within.groups().size(),
            cells.values(),
            cells.name());
    RelNode rows =
        worked.rel() instanceof TableScan
            ? worked.rel()
            : planning.stage(cells.name(), worked.rel());
    return aggregated(details, rows, worked.values());
  }

  /** The cells alone, whatever is in them. */
  private PassPlan.Planned cells(Inner inner, List<Integer> details) {
    List<Integer> touched = details.stream().map(id -> touched(detail(id))).distinct().toList();
    Asked within =
        asked.by(
            groups(details.getFirst()),
            touched,
            touched,
            new Asked.Level(inner.inside(), Asked.Purpose.CELLS));
    Cells cells = Cells.of(planning, axes, within);
    RelNode rows = planning.stage(cells.name(), cells.shown());
    return aggregated(List.of(), rows, Map.of());
  }

  private PassPlan.Planned aggregated(
      List<Integer> details, RelNode rows, Map<Integer, RexNode> known) {
    int groups = asked.groups().size();
    var values = new ArrayList<RexNode>();
    var names = new ArrayList<String>();
    var unique = new Names();
    for (int g = 0; g < groups; g++) {
      values.add(planning.ref(rows, g));
      names.add(unique.unique(asked.groupNames().get(g)));
    }
    var operands = new LinkedHashMap<Integer, Integer>();
    var kept = new LinkedHashMap<Integer, Integer>();
    for (int id : details) {
      detail(id)
          .operand()
          .ifPresent(o -> {
            if (operands.putIfAbsent(o, values.size()) == null) {
              values.add(Objects.requireNonNull(known.get(o)));
              names.add(unique.unique(asked.reduction().name(o).orElse("value")));
            }
          });
      detail(id)
          .having()
          .ifPresent(h -> {
            if (kept.putIfAbsent(h, values.size()) == null) {
              values.add(planning.calls().holds(Objects.requireNonNull(known.get(h))));
              names.add(unique.unique("kept"));
            }
          });
    }
    if (values.isEmpty()) {
      values.add(planning.literals().whole(1));
      names.add("one");
    }
    RelNode input = planning.project(rows, values, names);
    var aggregates = new ArrayList<AggregateCall>();
    var columns = new LinkedHashMap<Integer, Integer>();
    var rowCounts = new LinkedHashMap<Integer, Integer>();
    var labels = new Names();
    input.getRowType().getFieldNames().subList(0, groups).forEach(labels::unique);
    for (int id : details) {
      Value.OfDetail detail = detail(id);
      int filter =
          detail.having().isPresent() ? kept.getOrDefault(detail.having().getAsInt(), -1) : -1;
      String label = asked.label(id, describe(detail));
      columns.put(id, groups + aggregates.size());
      aggregates.add(
          planning.call(
              input,
              groups,
              new Planning.Aggregated(detail.function(), detail.fraction()),
              detail.operand().isPresent()
                  ? List.of(operands.get(detail.operand().getAsInt()))
                  : List.of(),
              filter,
              labels.unique(label)));
      if (needsRowCount(detail)) {
        rowCounts.put(id, groups + aggregates.size());
        aggregates.add(
            planning.call(
                input,
                groups,
                new Planning.Aggregated(Aggregate.COUNT, Optional.empty()),
                List.of(),
                filter,
                labels.unique("keys_of_" + label)));
      }
    }
    return new PassPlan.Planned(
        planning.aggregate(input, groups, aggregates),
        new Pass.Columns(columns, rowCounts, OptionalInt.empty()));
  }

  private static boolean needsRowCount(Value.OfDetail detail) {
    MetricExpr.Empty natural =
        detail.function().isCount() ? MetricExpr.Empty.ZERO : MetricExpr.Empty.NULL;
    return detail.empty() != natural;
  }

  /** {@code avg_revenue}, {@code count_keys}: what to call a detail that has no name. */
  private String describe(Value.OfDetail detail) {
    String what =
        detail.operand().isPresent()
            ? asked.reduction().name(detail.operand().getAsInt()).orElse("value")
            : "keys";
    return Names.joined(List.of(detail.function().text(), what));
  }
}
