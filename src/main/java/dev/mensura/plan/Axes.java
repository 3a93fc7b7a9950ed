package dev.mensura.plan;

import dev.mensura.ir.Axis;
import dev.mensura.ir.Frame;
import dev.mensura.plan.Moments.Moment;
import dev.mensura.plan.Moments.Stretch;
import dev.mensura.plan.Periods.Shown;
import dev.mensura.type.Calendar;
import dev.mensura.type.Function;
import dev.mensura.type.Grain;
import dev.mensura.type.TimeSpan;
import dev.mensura.type.ValueType;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rex.RexNode;

/**
 * For each period that is shown, the stretch of time that a leaf reads: a stage for each step of
 * the leaf's frame, which leaves share as far as their frames are the same.
 */
final class Axes {
  private static final String SINCE = "since";
  private static final String UNTIL = "until";

  private final Planning planning;
  private final Periods periods;
  private final Map<Read, Step> steps = new HashMap<>();

  Axes(Planning planning, Asked asked) {
    this.planning = planning;
    this.periods = new Periods(planning, asked);
  }

  /**
   * What is read for the periods shown.
   *
   * @param carries whether the horizon is still to come in handy
   */
  private record Read(Shown shown, Frame frame, Carries carries) {
    Read before() {
      List<Frame.Move> moves = frame.moves();
      boolean window = moves.getLast() instanceof Frame.Move.Window;
      return new Read(
          shown, new Frame(moves.subList(0, moves.size() - 1)), window ? Carries.HORIZON : carries);
    }

    Frame.Move last() {
      return frame.moves().getLast();
    }

    Moments moments(Planning planning) {
      boolean subDay = frame.isSubDay() || shown.unit().isSubDay();
      return new Moments(planning, Moments.Fineness.of(subDay));
    }
  }

  /** What a stage holds besides periods and stretches. */
  private enum Carries {
    NOTHING,
    HORIZON
  }

  /**
   * A step of a frame.
   *
   * @param rel rows over which the stretch is told: with periods, the period comes first
   * @param possible what must be true for there to be any time
   */
  private record Step(RelNode rel, Walk.At at, List<RexNode> possible) {
    Optional<Integer> column(String name) {
      int column = rel.getRowType().getFieldNames().indexOf(name);
      return column < 0 ? Optional.empty() : Optional.of(column);
    }
  }

  /**
   * Rows, and with each the periods for which it is read.
   *
   * @param offset where the columns of the periods begin
   */
  record Joint(RelNode rel, int offset, List<RexNode> conditions) {}

  /** A row for each period that is shown. */
  RelNode periods(Shown shown) {
    return periods.periods(shown);
  }

  /** A pass's rows with the periods that they count for. */
  Joint join(Joined joined, Pass.Stretch stretch) {
    RexNode time = joined.rex(stretch.time());
    return join(joined.rel(), time, stretch.axis(), stretch.frame(), List.of());
  }

  /**
   * Rows with the periods that they count for, by a time that they hold.
   *
   * @param leaving what must not be before the end of a stretch that the row counts for
   */
  Joint join(RelNode rows, RexNode time, Axis axis, Frame frame, List<RexNode> leaving) {
    var read = new Read(Shown.of(axis), frame, Carries.NOTHING);
    int offset = rows.getRowType().getFieldCount();
    if (planning.calendar().range().isEmpty() && isEver(read)) {
      RexNode known = planning.calls().call(Function.IS_NOT_NULL, List.of(time), ValueType.BOOLEAN);
      return new Joint(rows, offset, List.of(known));
    }
    Step step = step(read);
    Stretch known = step.at().stretch();
    if (known.isKnown()) {
      Moments moments = read.moments(planning);
      var conditions = new ArrayList<>(step.possible());
      known.since().ifPresent(m -> conditions.add(compare(Function.GE, time, moments.rex(m))));
      known.until().ifPresent(m -> conditions.add(compare(Function.LT, time, moments.rex(m))));
      return new Joint(rows, offset, conditions);
    }
    var on = new ArrayList<RexNode>();
    far(step, SINCE, offset).ifPresent(b -> on.add(compare(Function.GE, time, b)));
    far(step, UNTIL, offset)
        .ifPresent(b -> {
          on.add(compare(Function.LT, time, b));
          leaving.forEach(l -> on.add(compare(Function.GE, l, b)));
        });
    RelNode rel = planning.innerJoin(rows, step.rel(), planning.calls().all(on));
    return new Joint(rel, offset, List.of());
  }

  /** Units with the periods for which moves lead to them. */
  Joint joinUnits(RelNode units, int unit, Axis axis, List<Frame.Move> moves) {
    return joinAt(units, axis, moves, at -> planning.calls().equal(planning.ref(units, unit), at));
  }

  /** Runs of units with the periods for which moves lead into them. */
  Joint joinRuns(RelNode runs, int from, int until, Axis axis, List<Frame.Move> moves) {
    return joinAt(
        runs,
        axis,
        moves,
        at ->
            planning
                .calls()
                .all(
                    List.of(
                        compare(Function.GE, at, planning.ref(runs, from)),
                        compare(Function.LT, at, planning.ref(runs, until)))));
  }

