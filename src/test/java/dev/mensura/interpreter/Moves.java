package dev.mensura.interpreter;

import dev.mensura.ir.Frame.Move;
import dev.mensura.type.Duration;
import dev.mensura.type.Grain;
import java.time.LocalDateTime;
import java.util.List;

/** Windows and shifts, as what they do to stretches of time. */
final class Moves {
  private final Grain grain;
  private final LocalDateTime horizon;

  /**
   * @param grain of the periods that are shown; null if none are
   * @param horizon where windows end at the latest
   */
  Moves(Grain grain, LocalDateTime horizon) {
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
      case Move.Ago ago -> at.stream().map(span -> earlier(span, ago.by())).toList();
      case Move.Start start -> {
        LocalDateTime first = Times.dateTime(Times.truncate(at.getFirst().since(), start.of()));
        yield List.of(
            new Span(first, Times.plus(first, new Duration(1, start.first().orElse(grain)))));
      }
      case Move.Window window -> List.of(window(end(at), window));
    };
  }

  /** After the last moment of the stretches that is not beyond the horizon. */
  private LocalDateTime end(List<Span> at) {
    LocalDateTime last = at.getLast().until();
    return last.isAfter(horizon) ? horizon : last;
  }

  private static Span window(LocalDateTime end, Move.Window window) {
    LocalDateTime last = end.minusNanos(1_000);
    return switch (window) {
      case Move.Window.Last over -> new Span(Times.plus(end, over.length().negated()), end);
      case Move.Window.ToDate over ->
          new Span(Times.dateTime(Times.truncate(last, over.unit())), end);
      case Move.Window.AllTime over -> new Span(null, end);
    };
  }

  private static Span earlier(Span span, Duration by) {
    LocalDateTime since = span.since() == null ? null : Times.plus(span.since(), by.negated());
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
}
