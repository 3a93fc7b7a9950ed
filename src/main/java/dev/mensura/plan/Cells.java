package dev.mensura.plan;

import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.Query;
import dev.mensura.ir.Value;
import dev.mensura.type.Aggregate;
import dev.mensura.type.Function;
import dev.mensura.type.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * The leaves and details of what is asked, a row for each cell: every source on its own, then
 * stitched together by their groups.
 */
final class Cells {
  private final Planning planning;
  private final Asked asked;
  private final RelNode rel;
  private final Pass.Columns columns;
  private final Gaps gaps;

  /** Whether a cell may lack what a leaf counts. */
  enum Gaps {
    NONE,
    SOME
  }

  Cells(Planning planning, Asked asked, RelNode rel, Pass.Columns columns, Gaps gaps) {
    this.planning = planning;
    this.asked = asked;
    this.rel = rel;
    this.columns = columns;
    this.gaps = gaps;
  }

  static Cells of(Planning planning, Axes axes, Asked asked) {
    Cells cells = own(planning, axes, asked);
    return asked.level().purpose() == Asked.Purpose.VALUES
        ? new Wider(planning, axes, asked).beside(cells)
        : cells;
  }

  /** The same, and those that fill. */
  static Cells filled(Planning planning, Axes axes, Asked asked, Filling filling) {
    return new Wider(planning, axes, asked).beside(filling.filled(own(planning, axes, asked)));
  }

  /** The cells of the sources that are told apart by all groups. */
  private static Cells own(Planning planning, Axes axes, Asked asked) {
    var sources = new ArrayList<>(Passes.sources(planning, axes, asked));
    sources.addAll(new Details(planning, axes, asked).sources());
    if (sources.isEmpty()) {
      return nothing(planning, asked);
    }
    if (sources.size() == 1) {
      return single(planning, asked, sources.getFirst());
    }
    var scans = new ArrayList<RelNode>();
    sources.forEach(s -> scans.add(planning.stage(s.name(), s.rel())));
    List<Pass.Columns> columns = sources.stream().map(Source::columns).toList();
    return asked.groups().isEmpty()
        ? sideBySide(planning, asked, scans, columns)
        : stitched(planning, asked, scans, columns, sources.stream().map(Source::shown).toList());
  }

  /**
   * What some cells come from: a row for each.
   *
   * @param name what to call a stage of it
   * @param shown whether its rows make cells
   */
  record Source(String name, PassPlan.Planned planned, boolean shown) {
    RelNode rel() {
      return planned.rel();
    }

    Pass.Columns columns() {
      return planned.columns();
    }
  }

  private static Cells single(Planning planning, Asked asked, Source source) {
    if (source.shown() || asked.groups().isEmpty()) {
      return new Cells(planning, asked, source.rel(), source.columns(), Gaps.NONE);
    }
    // What only a condition or an order reads makes no cell.
    RelNode rel = planning.stage(source.name(), source.rel());
    var values = new ArrayList<RexNode>();
    var names = new ArrayList<>(rel.getRowType().getFieldNames());
    names.forEach(n -> values.add(planning.ref(rel, values.size())));
    values.add(planning.literals().whole(0));
    names.add("rows_shown");
    var columns =
        new Pass.Columns(
            source.columns().leaves(),
            source.columns().rowCounts(),
            OptionalInt.of(values.size() - 1));
    return new Cells(planning, asked, planning.project(rel, values, names), columns, Gaps.NONE);
  }

  /** Constants alone: one row, or no cell where groups are asked that nothing touches. */
  private static Cells nothing(Planning planning, Asked asked) {
    RelNode one = LogicalValues.createOneRow(planning.cluster());
    var none = new Pass.Columns(new LinkedHashMap<>(), new LinkedHashMap<>(), OptionalInt.empty());
    if (asked.groups().isEmpty()) {
      return new Cells(planning, asked, one, none, Gaps.NONE);
    }
    var nulls = new ArrayList<RexNode>();
    asked.groups().forEach(g -> nulls.add(planning.literals().constant(null, g.type())));
    RelNode empty = planning.filter(one, List.of(planning.literals().makeLiteral(false)));
    RelNode rel = planning.project(empty, nulls, asked.groupNames());
    return new Cells(planning, asked, rel, none, Gaps.NONE);
  }

