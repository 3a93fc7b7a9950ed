package dev.mensura.check.sql;

import dev.mensura.type.Grain;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** The periods that times lie in. */
final class Periods {
  private static final int MONTHS_OF_QUARTER = 3;
  private static final int MONTHS_OF_HALF = 6;

  private Periods() {}

  /** The start of the period that holds a time. Weeks begin on Monday. */
  static LocalDateTime start(LocalDateTime time, Grain grain) {
    LocalDate day = time.toLocalDate();
    return switch (grain) {
      case SECOND -> time.truncatedTo(ChronoUnit.SECONDS);
      case MINUTE -> time.truncatedTo(ChronoUnit.MINUTES);
      case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
      case DAY -> day.atStartOfDay();
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).atStartOfDay();
      case MONTH -> months(day, 1);
      case QUARTER -> months(day, MONTHS_OF_QUARTER);
      case HALF -> months(day, MONTHS_OF_HALF);
      case YEAR -> day.withDayOfYear(1).atStartOfDay();
    };
  }

  private static LocalDateTime months(LocalDate day, int length) {
    int month = (day.getMonthValue() - 1) / length * length + 1;
    return LocalDate.of(day.getYear(), month, 1).atStartOfDay();
  }

  /** The start of the period after the one that starts here. */
  static LocalDateTime next(LocalDateTime start, Grain grain) {
    return switch (grain) {
      case SECOND -> start.plusSeconds(1);
      case MINUTE -> start.plusMinutes(1);
      case HOUR -> start.plusHours(1);
      case DAY -> start.plusDays(1);
      case WEEK -> start.plusWeeks(1);
      case MONTH -> start.plusMonths(1);
      case QUARTER -> start.plusMonths(MONTHS_OF_QUARTER);
      case HALF -> start.plusMonths(MONTHS_OF_HALF);
      case YEAR -> start.plusYears(1);
    };
  }
}
