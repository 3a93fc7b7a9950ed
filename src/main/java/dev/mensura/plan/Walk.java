package dev.mensura.plan;

import dev.mensura.ir.Frame.Move;
import dev.mensura.plan.Moments.Moment;
import dev.mensura.plan.Moments.Stretch;
import dev.mensura.type.Duration;
import dev.mensura.type.Grain;
import java.util.Optional;

/**
 * Walks from the stretch of time that is shown to the one that is read.
 *
 * @param grain of the periods shown
 * @param unit what a window ends with: a day, or a shorter period that is shown
 * @param horizon where windows end at the latest; none if no stretch reaches beyond it
 */
record Walk(Moments moments, Optional<Grain> grain, Grain unit, Optional<Moment> horizon) {
  /** What is known of how long a stretch is, before any row is looked at. */
  enum Extent {
    /** One period of a day or less. */
    UNIT,
    /** It ends where a month does. */
    MONTHS,
    /** Longer than a day. */
    LONG,
    /** It is a period that a table declares. */
    DECLARED,
    ANY;

    static Extent of(Grain grain, boolean whole) {
      if (grain.compareTo(Grain.DAY) <= 0) {
        return UNIT;
      }
      if (!whole) {
        return ANY;
      }
      return grain.isDeclared() ? DECLARED : grain.step() == Grain.Step.MONTH ? MONTHS : ANY;
    }
  }

  /** A stretch, and what is known of it. */
  record At(Stretch stretch, Extent extent) {}

  At step(At at, Move move) {
    return switch (move) {
      case Move.Ago ago -> ago(at, ago.by());
      case Move.Start start -> start(at, start);
      case Move.Each each -> throw new IllegalArgumentException("not planned: " + each);
      case Move.Window window -> window(at, window);
    };
  }

  private At ago(At at, Duration by) {
    Optional<Moment> since = at.stretch().since().map(s -> back(s, by));
    boolean fixed = by.seconds().isPresent();
    if (fixed || at.extent() == Extent.MONTHS) {
      Optional<Moment> until = at.stretch().until().map(u -> back(u, by));
      boolean whole = at.extent() == Extent.MONTHS || at.extent() == Extent.DECLARED;
      Extent extent = fixed && whole ? Extent.ANY : at.extent();
      return new At(new Stretch(since, until), extent);
    }
    if (at.extent() == Extent.UNIT) {
      return new At(new Stretch(since, since.map(s -> moments.plus(s, 1, unit))), Extent.UNIT);
    }
    if (at.extent() == Extent.DECLARED && grain.equals(Optional.of(by.grain()))) {
      return new At(new Stretch(since, since.map(s -> moments.end(s, by.grain()))), at.extent());
    }
    // Two days can become one: 30 and 31 March are 28 February, a month ago.
    Optional<Moment> until = at.stretch().until().map(u -> end(at, u, by));
    return new At(new Stretch(since, until), since.isEmpty() ? at.extent() : Extent.ANY);
  }

  private Moment back(Moment moment, Duration by) {
    return moments.plus(moment, -by.count(), by.grain());
  }

  /**
   * A longer stretch ends with the last day that it had, moved; but one that ends with a month ends
   * with one again, so that whole months lose no day.
   */
  private Moment end(At at, Moment until, Duration by) {
    Moment lastDay = back(moments.plus(until, -1, Grain.DAY), by);
    Moment byDay = moments.plus(lastDay, 1, Grain.DAY);
    Moment byMonth = back(until, by);
    Optional<Moment> since = at.stretch().since();
    Moment whole =
        at.extent() == Extent.LONG || since.isEmpty()
            ? byMonth
            : moments.whereEqual(moments.plus(since.get(), 1, Grain.DAY), until, byDay, byMonth);
    Grain unit = by.grain().isDeclared() ? by.grain() : Grain.MONTH;
    return moments.whereEqual(moments.floor(until, unit), until, whole, byDay);
  }

  private At start(At at, Move.Start start) {
    Moment since = moments.floor(at.stretch().since().orElseThrow(), start.of());
    Grain length = start.first().or(() -> grain).orElseThrow();
    Moment until = moments.end(since, length);
    Stretch stretch = new Stretch(Optional.of(since), Optional.of(until));
    return new At(stretch, Extent.of(length, true));
  }

  private At window(At at, Move.Window window) {
    Moment until = at.stretch().until().orElseThrow();
    Moment end = horizon.map(h -> moments.least(until, h)).orElse(until);
    return switch (window) {
      case Move.Window.Last last -> {
        Duration length = last.length();
        boolean day = length.count() == 1 && length.grain().equals(Grain.DAY);
        yield new At(
            new Stretch(Optional.of(back(end, length)), Optional.of(end)),
            day && unit.equals(Grain.DAY)
                ? Extent.UNIT
                : length.grain().isSubDay() ? Extent.ANY : Extent.LONG);
      }
      case Move.Window.ToDate toDate -> {
        Grain step = toDate.unit().compareTo(unit) < 0 ? toDate.unit() : unit;
        Moment since = moments.floor(moments.plus(end, -1, step), toDate.unit());
        yield new At(new Stretch(Optional.of(since), Optional.of(end)), Extent.ANY);
      }
      case Move.Window.AllTime all ->
          new At(new Stretch(Optional.empty(), Optional.of(end)), Extent.LONG);
    };
  }
}
