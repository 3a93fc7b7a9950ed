package dev.mensura.plan;

import dev.mensura.ir.Axis;
import dev.mensura.ir.Leaf;
import dev.mensura.ir.Query;
import dev.mensura.ir.RowExpr;
import dev.mensura.plan.MetricFunction.Meaning;
import dev.mensura.plan.Rolled.Family;
import dev.mensura.plan.Rolled.Member;
import dev.mensura.plan.Rolling.Way;
import dev.mensura.type.Aggregate;
import dev.mensura.type.Function;
import dev.mensura.type.Grain;
import dev.mensura.type.Unit;
import dev.mensura.type.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rex.RexNode;

/**
 * Counts of distinct values in stretches of time. Each value is told once a unit, and where it
 * comes next; a value counts for a stretch by the last of its units there, after which it comes
 * again only when the stretch is over. So values are counted by these two units once, and a stretch
 * adds up counts.
 */
final class DistinctUnits {
  private static final String NEXT = "comes_next";

  private final Planning planning;
  private final Axes axes;
  private final Asked asked;
  private final Values values;
  private final List<Member> members;
  private final List<Query.Group> others;
  private Optional<RelNode> counted = Optional.empty();

  /**
   * What is counted.
   *
   * @param family whose rows hold values
   * @param unit in which a value is told once
   */
  record Values(Family family, RowExpr value, Grain unit) {
    static Values of(Planning planning, Family family, Pass.Use use, Grain unit) {
      Leaf leaf = use.leaf();
      var where = new LinkedHashSet<>(family.where());
      where.addAll(use.filters());
      var rows = new Family(family.base(), family.time(), family.others(), where, family.many());
      RowExpr value = planning.timed(leaf.argument().orElseThrow(), leaf.base(), leaf.time());
      return new Values(rows, value, unit);
    }
  }

  DistinctUnits(Planning planning, Axes axes, Asked asked, Values values, List<Member> members) {
    this.planning = planning;
    this.axes = axes;
    this.asked = asked;
    this.values = values;
    this.members = members;
    this.others = UnitRows.others(asked, members.getFirst().axis());
  }

  /** Whether a leaf counts what is told here. */
  static boolean count(Leaf leaf) {
    return leaf.mark().isEmpty() && leaf.aggregate() == Aggregate.COUNT_DISTINCT;
  }

  PassPlan.Planned plan(Member member) {
    RelNode units = counted();
    int unit = others.size();
    RexNode time = planning.ref(units, unit);
    Axes.Joint joint =
        member.rolling().way() instanceof Way.One one
            ? axes.joinUnits(units, unit, member.axis(), one.moves())
            : axes.join(
                units, time, member.axis(), member.frame(), List.of(planning.ref(units, unit + 1)));
    RelNode kept = planning.filter(joint.rel(), joint.conditions());
    var cells = new ArrayList<RexNode>();
    var names = new Names();
    var told = new ArrayList<String>();
    int other = 0;
    for (int i = 0; i < asked.groups().size(); i++) {
      RexNode value =
          member.axis().roles().get(i) instanceof Axis.Role.Other
              ? planning.ref(kept, other++)
              : axes.group(joint, member.axis(), i);
      cells.add(planning.sameKind(value, asked.groups().get(i).type()));
      told.add(names.unique(asked.groupNames().get(i)));
    }
    Pass.Use use = member.uses().leaves().getFirst();
    int groups = cells.size();
    cells.add(planning.ref(kept, unit + 2));
    told.add(names.unique(asked.label(use.id(), Pass.describe(use.leaf()))));
    RelNode rows = planning.project(kept, cells, told);
    var sum = new Planning.Aggregated(Aggregate.SUM, Optional.empty());
    AggregateCall call = planning.call(rows, groups, sum, List.of(groups), -1, told.getLast());
    RelNode rel = planning.aggregate(rows, groups, List.of(call));
    var leaves = new LinkedHashMap<Integer, Integer>();
    leaves.put(use.id(), groups);
    var rowCounts = new LinkedHashMap<Integer, Integer>();
    return use.needsRowCount()
        ? withRowCount(rel, use, leaves, rowCounts)
        : new PassPlan.Planned(rel, new Pass.Columns(leaves, rowCounts, OptionalInt.empty()));
  }

