package dev.mensura.plan;

import dev.mensura.ir.Axis;
import dev.mensura.ir.Leaf;
import dev.mensura.ir.Query;
import dev.mensura.type.Aggregate;
import dev.mensura.type.Grain;
import dev.mensura.type.ValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rex.RexNode;

/**
 * The rows of a base model, aggregated to groups and short periods: a stage for each length of
 * these.
 */
final class UnitRows {
  private final Planning planning;
  private final Axes axes;
  private final Rolled.Family family;
  private final List<Rolled.Member> members;
  private final List<Leaf> parts;
  private final Grain finest;
  private final List<Query.Group> others;
  private final Map<Grain, Rows> byGrain = new HashMap<>();
  private List<String> names = List.of();

  /**
   * A stage: other groups, the unit, further columns, then parts.
   *
   * @param unit where the start of the unit stands
   * @param columns the parts, and where they stand
   */
  record Rows(RelNode rel, int unit, Map<Integer, Integer> columns) {
    int column(int part) {
      return Objects.requireNonNull(columns.get(part));
    }

    /** The parts over rows that begin with these columns. */
    Map<Integer, RexNode> parts(Planning planning, RelNode over) {
      var values = new HashMap<Integer, RexNode>();
      columns.forEach((part, column) -> values.put(part, planning.ref(over, column)));
      return values;
    }
  }

  UnitRows(
      Planning planning,
      Axes axes,
      Asked asked,
      Rolled.Family family,
      List<Rolled.Member> members,
      List<Leaf> parts) {
    this.planning = planning;
    this.axes = axes;
    this.family = family;
    this.members = members;
    this.parts = parts;
    this.finest =
        members.stream().map(m -> m.rolling().unit()).min(Comparator.naturalOrder()).orElseThrow();
    this.others = others(asked, members.getFirst().axis());
  }

  /** The groups that are no periods. */
  static List<Query.Group> others(Asked asked, Axis axis) {
    var others = new ArrayList<Query.Group>();
    for (int i = 0; i < axis.roles().size(); i++) {
      if (axis.roles().get(i) instanceof Axis.Role.Other) {
        others.add(asked.groups().get(i));
      }
    }
    return List.copyOf(others);
  }

  Grain finestUnit() {
    return finest;
  }

  /** What makes one of several units' parts. */
  Aggregate joining(int part) {
    return part == Parts.PRESENT ? Aggregate.MAX : Parts.joining(parts.get(part));
  }

  /** What a part is called. */
  String name(int part) {
    finest();
    return part == Parts.PRESENT ? "present" : names.get(part);
  }

  Rows finest() {
    return of(finest);
  }

  /** The rows by units of this length. */
  Rows of(Grain unit) {
    Rows known = byGrain.get(unit);
    if (known == null) {
      known = unit.equals(finest) ? read() : coarser(unit);
      byGrain.put(unit, known);
    }
    return known;
  }

  static ValueType type(Grain unit) {
    return unit.isSubDay() ? ValueType.TIMESTAMP : ValueType.DATE;
  }

  private Rows read() {
    var uses = new ArrayList<Pass.Use>();
    for (int i = 0; i < parts.size(); i++) {
      uses.add(new Pass.Use(i, parts.get(i), parts.get(i).filters(), true));
    }
    PassPlan.Planned planned =
        new UnitPass(planning, axes, family, finest, members).plan(others, uses);
    boolean several = members.size() > 1 || members.getFirst().needsMarks();
    RelNode rel =
        planning.stage(
            stageName(planned.rel()), planned.rel(), several ? Stage.Reuse.ONCE : Stage.Reuse.FREE);
    List<String> columns = rel.getRowType().getFieldNames();
    names = planned.columns().leaves().values().stream().map(columns::get).toList();
    return new Rows(rel, others.size(), planned.columns().leaves());
  }

  /** Told by the groups and the unit. */
  private String stageName(RelNode rows) {
    return Names.by(family.base(), rows.getRowType().getFieldNames().subList(0, others.size() + 1));
  }

  private Rows coarser(Grain unit) {
    Rows rows = finest();
    var values = new ArrayList<RexNode>();
    for (int i = 0; i < rows.unit(); i++) {
      values.add(planning.ref(rows.rel(), i));
    }
    values.add(planning.calls().truncate(planning.ref(rows.rel(), rows.unit()), unit, type(unit)));
    rows.columns().values().forEach(c -> values.add(planning.ref(rows.rel(), c)));
    List<Integer> all = List.copyOf(rows.columns().keySet());
    RelNode truncated = planning.project(rows.rel(), values, told(unit, List.of(), all));
    return joined(truncated, unit, all, Stage.Reuse.ONCE);
  }

  /**
   * Puts together what has the same groups and unit.
   *
   * @param told the parts that stand behind these
   */
  Rows joined(RelNode rows, Grain unit, List<Integer> told, Stage.Reuse reuse) {
    int groups = others.size() + 1;
    var calls = new ArrayList<AggregateCall>();
    var columns = new TreeMap<Integer, Integer>();
    for (int part : told) {
      int column = groups + calls.size();
      columns.put(part, column);
      String name = rows.getRowType().getFieldNames().get(column);
      calls.add(planning.joining(rows, groups, joining(part), column, name));
    }
    List<String> by = rows.getRowType().getFieldNames().subList(0, groups);
    RelNode rel =
        planning.stage(Names.by(family.base(), by), planning.aggregate(rows, groups, calls), reuse);
    return new Rows(rel, others.size(), columns);
  }

  /** What to call the columns of a stage: groups, the unit, what comes between, parts. */
  List<String> told(Grain unit, List<String> between, List<Integer> parts) {
    var unique = new Names();
    var told = new ArrayList<String>();
    others.forEach(o -> told.add(unique.unique(o.name())));
    told.add(unique.unique(unit.text()));
    between.forEach(f -> told.add(unique.unique(f)));
    parts.forEach(p -> told.add(unique.unique(name(p))));
    return told;
  }
}
