package dev.mensura.type;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The lengths of periods, from the finest. A week begins on Monday. */
public enum Grain {
  SECOND,
  MINUTE,
  HOUR,
  DAY,
  WEEK,
  MONTH,
  QUARTER,
  HALF,
  YEAR;

  /** The grain of this name, in any letter case; {@code days} and {@code halves} too. */
  public static Optional<Grain> of(String name) {
    String small = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(g -> small.equals(g.text()) || small.equals(g.plural()))
        .findFirst();
  }

  /** {@code month}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** {@code months}. */
  public String plural() {
    return this == HALF ? "halves" : text() + "s";
  }

  /** Whether a period of this grain is shorter than a day. */
  public boolean isSubDay() {
    return compareTo(DAY) < 0;
  }

  /** Whether each period of this grain lies in one period of {@code coarser}. */
  public boolean nestsIn(Grain coarser) {
    return this == coarser || compareTo(coarser) < 0 && this != WEEK;
  }

  /** The start of the period that holds a time. */
  public LocalDateTime start(LocalDateTime time) {
    LocalDate day = time.toLocalDate();
    return switch (this) {
      case SECOND -> time.truncatedTo(ChronoUnit.SECONDS);
      case MINUTE -> time.truncatedTo(ChronoUnit.MINUTES);
      case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
      case DAY -> day.atStartOfDay();
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).atStartOfDay();
      case MONTH -> startOfMonths(day, 1);
      case QUARTER -> startOfMonths(day, 3);
      case HALF -> startOfMonths(day, 6);
      case YEAR -> day.withDayOfYear(1).atStartOfDay();
    };
  }

  private static LocalDateTime startOfMonths(LocalDate day, int length) {
    return day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1L) % length).atStartOfDay();
  }

  /** The time so many periods later; the end of a month clamps. */
  public LocalDateTime plus(LocalDateTime time, long count) {
    return switch (this) {
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
