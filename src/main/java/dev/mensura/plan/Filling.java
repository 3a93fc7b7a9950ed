package dev.mensura.plan;

import dev.mensura.ir.Axis;
import dev.mensura.ir.Leaf;
import dev.mensura.ir.OwnTimes;
import dev.mensura.ir.Query;
import dev.mensura.ir.RowExpr;
import dev.mensura.plan.Periods.Shown;
import dev.mensura.type.Aggregate;
import dev.mensura.type.Function;
import dev.mensura.type.Grain;
import dev.mensura.type.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Adds the periods without rows: each group that appears has a cell in every period of the query.
 * Cells of the data and those that fill are put under each other and become one where both are, so
 * that no join minds nulls.
 */
final class Filling {
  /** How many rows made a cell: 0 where it is only there to fill. */
  private static final String ROWS = "rows_there";

  private final Planning planning;
  private final Axes axes;
  private final Asked asked;

  Filling(Planning planning, Axes axes, Asked asked) {
    this.planning = planning;
    this.axes = axes;
    this.asked = asked;
  }

  /** The axis of a leaf that is told apart by all groups, be it inside of a level of detail. */
  private Axis axis() {
    for (Leaf leaf : asked.reduction().leaves(asked.shown())) {
      if (asked.isReached(leaf.base())) {
        Optional<RowExpr> time = leaf.time().or(() -> planning.rows(leaf.base()).time());
        if (time.isPresent()) {
          Axis axis = axis(leaf.base(), time.get());
          if (axis.grain().isPresent()) {
            return axis;
          }
        }
      }
    }
    throw new IllegalArgumentException("no period is grouped by that could be filled");
  }

  private Axis axis(String base, RowExpr time) {
    var by = new ArrayList<RowExpr>();
    var where = new ArrayList<RowExpr>();
    for (Query.Group group : asked.groups()) {
      Optional.ofNullable(group.values().get(base))
          .ifPresent(v -> by.add(OwnTimes.replace(v, time)));
    }
    for (Query.Filter filter : asked.filters()) {
      Optional.ofNullable(filter.predicates().get(base))
          .ifPresent(p -> where.add(OwnTimes.replace(p, time)));
    }
    return Axis.of(time, by, where, planning.meanings().catalog());
  }

  /** The cells with those that fill; behind the groups stands how many rows made each. */
  Cells filled(Cells cells) {
    Axis axis = axis();
    int groups = asked.groups().size();
    RelNode known = planning.stage(cells.name(), cells.rel());
    RelNode fillers = fillers(axis, cells, known);
    var columns = new ArrayList<Integer>();
    columns.addAll(cells.columns().leaves().values());
    columns.addAll(cells.columns().rowCounts().values());
    var real = new ArrayList<RexNode>();
    var added = new ArrayList<RexNode>();
    var names = new ArrayList<String>();
    var unique = new Names();
    for (int g = 0; g < groups; g++) {
      real.add(planning.ref(known, g));
      added.add(group(axis, fillers, g));
      names.add(unique.unique(asked.groupNames().get(g)));
    }
    OptionalInt touched = cells.columns().touched();
    real.add(
        touched.isPresent()
            ? planning.ref(known, touched.getAsInt())
            : planning.literals().whole(1));
    added.add(planning.literals().whole(0));
    names.add(unique.unique(ROWS));
    real.add(planning.literals().whole(0));
    added.add(planning.literals().whole(1));
    names.add(unique.unique("fills"));
    for (int column : columns) {
      RexNode ref = planning.ref(known, column);
      real.add(ref);
      added.add(planning.literals().makeNullLiteral(ref.getType()));
      names.add(unique.unique(known.getRowType().getFieldNames().get(column)));
    }
    RelNode both =
        planning.stage(
            "with_periods",
            LogicalUnion.create(
                List.of(
                    planning.project(known, real, names), planning.project(fillers, added, names)),
                true));
    RelNode cellsAndFillers = planning.aggregate(both, groups, stitched(both, groups));
    // What only a condition or an order reads is a cell where one fills, and else none.
    RexNode there =
        planning
            .calls()
            .any(
                List.of(
                    some(planning.ref(cellsAndFillers, groups)),
                    some(planning.ref(cellsAndFillers, groups + 1))));
    RelNode kept =
        planning.filter(cellsAndFillers, touched.isPresent() ? List.of(there) : List.of());
    int next = groups + 2;
    var leaves = new LinkedHashMap<Integer, Integer>();
    for (int id : cells.columns().leaves().keySet()) {
      leaves.put(id, next++);
    }
    var rowCounts = new LinkedHashMap<Integer, Integer>();
    for (int id : cells.columns().rowCounts().keySet()) {
      rowCounts.put(id, next++);
    }
    return new Cells(
        planning,
        asked,
        kept,
        new Pass.Columns(leaves, rowCounts, OptionalInt.empty()),
        Cells.Gaps.SOME);
  }

