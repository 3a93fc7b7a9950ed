package dev.mensura.compiler;

import dev.mensura.type.Grain;
import dev.mensura.type.TimeSpan;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
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
      case TimeSpan.Last last -> {
        LocalDateTime start = plus(floor(last.grain()), last.grain(), 1 - last.count());
        String periods =
            last.count() == 1
                ? "in this " + last.grain().text()
                : "in the last " + last.count() + " " + last.grain().plural();
        yield periods + " (" + between(start, end(last.grain())) + ")";
      }
      case TimeSpan.This current -> {
        Grain grain = current.grain();
        yield "in this " + grain.text() + " (" + between(floor(grain), end(grain)) + ")";
      }
    };
  }

  private LocalDateTime end(Grain grain) {
    return plus(floor(grain), grain, 1);
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

  private LocalDateTime floor(Grain grain) {
    LocalDateTime day = now.truncatedTo(ChronoUnit.DAYS);
    return switch (grain) {
      case SECOND -> now.truncatedTo(ChronoUnit.SECONDS);
      case MINUTE -> now.truncatedTo(ChronoUnit.MINUTES);
      case HOUR -> now.truncatedTo(ChronoUnit.HOURS);
      case DAY -> day;
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1);
      case QUARTER -> day.withDayOfMonth(1).minusMonths((now.getMonthValue() - 1) % 3);
      case HALF -> day.withDayOfMonth(1).minusMonths((now.getMonthValue() - 1) % 6);
      case YEAR -> day.withDayOfYear(1);
    };
  }

  private static LocalDateTime plus(LocalDateTime time, Grain grain, long count) {
    return switch (grain) {
      case SECOND -> time.plusSeconds(count);
      case MINUTE -> time.plusMinutes(count);
      case HOUR -> time.plusHours(count);
      case DAY -> time.plusDays(count);
      case WEEK -> time.plusWeeks(count);
      case MONTH -> time.plusMonths(count);
      case QUARTER -> time.plusMonths(3 * count);
      case HALF -> time.plusMonths(6 * count);
      case YEAR -> time.plusYears(count);
    };
  }
}
