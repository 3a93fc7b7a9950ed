package dev.mensura.interpreter;

import dev.mensura.ir.Frame.Move;
import dev.mensura.type.Duration;
import dev.mensura.type.Grain;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;

/** Windows and shifts, as what they do to stretches of time. */
final class Moves {
  private final World world;
  private final Grain grain;
  private final LocalDateTime horizon;

  /**
   * @param grain of the periods that are shown; null if none are
   * @param horizon where windows end at the latest
   */
  Moves(World world, Grain grain, LocalDateTime horizon) {
    this.world = world;
    this.grain = grain;
    this.horizon = horizon;
  }

  List<Span> along(List<Span> start, List<Move> moves) {
    List<Span> at = start;
    for (Move move : moves) {
      at = at.isEmpty() ? at : step(at, move);
    }
    return at;
  }

  private List<Span> step(List<Span> at, Move move) {
    return switch (move) {
      // A period in a stretch is told apart by a step of its own.
      case Move.Each each -> throw new IllegalArgumentException(each.text());
      case Move.Ago ago ->
          at.stream().map(span -> earlier(span, ago.by())).filter(Objects::nonNull).toList();
      case Move.Start start -> {
        LocalDateTime first = floor(at.getFirst().since(), start.of());
        yield List.of(new Span(first, end(first, start.first().orElse(grain))));
      }
      case Move.Window window -> {
        Span span = window(end(at), window);
        yield span == null ? List.of() : List.of(span);
      }
    };
  }

  /** After the last moment of the stretches that is not beyond the horizon. */
  private LocalDateTime end(List<Span> at) {
    LocalDateTime last = at.getLast().until();
    return last.isAfter(horizon) ? horizon : last;
  }

  private LocalDateTime floor(LocalDateTime time, Grain to) {
    return to.isDeclared()
        ? world.days().floor(time, to)
        : Times.dateTime(Times.truncate(time, to));
  }

  private LocalDateTime end(LocalDateTime first, Grain of) {
    return of.isDeclared() ? world.days().end(first, of) : Times.plus(first, new Duration(1, of));
  }

  /** Null where there is no such time. */
  private LocalDateTime back(LocalDateTime time, Duration by) {
    return by.grain().isDeclared()
        ? world.days().plus(time, by.negated())
        : Times.plus(time, by.negated());
  }

  private Span window(LocalDateTime end, Move.Window window) {
    LocalDateTime last = end.minusNanos(1_000);
    return switch (window) {
      case Move.Window.Last over -> {
        LocalDateTime since = back(end, over.length());
        yield since == null ? null : new Span(since, end);
      }
      case Move.Window.ToDate over ->
          new Span(floor(midnight(last, over.unit()), over.unit()), end);
      case Move.Window.AllTime over -> new Span(null, end);
    };
  }

  /** A period of days that no table knows is a day. */
  private static LocalDateTime midnight(LocalDateTime time, Grain unit) {
    return unit.isDeclared() ? time.toLocalDate().atStartOfDay() : time;
  }

  /** Null where the calendar does not go so far back. */
  private Span earlier(Span span, Duration by) {
    LocalDateTime since = span.since() == null ? null : back(span.since(), by);
    if (by.grain().isDeclared()) {
      return ofTable(span, since, by);
    }
    boolean fixed =
        switch (by.grain().step()) {
          case SECOND, MINUTE, HOUR, DAY, WEEK -> true;
          case MONTH, DECLARED -> false;
        };
    if (fixed) {
      return new Span(since, Times.plus(span.until(), by.negated()));
    }
    boolean day = span.since() != null && !span.since().plusDays(1).isBefore(span.until());
    if (day) {
      // A day of a longer month is the last day of a shorter one.
      return new Span(since, since.plus(java.time.Duration.between(span.since(), span.until())));
    }
    boolean ofMonth =
        span.until().equals(span.until().toLocalDate().withDayOfMonth(1).atStartOfDay());
    LocalDateTime until =
        ofMonth
            ? Times.plus(span.until(), by.negated())
            : Times.plus(span.until().minusDays(1), by.negated()).plusDays(1);
    return new Span(since, until);
  }

  private Span ofTable(Span span, LocalDateTime since, Duration by) {
    if (span.since() != null && since == null) {
      return null;
    }
    if (by.grain().equals(grain) && span.since() != null) {
      return new Span(since, world.days().end(since, grain));
    }
    boolean day = span.since() != null && span.since().plusDays(1).equals(span.until());
    if (day) {
      return new Span(since, since.plusDays(1));
    }
    boolean whole = floor(span.until(), by.grain()).equals(span.until());
    LocalDateTime until = back(whole ? span.until() : span.until().minusDays(1), by);
    return until == null ? null : new Span(since, whole ? until : until.plusDays(1));
  }
}