  private List<AggregateCall> stitched(RelNode both, int groups) {
    var calls = new ArrayList<AggregateCall>();
    for (int c = groups; c < both.getRowType().getFieldCount(); c++) {
      boolean truth =
          both.getRowType().getFieldList().get(c).getType().getSqlTypeName() == SqlTypeName.BOOLEAN;
      var one =
          new Planning.Aggregated(truth ? Aggregate.ANY_TRUE : Aggregate.MAX, Optional.empty());
      calls.add(
          planning.call(
              both, groups, one, List.of(c), -1, both.getRowType().getFieldNames().get(c)));
    }
    return calls;
  }

  private RexNode some(RexNode count) {
    return planning
        .calls()
        .call(Function.GT, List.of(count, planning.literals().whole(0)), ValueType.BOOLEAN);
  }

  /** Whether a cell is one of the data. */
  RexNode isReal(RelNode over) {
    return some(planning.ref(over, asked.groups().size()));
  }

  private List<Integer> others(Axis axis) {
    return IntStream.range(0, asked.groups().size())
        .filter(g -> axis.roles().get(g) instanceof Axis.Role.Other)
        .boxed()
        .toList();
  }

  /** The groups that appear, each in every period: a column for each group, then the period. */
  private RelNode fillers(Axis axis, Cells cells, RelNode known) {
    RelNode periods = axes.periods(Shown.of(axis));
    List<Integer> others = others(axis);
    if (others.isEmpty()) {
      return periods;
    }
    RelNode shown =
        cells.columns().touched().isPresent()
            ? planning.filter(
                known, List.of(some(planning.ref(known, cells.columns().touched().getAsInt()))))
            : known;
    var names = new Names();
    RelNode appearing =
        planning.stage(
            "appearing",
            planning.aggregate(
                planning.project(
                    shown,
                    others.stream().map(g -> planning.ref(shown, g)).toList(),
                    others.stream().map(g -> names.unique(asked.groupNames().get(g))).toList()),
                others.size(),
                List.of()));
    return planning.innerJoin(appearing, periods, planning.literals().makeLiteral(true));
  }

  private RexNode group(Axis axis, RelNode fillers, int group) {
    List<Integer> others = others(axis);
    int other = others.indexOf(group);
    if (other >= 0) {
      return planning.ref(fillers, other);
    }
    RexNode period = planning.ref(fillers, others.size());
    Grain grain = axis.grain().orElseThrow();
    return switch (axis.roles().get(group)) {
      case Axis.Role.Period p when p.grain().equals(grain) -> period;
      case Axis.Role.Period p ->
          planning
              .calls()
              .truncate(
                  period, p.grain(), p.grain().isSubDay() ? ValueType.TIMESTAMP : ValueType.DATE);
      case Axis.Role.Part p -> planning.calls().part(period, p.part());
      case Axis.Role.Moment m -> throw new IllegalArgumentException("a moment is no period");
      case Axis.Role.Other o -> throw new IllegalArgumentException("a group of rows");
    };
  }
}