  /** Without groups each pass is exactly one row. */
  private static Cells sideBySide(
      Planning planning, Asked asked, List<RelNode> scans, List<Pass.Columns> columns) {
    RelNode all = scans.getFirst();
    var leaves = new LinkedHashMap<>(columns.getFirst().leaves());
    var rowCounts = new LinkedHashMap<>(columns.getFirst().rowCounts());
    for (int i = 1; i < scans.size(); i++) {
      int offset = all.getRowType().getFieldCount();
      all =
          LogicalJoin.create(
              all,
              scans.get(i),
              List.of(),
              planning.literals().makeLiteral(true),
              Set.of(),
              JoinRelType.INNER);
      columns.get(i).leaves().forEach((id, column) -> leaves.put(id, offset + column));
      columns.get(i).rowCounts().forEach((id, column) -> rowCounts.put(id, offset + column));
    }
    var merged = new Pass.Columns(leaves, rowCounts, OptionalInt.empty());
    return new Cells(planning, asked, named(planning, all), merged, Gaps.NONE);
  }

  /** Names that are each one pass's own may be alike to a database when they stand together. */
  private static RelNode named(Planning planning, RelNode rel) {
    var unique = new Names();
    List<String> old = rel.getRowType().getFieldNames();
    List<String> names = old.stream().map(unique::unique).toList();
    return names.equals(old)
        ? rel
        : planning.project(
            rel,
            IntStream.range(0, names.size()).mapToObj(i -> planning.ref(rel, i)).toList(),
            names);
  }

  private static Cells stitched(
      Planning planning,
      Asked asked,
      List<RelNode> scans,
      List<Pass.Columns> columns,
      List<Boolean> shown) {
    boolean flagged =
        shown.contains(false) || columns.stream().anyMatch(c -> c.touched().isPresent());
    var branches = new ArrayList<RelNode>();
    for (int i = 0; i < scans.size(); i++) {
      branches.add(
          branch(
              planning,
              asked,
              scans,
              columns,
              i,
              flagged ? Optional.of(shown.get(i)) : Optional.empty()));
    }
    RelNode union = planning.stage("combined", LogicalUnion.create(branches, true));
    int groups = asked.groups().size();
    var stitch = new ArrayList<AggregateCall>();
    for (int c = groups; c < union.getRowType().getFieldCount(); c++) {
      boolean truth =
          union.getRowType().getFieldList().get(c).getType().getSqlTypeName()
              == SqlTypeName.BOOLEAN;
      stitch.add(
          planning.call(
              union,
              groups,
              new Planning.Aggregated(truth ? Aggregate.ANY_TRUE : Aggregate.MAX, Optional.empty()),
              List.of(c),
              -1,
              union.getRowType().getFieldNames().get(c)));
    }
    var leaves = new LinkedHashMap<Integer, Integer>();
    var rowCounts = new LinkedHashMap<Integer, Integer>();
    int next = groups;
    for (Pass.Columns of : columns) {
      for (int id : of.leaves().keySet()) {
        leaves.put(id, next++);
      }
      for (int id : of.rowCounts().keySet()) {
        rowCounts.put(id, next++);
      }
    }
    var touched = flagged ? OptionalInt.of(next) : OptionalInt.empty();
    return new Cells(
        planning,
        asked,
        planning.aggregate(union, groups, stitch),
        new Pass.Columns(leaves, rowCounts, touched),
        Gaps.SOME);
  }

