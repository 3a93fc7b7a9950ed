package dev.mensura.type;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A length of periods, and where they begin. {@link Calendar} knows those of a project by name.
 *
 * @param text its name: {@code month}
 * @param step what its periods are made of
 * @param count of how many steps each; 1 but for months
 * @param offset how many steps after a year's start a period begins; of weeks, how many days after
 *     Monday
 */
public record Grain(String text, Step step, int count, int offset) implements Comparable<Grain> {
  public static final Grain SECOND = new Grain("second", Step.SECOND, 1, 0);
  public static final Grain MINUTE = new Grain("minute", Step.MINUTE, 1, 0);
  public static final Grain HOUR = new Grain("hour", Step.HOUR, 1, 0);
  public static final Grain DAY = new Grain("day", Step.DAY, 1, 0);

  /** A week from Monday on: that of SQL, and of a calendar that does not say otherwise. */
  public static final Grain WEEK = weekFrom(DayOfWeek.MONDAY);

  public static final Grain MONTH = months("month", 1, 0);
  public static final Grain QUARTER = months("quarter", 3, 0);
  public static final Grain HALF = months("half", 6, 0);
  public static final Grain YEAR = months("year", 12, 0);

  private static final List<Grain> PLAIN =
      List.of(SECOND, MINUTE, HOUR, DAY, WEEK, MONTH, QUARTER, HALF, YEAR);
  private static final Comparator<Grain> ORDER =
      Comparator.comparing(Grain::step)
          .thenComparing(Grain::count)
          .thenComparing(Grain::offset)
          .thenComparing(Grain::text);

  /** What periods are made of, from the finest. */
  public enum Step {
    SECOND,
    MINUTE,
    HOUR,
    DAY,
    /** What a table of the project says: nothing is known of its length here. */
    DECLARED,
    WEEK,
    MONTH
  }

  /** The grain of this name, in any letter case, in a calendar that declares nothing. */
  public static Optional<Grain> of(String name) {
    return Calendar.PLAIN.grain(name);
  }

  /** Those of a calendar that declares nothing, from the finest. */
  public static List<Grain> values() {
    return PLAIN;
  }

  public static Grain weekFrom(DayOfWeek first) {
    return new Grain("week", Step.WEEK, 1, first.getValue() - 1);
  }

  /**
   * Periods of whole months.
   *
   * @param length a divisor of 12
   * @param offset months from January to the start of one
   */
  public static Grain months(String text, int length, int offset) {
    return new Grain(text, Step.MONTH, length, offset % length);
  }

  /** Periods that a table of the project declares. */
  public static Grain declared(String text) {
    return new Grain(text, Step.DECLARED, 1, 0);
  }

  /** {@code months}. */
  public String plural() {
    return text.equals("half") || text.endsWith("_half")
        ? text.substring(0, text.length() - 1) + "ves"
        : text + "s";
  }

  /** Whether a period of this grain is shorter than a day. */
  public boolean isSubDay() {
    return step.compareTo(Step.DAY) < 0;
  }

  public boolean isDeclared() {
    return step == Step.DECLARED;
  }

  /** Whether each period of this grain lies in one period of {@code coarser}. */
  public boolean nestsIn(Grain coarser) {
    return switch (step) {
      case SECOND, MINUTE, HOUR, DAY -> step.compareTo(coarser.step) <= 0;
      case WEEK -> coarser.step == Step.WEEK && offset == coarser.offset;
      case MONTH ->
          coarser.step == Step.MONTH
              && coarser.count % count == 0
              && (coarser.offset - offset) % count == 0;
      case DECLARED -> equals(coarser);
    };
  }

  /** The start of the period that holds a time; of a declared grain only its table knows. */
  public LocalDateTime start(LocalDateTime time) {
    LocalDate day = time.toLocalDate();
    return switch (step) {
      case SECOND -> time.truncatedTo(ChronoUnit.SECONDS);
      case MINUTE -> time.truncatedTo(ChronoUnit.MINUTES);
      case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
      case DAY -> day.atStartOfDay();
      case WEEK ->
          day.with(TemporalAdjusters.previousOrSame(DayOfWeek.of(offset + 1))).atStartOfDay();
      case MONTH -> {
        int months = day.getYear() * 12 + day.getMonthValue() - 1;
        yield day.withDayOfMonth(1)
            .minusMonths(Math.floorMod(months - offset, count))
            .atStartOfDay();
      }
      case DECLARED -> throw unknown();
    };
  }

  /**
   * The time so many periods later; the end of a month clamps. Of a declared grain only its table
   * knows.
   */
  public LocalDateTime plus(LocalDateTime time, long periods) {
    return switch (step) {
      case SECOND -> time.plusSeconds(periods);
      case MINUTE -> time.plusMinutes(periods);
      case HOUR -> time.plusHours(periods);
      case DAY -> time.plusDays(periods);
      case WEEK -> time.plusWeeks(periods);
      case MONTH -> time.plusMonths(count * periods);
      case DECLARED -> throw unknown();
    };
  }

  private IllegalStateException unknown() {
    return new IllegalStateException("a table of the project says what a " + text + " is");
  }

  @Override
  public int compareTo(Grain other) {
    return ORDER.compare(this, other);
  }

  /** Its name, and where its periods begin if that isn't where they mostly do. */
  @Override
  public String toString() {
    String name = text.toUpperCase(Locale.ROOT);
    return switch (step) {
      case SECOND, MINUTE, HOUR, DAY -> name;
      case WEEK -> offset == 0 ? name : name + "_FROM_" + DayOfWeek.of(offset + 1);
      case MONTH -> PLAIN.contains(this) ? name : name + "_" + count + "_FROM_" + (offset + 1);
      case DECLARED -> name + "_OF_TABLE";
    };
  }
}
