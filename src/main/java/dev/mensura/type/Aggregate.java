package dev.mensura.type;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The aggregates: what makes one value of many rows. All but {@link #COUNT} of rows ignore nulls.
 */
public enum Aggregate {
  COUNT,
  COUNT_DISTINCT,
  SUM,
  AVG,
  MIN,
  MAX,
  MEDIAN,
  /** The continuous percentile: interpolated between two values. */
  PERCENTILE,
  /** The discrete percentile: the first value at or above the rank. */
  PERCENTILE_DISC,
  APPROX_PERCENTILE,
  /** The standard deviation of a sample (n - 1). */
  STDDEV,
  /** The variance of a sample (n - 1). */
  VARIANCE,
  APPROX_COUNT_DISTINCT,
  ANY_TRUE,
  ALL_TRUE;

  /** The aggregate of this name, in any letter case. */
  public static Optional<Aggregate> of(String name) {
    return Arrays.stream(values()).filter(a -> a.text().equalsIgnoreCase(name)).findFirst();
  }

  /** {@code count_distinct}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether no row gives 0 rather than null. */
  public boolean isCount() {
    return this == COUNT || this == COUNT_DISTINCT || this == APPROX_COUNT_DISTINCT;
  }

  /** Whether a second argument, the fraction from 0 to 1, is needed. */
  public boolean takesFraction() {
    return this == PERCENTILE || this == PERCENTILE_DISC || this == APPROX_PERCENTILE;
  }

  /** Whether a row that counts twice leaves the value as it is. */
  public boolean ignoresRepeats() {
    return switch (this) {
      case COUNT_DISTINCT, APPROX_COUNT_DISTINCT, MIN, MAX, ANY_TRUE, ALL_TRUE -> true;
      case COUNT,
          SUM,
          AVG,
          MEDIAN,
          PERCENTILE,
          PERCENTILE_DISC,
          APPROX_PERCENTILE,
          STDDEV,
          VARIANCE ->
          false;
    };
  }
}
