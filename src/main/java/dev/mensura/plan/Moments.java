package dev.mensura.plan;

import dev.mensura.plan.MetricFunction.Meaning;
import dev.mensura.type.Duration;
import dev.mensura.type.Function;
import dev.mensura.type.Grain;
import dev.mensura.type.TimeSpan;
import dev.mensura.type.ValueType;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexNode;

/**
 * Reckons with moments: what is known when the plan is made is worked out then. What the database
 * works out is a timestamp, also where it is a midnight, so that no step needs a cast.
 */
final class Moments {
  private static final ValueType WORKED = ValueType.TIMESTAMP;

  private final Planning planning;
  private final Fineness fineness;

  Moments(Planning planning, Fineness fineness) {
    this.planning = planning;
    this.fineness = fineness;
  }

  /** How fine the moments are. */
  enum Fineness {
    /** Each is the start of a day. */
    DAYS,
    TIMES;

    static Fineness of(boolean subDay) {
      return subDay ? TIMES : DAYS;
    }
  }

  /** A point in time. */
  sealed interface Moment {
    record Known(LocalDateTime at) implements Moment {}

    /** What the database works out. */
    record Worked(RexNode value) implements Moment {}
  }

  /** A stretch of time; without a bound where it has none. */
  record Stretch(Optional<Moment> since, Optional<Moment> until) {
    static final Stretch EVER = new Stretch(Optional.empty(), Optional.empty());

    /** Whether it is told without a database. */
    boolean isKnown() {
      return since.stream().allMatch(Moment.Known.class::isInstance)
          && until.stream().allMatch(Moment.Known.class::isInstance);
    }
  }

  RexNode rex(Moment moment) {
    return switch (moment) {
      case Moment.Known known -> literal(known);
      case Moment.Worked worked -> worked.value();
    };
  }

  private RexNode literal(Moment.Known known) {
    return planning
        .literals()
        .constant(known.at(), fineness == Fineness.DAYS ? ValueType.DATE : ValueType.TIMESTAMP);
  }

  Moment plus(Moment moment, long count, Grain grain) {
    return switch (moment) {
      case Moment.Known known when grain.isDeclared() ->
          new Moment.Worked(
              planning.calls().shift(literal(known), new Duration(count, grain), WORKED));
      case Moment.Known known -> new Moment.Known(grain.plus(known.at(), count));
      case Moment.Worked worked ->
          new Moment.Worked(
              planning.calls().shift(worked.value(), new Duration(count, grain), WORKED));
    };
  }

  Moment floor(Moment moment, Grain grain) {
    if (grain.isDeclared()) {
      // A day in no period is a stretch of its own.
      RexNode first = planning.calls().truncate(rex(moment), grain, WORKED);
      RexNode itself = planning.calls().cast(planning.types().of(WORKED), rex(moment));
      return new Moment.Worked(
          planning.calls().call(Function.COALESCE, List.of(first, itself), WORKED));
    }
    return switch (moment) {
      case Moment.Known known -> new Moment.Known(grain.start(known.at()));
      case Moment.Worked worked ->
          fineness == Fineness.DAYS && grain.equals(Grain.DAY)
              ? worked
              : new Moment.Worked(planning.calls().truncate(worked.value(), grain, WORKED));
    };
  }

  Moment least(Moment a, Moment b) {
    return a instanceof Moment.Known x && b instanceof Moment.Known y
        ? (x.at().isAfter(y.at()) ? b : a)
        : of(Function.LEAST, a, b);
  }

  Moment greatest(Moment a, Moment b) {
    return a instanceof Moment.Known x && b instanceof Moment.Known y
        ? (x.at().isBefore(y.at()) ? b : a)
        : of(Function.GREATEST, a, b);
  }

  private Moment of(Function function, Moment a, Moment b) {
    return new Moment.Worked(planning.calls().call(function, List.of(rex(a), rex(b)), WORKED));
  }

  /** {@code yes} where the two are equal, else {@code no}. */
  Moment whereEqual(Moment a, Moment b, Moment yes, Moment no) {
    if (a instanceof Moment.Known x && b instanceof Moment.Known y) {
      return x.at().equals(y.at()) ? yes : no;
    }
    RexNode equal = planning.calls().equal(rex(a), rex(b));
    return new Moment.Worked(
        planning.calls().call(Function.CASE, List.of(equal, rex(yes), rex(no)), WORKED));
  }

  /** A stretch of time as the query speaks of it. */
  Stretch of(TimeSpan span) {
    return switch (span) {
      case TimeSpan.Fixed fixed ->
          new Stretch(
              Optional.<LocalDateTime>ofNullable(fixed.start()).map(Moment.Known::new),
              Optional.<LocalDateTime>ofNullable(fixed.end()).map(Moment.Known::new));
      case TimeSpan.Last last -> last(last.count(), last.grain());
      case TimeSpan.This period -> last(1, period.grain());
    };
  }

  /** The end of the period that a moment begins. */
  Moment end(Moment first, Grain grain) {
    return grain.isDeclared()
        ? new Moment.Worked(planning.calls().end(rex(first), grain, WORKED))
        : plus(first, 1, grain);
  }

  private Stretch last(long count, Grain grain) {
    Moment period = floor(now(), grain);
    return new Stretch(
        Optional.of(plus(period, 1 - count, grain)), Optional.of(end(period, grain)));
  }

  private Moment now() {
    return switch (planning.calls().now()) {
      case Now.At at -> new Moment.Known(at.time());
      case Now.OfDatabase now ->
          new Moment.Worked(
              planning
                  .calls()
                  .current(fineness == Fineness.DAYS ? ValueType.DATE : ValueType.TIMESTAMP));
    };
  }

  /** The starts of periods from the first to the last, a row each. */
  RexNode series(Moment first, Moment last, Grain grain) {
    ValueType type = fineness == Fineness.DAYS ? ValueType.DATE : ValueType.TIMESTAMP;
    if (grain.isDeclared()) {
      return planning
          .calls()
          .ofTable(Meaning.Lookup.SERIES, 0, grain, List.of(rex(first), rex(last)), type);
    }
    return planning
        .literals()
        .makeCall(
            planning.types().of(type),
            new MetricFunction(new Meaning.Series(grain)),
            List.of(rex(first), rex(last)));
  }
}