  /** The columns of one pass, and null for those of the others. */
  private static RelNode branch(
      Planning planning,
      Asked asked,
      List<RelNode> scans,
      List<Pass.Columns> columns,
      int at,
      Optional<Boolean> shown) {
    var values = new ArrayList<RexNode>();
    var names = new ArrayList<String>();
    var unique = new Names();
    RelNode mine = scans.get(at);
    for (int g = 0; g < asked.groups().size(); g++) {
      values.add(planning.ref(mine, g));
      names.add(unique.unique(asked.groupNames().get(g)));
    }
    for (int i = 0; i < scans.size(); i++) {
      RelNode scan = scans.get(i);
      var its = new ArrayList<Integer>();
      Pass.Columns of = columns.get(i);
      its.addAll(of.leaves().values());
      its.addAll(of.rowCounts().values());
      for (int column : its) {
        RexNode ref = planning.ref(scan, column);
        values.add(i == at ? ref : planning.literals().makeNullLiteral(ref.getType()));
        names.add(unique.unique(scan.getRowType().getFieldNames().get(column)));
      }
    }
    if (shown.isPresent()) {
      var own = columns.get(at).touched();
      values.add(
          own.isPresent()
              ? planning.ref(mine, own.getAsInt())
              : planning.literals().whole(shown.get() ? 1 : 0));
      names.add(unique.unique("rows_shown"));
    }
    return planning.project(mine, values, names);
  }

  RelNode rel() {
    return rel;
  }

  Pass.Columns columns() {
    return columns;
  }

  Gaps gaps() {
    return gaps;
  }

  /** What tells the cells that are shown from those that only a condition or an order reads. */
  Optional<RexNode> shownOnly() {
    return columns.touched().isEmpty()
        ? Optional.empty()
        : Optional.of(
            planning
                .calls()
                .call(
                    Function.GT,
                    List.of(
                        planning.ref(rel, columns.touched().getAsInt()),
                        planning.literals().whole(0)),
                    ValueType.BOOLEAN));
  }

  /** The rows that are shown. */
  RelNode shown() {
    return planning.filter(rel, shownOnly().stream().toList());
  }

  Map<Integer, RexNode> values() {
    return values(rel, gaps);
  }

  /**
   * The values of leaves and details, each a column or little more.
   *
   * @param over rows whose columns are as those of the cells
   */
  Map<Integer, RexNode> values(RelNode over, Gaps lacking) {
    var values = new HashMap<Integer, RexNode>();
    columns
        .leaves()
        .forEach((id, column) -> {
          Value value = asked.reduction().value(id);
          RexNode known = planning.ref(over, column);
          Integer rows = columns.rowCounts().get(id);
          if (rows != null) {
            known = whereThereAreRows(known, planning.ref(over, rows), value);
          } else if (isZero(value) && (lacking == Gaps.SOME || !asked.isOfAll(planning, id))) {
            known = call(Function.COALESCE, value.type(), known, planning.literals().whole(0));
          }
          values.put(id, known);
        });
    return values;
  }

  private static boolean isZero(Value value) {
    return switch (value) {
      case Value.OfLeaf leaf -> leaf.leaf().empty() == MetricExpr.Empty.ZERO;
      case Value.OfDetail detail -> detail.empty() == MetricExpr.Empty.ZERO;
      case Value other -> throw new IllegalArgumentException("no source: " + other);
    };
  }

  private RexNode whereThereAreRows(RexNode known, RexNode rows, Value value) {
    RexNode some = call(Function.GT, ValueType.BOOLEAN, rows, planning.literals().whole(0));
    return isZero(value)
        ? call(Function.CASE, value.type(), some, known, planning.literals().whole(0))
        : call(Function.CASE, value.type(), some, known);
  }

  private RexNode call(Function function, ValueType type, RexNode... operands) {
    return planning.calls().call(function, List.of(operands), type);
  }

  /** What to call a stage that holds the cells. */
  String name() {
    return gaps == Gaps.SOME
        ? "stitched"
        : Names.by(
            asked.bases().isEmpty() ? "values" : String.join("_", asked.bases()),
            asked.groups().stream().map(Query.Group::name).toList());
  }
}