  /**
   * Rows with the periods that meet a condition.
   *
   * @param moves each leads to one unit
   * @param condition on the start of the unit to which they lead
   */
  private Joint joinAt(
      RelNode rows, Axis axis, List<Frame.Move> moves, UnaryOperator<RexNode> condition) {
    var shown = Shown.of(axis);
    int offset = rows.getRowType().getFieldCount();
    RelNode far = periods.periods(shown);
    int start = 0;
    if (!moves.isEmpty()) {
      Step step = step(new Read(shown, new Frame(moves), Carries.NOTHING));
      far = step.rel();
      start = step.column(SINCE).orElseThrow();
    }
    RexNode at =
        planning
            .literals()
            .makeInputRef(far.getRowType().getFieldList().get(start).getType(), offset + start);
    return new Joint(planning.innerJoin(rows, far, condition.apply(at)), offset, List.of());
  }

  /**
   * Where all stretches lie that are read for the periods shown; unbounded where only the data
   * tell.
   */
  Stretch reach(Axis axis, Frame frame, Moments moments) {
    var shown = Shown.of(axis);
    Grain grain = grain(shown);
    Stretch all = Periods.intersection(moments, shown.spans());
    Optional<Moment> since =
        all.since()
            .flatMap(s -> {
              // The data may end with the first day already: so early do windows end at the least.
              var end = Optional.of(moments.plus(s, 1, shown.unit()));
              return walked(shown, frame, moments, moments.floor(s, grain), end).since();
            });
    Optional<Moment> until =
        all.until()
            .map(u -> moments.floor(moments.plus(u, -1, shown.unit()), grain))
            .flatMap(p -> walked(shown, frame, moments, p, all.until()).until());
    return new Stretch(since, until);
  }

  private static Grain grain(Shown shown) {
    return shown.grain().orElseThrow();
  }

  /** What is read for one period. */
  private static Stretch walked(
      Shown shown, Frame frame, Moments moments, Moment period, Optional<Moment> horizon) {
    var walk = new Walk(moments, shown.grain(), shown.unit(), horizon);
    Walk.At at = cut(shown, moments, period);
    for (Frame.Move move : frame.moves()) {
      at = walk.step(at, move);
    }
    return at.stretch();
  }

  /** All rows that have a time happened before the horizon of the data. */
  private static boolean isEver(Read read) {
    return read.shown().grain().isEmpty()
        && read.shown().spans().stream()
            .allMatch(s -> s instanceof TimeSpan.Fixed f && f.end() == null)
        && read.frame().moves().equals(List.of(new Frame.Move.Window.AllTime()));
  }

  private Optional<RexNode> far(Step step, String name, int offset) {
    return step.column(name)
        .map(c ->
            planning
                .literals()
                .makeInputRef(step.rel().getRowType().getFieldList().get(c).getType(), offset + c));
  }

  private RexNode compare(Function function, RexNode time, RexNode bound) {
    return planning.calls().call(function, List.of(time, bound), ValueType.BOOLEAN);
  }

  /** The value of a group for a period: what its role makes of the period's start. */
  RexNode group(Joint joint, Axis axis, int group) {
    return group(
        planning.ref(joint.rel(), joint.offset()), axis.grain().orElseThrow(), axis, group);
  }

  /**
   * The value of a group for a moment.
   *
   * @param known the grain of the periods whose starts such moments are
   */
  RexNode group(RexNode period, Grain known, Axis axis, int group) {
    return switch (axis.roles().get(group)) {
      case Axis.Role.Period p when p.grain().equals(known) -> period;
      case Axis.Role.Period p ->
          planning
              .calls()
              .truncate(
                  period, p.grain(), p.grain().isSubDay() ? ValueType.TIMESTAMP : ValueType.DATE);
      case Axis.Role.Part p -> planning.calls().part(period, p.part());
      case Axis.Role.Moment m -> throw new IllegalArgumentException("a moment is no period");
      case Axis.Role.Other o -> throw new IllegalArgumentException("a group of rows, not of time");
    };
  }

  private Step step(Read read) {
    Step known = steps.get(read);
    if (known == null) {
      known = make(read);
      steps.put(read, known);
    }
    return known;
  }

  private Step make(Read read) {
    Moments moments = read.moments(planning);
    Read before = read.before();
    boolean first = before.frame().isPeriod();
    Step from =
        first
            ? read.shown().grain().isPresent()
                ? periods(read.shown(), moments)
                : ofQuery(read.shown(), moments)
            : step(before);
    var walk =
        new Walk(moments, read.shown().grain(), read.shown().unit(), horizon(read, from, moments));
    Walk.At to = walk.step(from.at(), read.last());
    return to.stretch().isKnown() && read.shown().grain().isEmpty()
        ? new Step(from.rel(), to, from.possible())
        : staged(read, from, to, moments);
  }

