package dev.mensura.interpreter;

import dev.mensura.type.Duration;
import dev.mensura.type.Grain;
import dev.mensura.type.TimePart;
import dev.mensura.type.TimeSpan;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;

/** Dates and times of day. */
final class Times {
  private Times() {}

  static LocalDateTime dateTime(Object time) {
    return time instanceof LocalDate date ? date.atStartOfDay() : (LocalDateTime) time;
  }

  private static LocalDate date(Object time) {
    return time instanceof LocalDate date ? date : ((LocalDateTime) time).toLocalDate();
  }

  /** The start of the period that a time lies in. */
  static Object truncate(Object time, Grain grain) {
    if (time == Null.NULL) {
      return time;
    }
    LocalDate day = date(time);
    return switch (grain.step()) {
      case SECOND -> dateTime(time).truncatedTo(ChronoUnit.SECONDS);
      case MINUTE -> dateTime(time).truncatedTo(ChronoUnit.MINUTES);
      case HOUR -> dateTime(time).truncatedTo(ChronoUnit.HOURS);
      case DAY -> day;
      case WEEK -> {
        while (day.getDayOfWeek() != DayOfWeek.of(grain.offset() + 1)) {
          day = day.minusDays(1);
        }
        yield day;
      }
      case MONTH -> {
        while (day.getDayOfMonth() != 1
            || Math.floorMod(day.getMonthValue() - 1 - grain.offset(), grain.count()) != 0) {
          day = day.minusDays(1);
        }
        yield day;
      }
      case DECLARED -> throw new IllegalArgumentException("no table is at hand for " + grain);
    };
  }

  /**
   * What recurs in a time.
   *
   * @param week as the project has it
   */
  static Object part(Object time, TimePart part, Grain week) {
    if (time == Null.NULL) {
      return time;
    }
    LocalDate day = date(time);
    int value =
        switch (part) {
          case MONTH_OF_YEAR -> day.getMonthValue();
          case DAY_OF_WEEK -> day.getDayOfWeek().getValue();
          case DAY_OF_MONTH -> day.getDayOfMonth();
          case DAY_OF_YEAR -> day.getDayOfYear();
          case HOUR_OF_DAY -> dateTime(time).getHour();
          case WEEK_OF_YEAR -> weekOfYear((LocalDate) truncate(time, week));
          case QUARTER_OF_YEAR -> (day.getMonthValue() - 1) / 3 + 1;
        };
    return BigDecimal.valueOf(value);
  }

  /** That of the Thursday in the week. */
  private static int weekOfYear(LocalDate first) {
    LocalDate day = first;
    while (day.getDayOfWeek() != DayOfWeek.THURSDAY) {
      day = day.plusDays(1);
    }
    return day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
  }

  static Object during(Object time, TimeSpan span, LocalDateTime now) {
    if (time == Null.NULL) {
      return time;
    }
    LocalDateTime at = dateTime(time);
    return switch (span) {
      case TimeSpan.Fixed fixed ->
          (fixed.start() == null || !at.isBefore(fixed.start()))
              && (fixed.end() == null || at.isBefore(fixed.end()));
      case TimeSpan.Last last -> {
        LocalDateTime current = dateTime(truncate(now, last.grain()));
        LocalDateTime start = plus(current, new Duration(1 - last.count(), last.grain()));
        LocalDateTime end = plus(current, new Duration(1, last.grain()));
        yield !at.isBefore(start) && at.isBefore(end);
      }
      case TimeSpan.This period ->
          truncate(now, period.grain()).equals(truncate(at, period.grain()));
    };
  }

  static LocalDateTime plus(Object time, Duration duration) {
    LocalDateTime at = dateTime(time);
    long count = duration.count();
    return switch (duration.grain().step()) {
      case SECOND -> at.plusSeconds(count);
      case MINUTE -> at.plusMinutes(count);
      case HOUR -> at.plusHours(count);
      case DAY -> at.plusDays(count);
      case WEEK -> at.plusWeeks(count);
      case MONTH -> at.plusMonths(duration.grain().count() * count);
      case DECLARED -> throw new IllegalArgumentException("no table is at hand for " + duration);
    };
  }

  /** The seconds from the second time to the first. */
  static BigDecimal elapsed(Object to, Object from) {
    long micros = ChronoUnit.MICROS.between(dateTime(from), dateTime(to));
    return BigDecimal.valueOf(micros, 6);
  }

  /** How long a duration is; of those that are always equally long. */
  static BigDecimal seconds(Duration duration) {
    long each =
        switch (duration.grain().step()) {
          case SECOND -> 1;
          case MINUTE -> 60;
          case HOUR -> 3_600;
          case DAY -> 86_400;
          case WEEK -> 604_800;
          case MONTH, DECLARED -> throw new IllegalArgumentException(duration + " has no length");
        };
    return BigDecimal.valueOf(each * duration.count());
  }
}