  /** A cell is there because it has a row. */
  private PassPlan.Planned withRowCount(
      RelNode rel,
      Pass.Use use,
      LinkedHashMap<Integer, Integer> leaves,
      LinkedHashMap<Integer, Integer> rowCounts) {
    int columns = rel.getRowType().getFieldCount();
    var all = new ArrayList<RexNode>();
    for (int i = 0; i < columns; i++) {
      all.add(planning.ref(rel, i));
    }
    all.add(planning.literals().whole(1));
    var told = new ArrayList<>(rel.getRowType().getFieldNames());
    told.add("rows_of_" + told.getLast());
    rowCounts.put(use.id(), columns);
    return new PassPlan.Planned(
        planning.project(rel, all, told), new Pass.Columns(leaves, rowCounts, OptionalInt.empty()));
  }

  /** How many values come in a unit and then not before another: groups, both units, the count. */
  private RelNode counted() {
    RelNode known = counted.orElseGet(this::count);
    counted = Optional.of(known);
    return known;
  }

  private RelNode count() {
    RelNode following = following();
    int value = others.size();
    var columns = new ArrayList<RexNode>();
    var names = new ArrayList<String>();
    List<String> told = following.getRowType().getFieldNames();
    for (int i = 0; i < told.size(); i++) {
      if (i != value) {
        columns.add(planning.ref(following, i));
        names.add(told.get(i));
      }
    }
    columns.add(planning.ref(following, value));
    names.add(told.get(value));
    RelNode rows = planning.project(following, columns, names);
    int groups = value + 2;
    AggregateCall call = planning.countingSingle(rows, groups, groups, "count_" + told.get(value));
    return planning.stage(
        Names.joined(List.of(values.family().base(), told.get(value), "counted")),
        planning.aggregate(rows, groups, List.of(call)),
        members.size() > 1 ? Stage.Reuse.ONCE : Stage.Reuse.FREE);
  }

  /** Groups, the value, a unit in which it comes, and the next. */
  private RelNode following() {
    RelNode once = once();
    int unit = others.size() + 1;
    var columns = new ArrayList<RexNode>();
    for (int i = 0; i <= unit; i++) {
      columns.add(planning.ref(once, i));
    }
    RexNode start = columns.getLast();
    var operands = new ArrayList<RexNode>(List.of(start));
    operands.addAll(columns.subList(0, unit));
    ValueType type = UnitRows.type(values.unit());
    RexNode next =
        planning
            .literals()
            .makeCall(planning.types().of(type), new MetricFunction(new Meaning.Next()), operands);
    RexNode never = planning.literals().constant(Runs.NEVER, type);
    columns.add(planning.calls().call(Function.COALESCE, List.of(next, never), type));
    var names = new Names();
    var told = new ArrayList<String>();
    once.getRowType().getFieldNames().forEach(n -> told.add(names.unique(n)));
    told.add(names.unique(NEXT));
    return planning.stage(
        Names.joined(List.of(told.get(unit - 1), "by", told.get(unit))),
        planning.project(once, columns, told));
  }

  private RelNode once() {
    Family family = values.family();
    RowExpr value = values.value();
    var by = new ArrayList<>(family.others());
    by.add(value);
    var groups = new ArrayList<>(others);
    var meant = new TreeMap<String, RowExpr>();
    meant.put(family.base(), value);
    String name = value instanceof RowExpr.Column c ? c.field() : "value";
    groups.add(new Query.Group(name, value.type(), true, meant, Unit.ANY, Optional.empty()));
    var rows = new Family(family.base(), family.time(), by, family.where(), family.many());
    RelNode once =
        new UnitPass(planning, axes, rows, values.unit(), members).plan(groups, List.of()).rel();
    return planning.stage(
        Names.joined(List.of(family.base(), "once", "by", values.unit().text())), once);
  }
}
