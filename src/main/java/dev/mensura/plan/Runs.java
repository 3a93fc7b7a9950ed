package dev.mensura.plan;

import dev.mensura.plan.MetricFunction.Meaning;
import dev.mensura.plan.Rolling.Window;
import dev.mensura.plan.UnitRows.Rows;
import dev.mensura.type.Aggregate;
import dev.mensura.type.Duration;
import dev.mensura.type.Function;
import dev.mensura.type.Grain;
import dev.mensura.type.ValueType;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;

/**
 * Windows over units. The values of a window change only where a unit with rows enters or leaves
 * it, so there is a row for each run of units between two changes, and never more rows than twice
 * those of units.
 */
final class Runs {
  /** Where the last run of all time ends: no later time can be written. */
  static final LocalDateTime NEVER = LocalDateTime.of(9999, 12, 31, 0, 0);

  private final Planning planning;
  private final UnitRows units;
  private final Map<Windowed, Rows> known = new HashMap<>();

  private record Windowed(Grain unit, Window window) {}

  Runs(Planning planning, UnitRows units) {
    this.planning = planning;
    this.units = units;
  }

  /** The runs of a window: where each begins, in the column behind it where it ends, then parts. */
  Rows of(Grain unit, Window window, List<Integer> parts) {
    var windowed = new Windowed(unit, window);
    Rows runs = known.get(windowed);
    if (runs == null) {
      Rows changes =
          window.back().isPresent() ? changes(unit, window.back().get(), parts) : units.of(unit);
      runs = runs(windowed, changes, parts);
      known.put(windowed, runs);
    }
    return runs;
  }

  /** The units, and those that are the first without one of them. */
  private Rows changes(Grain unit, Duration back, List<Integer> parts) {
    Rows rows = units.of(unit);
    var entering = groups(rows);
    var leaving = groups(rows);
    ValueType type = UnitRows.type(unit);
    var length = new Duration(back.count() + 1, unit);
    entering.add(planning.ref(rows.rel(), rows.unit()));
    leaving.add(planning.calls().shift(planning.ref(rows.rel(), rows.unit()), length, type));
    for (int part : parts) {
      RexNode value =
          part == Parts.PRESENT
              ? planning.literals().whole(1)
              : planning.ref(rows.rel(), rows.column(part));
      entering.add(value);
      leaving.add(
          planning
              .literals()
              .makeNullLiteral(planning.types().createTypeWithNullability(value.getType(), true)));
    }
    List<String> names = units.told(unit, List.of(), parts);
    RelNode union =
        LogicalUnion.create(
            List.of(
                planning.project(rows.rel(), entering, names),
                planning.project(rows.rel(), leaving, names)),
            true);
    return units.joined(
        planning.stage(unit.text() + "_changes", union), unit, parts, Stage.Reuse.FREE);
  }

  private List<RexNode> groups(Rows rows) {
    var groups = new ArrayList<RexNode>();
    for (int i = 0; i < rows.unit(); i++) {
      groups.add(planning.ref(rows.rel(), i));
    }
    return groups;
  }

  private Rows runs(Windowed windowed, Rows changes, List<Integer> parts) {
    RexNode start = planning.ref(changes.rel(), changes.unit());
    Window window = windowed.window();
    ValueType type = UnitRows.type(windowed.unit());
    List<RexNode> among = groups(changes);
    window.within().ifPresent(w -> among.add(planning.calls().truncate(start, w, type)));
    var values = groups(changes);
    values.add(start);
    values.add(until(start, among, window, type));
    var columns = new TreeMap<Integer, Integer>();
    for (int part : parts) {
      columns.put(part, values.size());
      RexNode value = planning.ref(changes.rel(), changes.column(part));
      Aggregate joining = units.joining(part);
      values.add(rolled(joining, window.back(), value, start, among));
    }
    List<String> names = units.told(windowed.unit(), List.of("until"), parts);
    RelNode rel =
        planning.stage(
            name(windowed), planning.project(changes.rel(), values, names), Stage.Reuse.ONCE);
    return new Rows(rel, changes.unit(), columns);
  }

  private static String name(Windowed windowed) {
    Window window = windowed.window();
    return Names.joined(
        List.of(
            windowed.unit().text(),
            "runs",
            window
                .back()
                .map(b -> "last_" + new Duration(b.count() + 1, b.grain()))
                .or(() -> window.within().map(w -> w.text() + "_to_date"))
                .orElse("all_time")));
  }

  private RexNode until(RexNode start, List<RexNode> among, Window window, ValueType type) {
    RexNode next = call(start.getType(), new Meaning.Next(), start, List.of(), among);
    if (window.back().isPresent()) {
      // The last run of a group begins where its last unit leaves, and has no rows.
      return next;
    }
    RexNode end =
        window
            .within()
            .map(w -> planning.calls().shift(among.getLast(), new Duration(1, w), type))
            .orElseGet(() -> planning.literals().constant(NEVER, type));
    return planning.calls().call(Function.COALESCE, List.of(next, end), type);
  }

  private RexNode rolled(
      Aggregate joining,
      Optional<Duration> back,
      RexNode value,
      RexNode start,
      List<RexNode> among) {
    RelDataType type =
        joining == Aggregate.SUM
            ? planning.types().getTypeSystem().deriveSumType(planning.types(), value.getType())
            : value.getType();
    return call(type, new Meaning.Rolled(joining, back), value, List.of(start), among);
  }

  private RexNode call(
      RelDataType type, Meaning meaning, RexNode first, List<RexNode> order, List<RexNode> among) {
    var operands = new ArrayList<RexNode>();
    operands.add(first);
    operands.addAll(order);
    operands.addAll(among);
    return planning
        .literals()
        .makeCall(
            planning.types().createTypeWithNullability(type, true),
            new MetricFunction(meaning),
            operands);
  }
}
