package dev.mensura.plan;

import dev.mensura.ir.Axis;
import dev.mensura.ir.Leaf;
import dev.mensura.ir.RowExpr;
import dev.mensura.plan.Moments.Moment;
import dev.mensura.plan.Moments.Stretch;
import dev.mensura.type.Aggregate;
import dev.mensura.type.Calendar;
import dev.mensura.type.Function;
import dev.mensura.type.Grain;
import dev.mensura.type.TimeSpan;
import dev.mensura.type.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rex.RexNode;

/**
 * The periods that a query shows, without gaps, up to its horizon: where its filter says, else
 * where the project's calendar does, else where the rows of its leaves begin and end.
 */
final class Periods {
  private final Planning planning;
  private final Asked asked;
  private final Map<Shown, String> stages = new HashMap<>();
  private final Map<Grain, String> horizons = new HashMap<>();

  Periods(Planning planning, Asked asked) {
    this.planning = planning;
    this.asked = asked;
  }

  /**
   * Which periods a query shows.
   *
   * @param spans they lie in all of these
   * @param grain how long they are; none: the query is not grouped by time
   */
  record Shown(List<TimeSpan> spans, Optional<Grain> grain) {
    static Shown of(Axis axis) {
      return new Shown(axis.spans(), axis.grain());
    }

    /** The shortest time that is told apart. */
    Grain unit() {
      return grain.filter(Grain::isSubDay).orElse(Grain.DAY);
    }

    /** Whether the query says where its periods end. */
    boolean isEnded() {
      return spans.stream().anyMatch(s -> !(s instanceof TimeSpan.Fixed f) || f.end() != null);
    }

    /** The spans in whose bounds a period can be cut in two. */
    List<TimeSpan> cutting() {
      return grain.map(g -> spans.stream().filter(s -> !s.isMadeOf(g)).toList()).orElse(spans);
    }
  }

  /** What lies in all of the spans. */
  static Stretch intersection(Moments moments, List<TimeSpan> spans) {
    Stretch all = Stretch.EVER;
    for (TimeSpan span : spans) {
      Stretch next = moments.of(span);
      all =
          new Stretch(
              both(all.since(), next.since(), moments::greatest),
              both(all.until(), next.until(), moments::least));
    }
    return all;
  }

  private static Optional<Moment> both(
      Optional<Moment> a, Optional<Moment> b, BinaryOperator<Moment> of) {
    return a.isPresent() && b.isPresent() ? Optional.of(of.apply(a.get(), b.get())) : a.or(() -> b);
  }

  /** The column with the last time of all rows, where the horizon is one of the data. */
  static String last(Grain unit) {
    return "last_" + unit.text();
  }

  /** A stage with a row for each period: its start, then the last time of the rows if it counts. */
  RelNode periods(Shown shown) {
    String name = stages.get(shown);
    if (name == null) {
      name = makePeriods(shown);
      stages.put(shown, name);
    }
    return planning.scan(name, name);
  }

  private String makePeriods(Shown shown) {
    Grain grain = shown.grain().orElseThrow();
    Grain unit = shown.unit();
    var moments = new Moments(planning, Moments.Fineness.of(unit.isSubDay()));
    Stretch all = intersection(moments, shown.spans());
    Optional<Calendar.Range> range = planning.calendar().range();
    boolean bounded = range.isPresent() || all.since().isPresent() && all.until().isPresent();
    RelNode input = bounded ? LogicalValues.createOneRow(planning.cluster()) : horizon(unit);
    Moment since =
        all.since()
            .or(() -> range.map(r -> new Moment.Known(r.start())))
            .orElseGet(() -> new Moment.Worked(planning.ref(input, 0)));
    Moment last =
        all.until()
            .or(() -> range.map(r -> new Moment.Known(r.end())))
            .map(u -> moments.plus(u, -1, unit))
            .orElseGet(() -> new Moment.Worked(planning.ref(input, 1)));
    var values = new ArrayList<RexNode>();
    var names = new ArrayList<String>();
    values.add(
        grain.isDeclared()
            ? moments.series(since, last, grain)
            : moments.series(moments.floor(since, grain), moments.floor(last, grain), grain));
    names.add(grain.text());
    if (!bounded && all.until().isEmpty() && !grain.equals(unit)) {
      values.add(planning.ref(input, 1));
      names.add(last(unit));
    }
    RelNode kept = planning.filter(input, someLeft(moments, shown, since, last));
    planning.stage(grain.plural(), planning.project(kept, values, names));
    return planning.stages().getLast().name();
  }

