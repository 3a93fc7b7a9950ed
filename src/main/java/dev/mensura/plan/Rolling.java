package dev.mensura.plan;

import dev.mensura.ir.Axis;
import dev.mensura.ir.Frame;
import dev.mensura.ir.Frame.Move;
import dev.mensura.plan.Periods.Shown;
import dev.mensura.type.Calendar;
import dev.mensura.type.Duration;
import dev.mensura.type.Grain;
import dev.mensura.type.TimeSpan;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How the values of a frame follow from those of short periods, its units.
 *
 * @param unit the longest period that no stretch of the frame cuts in two
 */
record Rolling(Grain unit, Way way) {
  /** What is done with the units. */
  sealed interface Way {
    /** Each stretch is one unit: the first of what these moves lead to. */
    record One(List<Move> moves) implements Way {}

    /**
     * Each stretch is a window that ends with a unit.
     *
     * @param moves lead to that unit
     */
    record Run(List<Move> moves, Window window) implements Way {}

    /** The units that lie in a stretch are put together for each stretch. */
    record Several() implements Way {}

    /** What is shown is what is read, also of rows without a time. */
    record Own() implements Way {}
  }

  /**
   * Which units a window takes besides the one that it ends with.
   *
   * @param back those so much earlier at the most; none: all before
   * @param within those of the same longer period; none: of any
   */
  record Window(Optional<Duration> back, Optional<Grain> within) {}

  /** None if the rows themselves must be read. */
  static Optional<Rolling> of(Axis axis, Frame frame, Calendar calendar) {
    var shown = Shown.of(axis);
    boolean readable =
        shown.grain().isPresent()
            && axis.roles().stream().noneMatch(r -> r instanceof Axis.Role.Moment || isDeclared(r))
            && shown.spans().stream().noneMatch(Rolling::isDeclared)
            && frame.moves().stream().noneMatch(Rolling::readsRows);
    if (!readable) {
      return Optional.empty();
    }
    return frame.isPeriod()
        ? shown.grain().map(g -> new Rolling(g, new Way.Own()))
        : of(shown, frame.moves(), calendar);
  }

  private static boolean isDeclared(Axis.Role role) {
    return role instanceof Axis.Role.Period p && p.grain().isDeclared();
  }

  private static boolean isDeclared(TimeSpan span) {
    return switch (span) {
      case TimeSpan.Fixed fixed -> false;
      case TimeSpan.Last last -> last.grain().isDeclared();
      case TimeSpan.This period -> period.grain().isDeclared();
    };
  }

  /** Where the periods of a table begin and end is known to the database alone. */
  private static boolean readsRows(Move move) {
    return switch (move) {
      case Move.Each each -> true;
      case Move.Start start ->
          start.of().isDeclared() || start.first().filter(Grain::isDeclared).isPresent();
      case Move.Ago ago -> ago.by().grain().isDeclared();
      case Move.Window window -> window.measure().filter(Grain::isDeclared).isPresent();
    };
  }

  private static Optional<Rolling> of(Shown shown, List<Move> moves, Calendar calendar) {
    Grain grain = shown.grain().orElseThrow();
    List<Move> before = moves.subList(0, moves.size() - 1);
    if (shown.cutting().isEmpty() && before.stream().allMatch(m -> leadsToOne(m, grain))) {
      Optional<Way> way =
          switch (moves.getLast()) {
            case Move.Window window -> window(before, window, shown, calendar);
            case Move move when leadsToOne(move, grain) -> Optional.of(new Way.One(moves));
            case Move move -> Optional.empty();
          };
      if (way.isPresent()) {
        return Optional.of(new Rolling(grain, way.get()));
      }
    }
    Grain unit = finest(grain, moves);
    return shown.spans().stream().allMatch(s -> s.isMadeOf(unit))
        ? Optional.of(new Rolling(unit, new Way.Several()))
        : Optional.empty();
  }

  private static boolean leadsToOne(Move move, Grain grain) {
    return switch (move) {
      case Move.Ago ago -> ago.by().movesPeriodsOf(grain);
      case Move.Start start ->
          start.first().orElse(grain).equals(grain) && grain.nestsIn(start.of());
      case Move.Each each -> false;
      case Move.Window window -> false;
    };
  }

  private static Optional<Way> window(
      List<Move> before, Move.Window window, Shown shown, Calendar calendar) {
    Grain grain = shown.grain().orElseThrow();
    // Where time ends in the middle of a period, windows do not end with periods: by the data no
    // row comes after that, by the calendar there may be some.
    boolean whole = grain.equals(shown.unit()) || shown.isEnded();
    boolean complete = whole || calendar.range().isEmpty();
    return switch (window) {
      case Move.Window.AllTime all when complete ->
          Optional.of(new Way.Run(before, new Window(Optional.empty(), Optional.empty())));
      case Move.Window.ToDate toDate when complete && grain.nestsIn(toDate.unit()) ->
          Optional.of(
              new Way.Run(before, new Window(Optional.empty(), Optional.of(toDate.unit()))));
      case Move.Window.Last last when whole -> last(before, last.length().periodsOf(grain), grain);
      case Move.Window other -> Optional.empty();
    };
  }

  private static Optional<Way> last(List<Move> before, OptionalLong length, Grain grain) {
    if (length.isEmpty()) {
      return Optional.empty();
    }
    var back = new Duration(length.getAsLong() - 1, grain);
    return Optional.of(
        back.count() == 0
            ? new Way.One(before)
            : new Way.Run(before, new Window(Optional.of(back), Optional.empty())));
  }

  private static Grain finest(Grain grain, List<Move> moves) {
    Grain unit = grain.isSubDay() ? grain : Grain.DAY;
    for (Move move : moves) {
      Optional<Grain> measure = move.measure();
      if (measure.isPresent() && measure.get().compareTo(unit) < 0) {
        unit = measure.get();
      }
    }
    return unit;
  }
}
