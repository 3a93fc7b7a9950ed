package dev.mensura.type;

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
}