  /** The stretch as columns of a stage of its own. */
  private Step staged(Read read, Step from, Walk.At to, Moments moments) {
    Grain unit = read.shown().unit();
    var values = new ArrayList<RexNode>();
    var names = new ArrayList<String>();
    read.shown()
        .grain()
        .ifPresent(grain -> {
          values.add(planning.ref(from.rel(), 0));
          names.add(grain.text());
        });
    boolean windowed = read.frame().moves().stream().anyMatch(Frame.Move.Window.class::isInstance);
    from.column(Periods.last(unit))
        .filter(c -> read.carries() == Carries.HORIZON && !windowed)
        .ifPresent(c -> {
          values.add(planning.ref(from.rel(), c));
          names.add(Periods.last(unit));
        });
    to.stretch()
        .since()
        .ifPresent(s -> {
          values.add(moments.rex(s));
          names.add(SINCE);
        });
    to.stretch()
        .until()
        .ifPresent(u -> {
          values.add(moments.rex(u));
          names.add(UNTIL);
        });
    String frame = read.frame().name();
    String name = read.shown().grain().map(g -> g.text() + "_" + frame).orElse("span_" + frame);
    RelNode kept = planning.filter(from.rel(), from.possible());
    RelNode rel = planning.stage(name, planning.project(kept, values, names));
    var made = new Step(rel, to, List.of());
    var stretch =
        new Stretch(
            made.column(SINCE).map(c -> new Moment.Worked(planning.ref(rel, c))),
            made.column(UNTIL).map(c -> new Moment.Worked(planning.ref(rel, c))));
    return new Step(rel, new Walk.At(stretch, to.extent()), List.of());
  }

  /** The periods themselves, as far as the query's filter leaves them whole. */
  private Step periods(Shown shown, Moments moments) {
    RelNode axis = periods.periods(shown);
    Moment period = new Moment.Worked(planning.ref(axis, 0));
    return new Step(axis, cut(shown, moments, period), List.of());
  }

  private static Walk.At cut(Shown shown, Moments moments, Moment period) {
    Grain grain = grain(shown);
    Stretch bounds = Periods.intersection(moments, shown.cutting());
    Moment since = bounds.since().map(s -> moments.greatest(period, s)).orElse(period);
    Moment end = moments.end(period, grain);
    Moment until = bounds.until().map(u -> moments.least(end, u)).orElse(end);
    var stretch = new Stretch(Optional.of(since), Optional.of(until));
    return new Walk.At(stretch, Walk.Extent.of(grain, shown.cutting().isEmpty()));
  }

  /** Without periods there is one stretch: that of the query. */
  private Step ofQuery(Shown shown, Moments moments) {
    Stretch all = Periods.intersection(moments, shown.spans());
    var possible = new ArrayList<RexNode>();
    if (shown.spans().size() > 1 && all.since().isPresent() && all.until().isPresent()) {
      possible.add(
          compare(Function.LT, moments.rex(all.since().get()), moments.rex(all.until().get())));
    }
    if (all.until().isPresent()) {
      RelNode one = LogicalValues.createOneRow(planning.cluster());
      return new Step(one, new Walk.At(all, Walk.Extent.ANY), possible);
    }
    if (planning.calendar().range().isPresent()) {
      var stretch =
          new Stretch(
              all.since(), planning.calendar().range().map(range -> new Moment.Known(range.end())));
      RelNode one = LogicalValues.createOneRow(planning.cluster());
      return new Step(one, new Walk.At(stretch, Walk.Extent.ANY), possible);
    }
    RelNode horizon = periods.horizon(shown.unit());
    Moment end = moments.plus(new Moment.Worked(planning.ref(horizon, 1)), 1, shown.unit());
    var stretch = new Stretch(all.since(), Optional.of(end));
    return new Step(horizon, new Walk.At(stretch, Walk.Extent.ANY), possible);
  }

  /** Where windows end, where a stretch may reach beyond it. */
  private Optional<Moment> horizon(Read read, Step from, Moments moments) {
    Shown shown = read.shown();
    if (shown.grain().isEmpty() || !(read.last() instanceof Frame.Move.Window)) {
      return Optional.empty();
    }
    Optional<Moment> asked = Periods.intersection(moments, shown.spans()).until();
    boolean starts = read.frame().moves().stream().anyMatch(Frame.Move.Start.class::isInstance);
    Optional<Calendar.Range> range = planning.calendar().range();
    if (asked.isEmpty() && range.isPresent()) {
      LocalDateTime end = range.get().end();
      Grain grain = shown.grain().get();
      boolean cut = grain.isDeclared() || !end.equals(grain.start(end));
      return starts || cut ? Optional.of(new Moment.Known(end)) : Optional.empty();
    }
    if (asked.isPresent()) {
      // The first period of a year may be the one that the filter cuts.
      return starts && !shown.cutting().isEmpty() ? asked : Optional.empty();
    }
    return from.column(Periods.last(shown.unit()))
        .map(c -> new Moment.Worked(planning.ref(from.rel(), c)))
        .map(last -> moments.plus(last, 1, shown.unit()));
  }
}
