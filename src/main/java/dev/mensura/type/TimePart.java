package dev.mensura.type;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What recurs in a time: a whole number. Days of the week count from Monday, 1; weeks are ISO's.
 */
public enum TimePart {
  MONTH_OF_YEAR,
  DAY_OF_WEEK,
  DAY_OF_MONTH,
  DAY_OF_YEAR,
  HOUR_OF_DAY,
  WEEK_OF_YEAR,
  QUARTER_OF_YEAR;

  /** The part of this name, in any letter case. */
  public static Optional<TimePart> of(String name) {
    return Arrays.stream(values()).filter(p -> p.text().equalsIgnoreCase(name)).findFirst();
  }

  /** {@code day_of_week}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
