package dev.mensura.check;

import dev.mensura.type.Grain;
import dev.mensura.type.TimeSpan;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Starts of periods. */
final class Periods {
  private Periods() {}

  /** Whether a span begins and ends where periods of this grain do. */
  static boolean align(TimeSpan span, Grain grain) {
    return switch (span) {
      case TimeSpan.Fixed f -> starts(f.start(), grain) && starts(f.end(), grain);
      case TimeSpan.Last l -> grain.nestsIn(l.grain());
      case TimeSpan.This t -> grain.nestsIn(t.grain());
    };
  }

  private static boolean starts(@Nullable LocalDateTime time, Grain grain) {
    return time == null || time.equals(start(time, grain));
  }

  /** The start of the period that a time lies in. */
  static LocalDateTime start(LocalDateTime time, Grain grain) {
    LocalDateTime day = time.truncatedTo(ChronoUnit.DAYS);
    return switch (grain) {
      case SECOND -> time.truncatedTo(ChronoUnit.SECONDS);
      case MINUTE -> time.truncatedTo(ChronoUnit.MINUTES);
      case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
      case DAY -> day;
      case WEEK -> day.minusDays(day.getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue());
      case MONTH -> day.withDayOfMonth(1);
      case QUARTER -> day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / 3 * 3 + 1);
      case HALF -> day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / 6 * 6 + 1);
      case YEAR -> day.withDayOfYear(1);
    };
  }
}
