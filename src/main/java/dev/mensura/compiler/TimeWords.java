package dev.mensura.compiler;

import dev.mensura.type.Grain;
import dev.mensura.type.TimeSpan;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * Stretches of time in words, with the days that they are.
 *
 * @param now what {@code last} and {@code this} are reckoned from
 */
record TimeWords(LocalDateTime now) {
  /** What stands behind the thing that lies in the stretch: {@code from 2024-01-01 on}. */
  String in(TimeSpan span) {
    return switch (span) {
      case TimeSpan.Fixed fixed -> between(fixed.start(), fixed.end());
      case TimeSpan.Last last when last.grain().isDeclared() ->
          "in the last " + last.count() + " " + last.grain().plural();
      case TimeSpan.This current when current.grain().isDeclared() ->
          "in this " + current.grain().text();
      case TimeSpan.Last last -> {
        LocalDateTime start = last.grain().plus(last.grain().start(now), 1 - last.count());
        String periods =
            last.count() == 1
                ? "in this " + last.grain().text()
                : "in the last " + last.count() + " " + last.grain().plural();
        yield periods + " (" + between(start, end(last.grain())) + ")";
      }
      case TimeSpan.This current -> {
        Grain grain = current.grain();
        yield "in this " + grain.text() + " (" + between(grain.start(now), end(grain)) + ")";
      }
    };
  }

  private LocalDateTime end(Grain grain) {
    return grain.plus(grain.start(now), 1);
  }

  /** Days are told by the last that is in, moments by the first that is out. */
  private static String between(@Nullable LocalDateTime start, @Nullable LocalDateTime end) {
    if (start == null) {
      return end == null ? "at any time" : "before " + moment(end);
    }
    if (end == null) {
      return "from " + moment(start) + " on";
    }
    if (isDay(start) && isDay(end)) {
      LocalDate last = end.toLocalDate().minusDays(1);
      return last.equals(start.toLocalDate())
          ? "on " + last
          : "from " + start.toLocalDate() + " through " + last;
    }
    return "from " + moment(start) + " to before " + moment(end);
  }

  private static boolean isDay(LocalDateTime time) {
    return time.toLocalTime().equals(LocalTime.MIDNIGHT);
  }

  static String moment(LocalDateTime time) {
    return isDay(time) ? time.toLocalDate().toString() : time.toString();
  }
}