  /** Where filters leave no time at all, a period that they meet in must not stand for some. */
  private List<RexNode> someLeft(Moments moments, Shown shown, Moment since, Moment last) {
    boolean certain =
        shown.cutting().isEmpty() && shown.spans().size() < 2
            || since instanceof Moment.Known a
                && last instanceof Moment.Known b
                && !a.at().isAfter(b.at());
    return certain
        ? List.of()
        : List.of(
            planning
                .calls()
                .call(
                    Function.LE,
                    List.of(moments.rex(since), moments.rex(last)),
                    ValueType.BOOLEAN));
  }

  /** One row: the first and the last time of the rows of all leaves, whatever filters say. */
  RelNode horizon(Grain unit) {
    String name = horizons.get(unit);
    if (name == null) {
      name = makeHorizon(unit);
      horizons.put(unit, name);
    }
    return planning.scan(name, name);
  }

  private record Timed(String base, RowExpr time) {}

  private String makeHorizon(Grain unit) {
    var times = new LinkedHashMap<Timed, RelNode>();
    for (Leaf leaf : asked.reduction().leaves().keySet()) {
      leaf.time()
          .or(() -> planning.rows(leaf.base()).time())
          .map(time -> new Timed(leaf.base(), time))
          .ifPresent(timed -> times.computeIfAbsent(timed, t -> ends(t, unit)));
    }
    RelNode horizon = times.firstEntry().getValue();
    if (times.size() > 1) {
      var scans = new ArrayList<RelNode>();
      times.forEach((timed, rel) ->
          scans.add(planning.stage(Names.joined(List.of(timed.base(), "horizon")), rel)));
      RelNode union = planning.stage("horizons", LogicalUnion.create(scans, true));
      horizon = planning.aggregate(union, 0, ends(union, unit));
    }
    planning.stage("horizon", horizon);
    return planning.stages().getLast().name();
  }

  private RelNode ends(Timed timed, Grain unit) {
    var read = new ArrayList<RowExpr>(List.of(timed.time()));
    Optional<RowExpr> where = planning.rows(timed.base()).where();
    where.ifPresent(read::add);
    var joined = new Joined(planning, timed.base(), read);
    RelNode kept =
        planning.filter(joined.rel(), where.map(joined::rex).map(List::of).orElse(List.of()));
    RexNode time = joined.rex(timed.time());
    ValueType type = unit.isSubDay() ? ValueType.TIMESTAMP : ValueType.DATE;
    if (timed.time().type().is(ValueType.Kind.TIMESTAMPTZ)) {
      // Where clocks are put back, a later instant can be an earlier time.
      RexNode start = planning.calls().truncate(time, unit, type);
      RelNode rows = planning.project(kept, List.of(start, start), List.of("first", "last"));
      return planning.aggregate(rows, 0, ends(rows, unit));
    }
    // Databases know the ends of a column, not those of what is made of it.
    RelNode rows = planning.project(kept, List.of(time, time), List.of("first", "last"));
    RelNode ends = planning.aggregate(rows, 0, ends(rows, unit));
    return planning.project(
        ends,
        List.of(
            planning.calls().truncate(planning.ref(ends, 0), unit, type),
            planning.calls().truncate(planning.ref(ends, 1), unit, type)),
        ends.getRowType().getFieldNames());
  }

  private List<AggregateCall> ends(RelNode rows, Grain unit) {
    var min = new Planning.Aggregated(Aggregate.MIN, Optional.empty());
    var max = new Planning.Aggregated(Aggregate.MAX, Optional.empty());
    return List.of(
        planning.call(rows, 0, min, List.of(0), -1, "first_" + unit.text()),
        planning.call(rows, 0, max, List.of(1), -1, last(unit)));
  }
}
