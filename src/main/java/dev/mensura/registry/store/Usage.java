package dev.mensura.registry.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * How a metric was used.
 *
 * @param uses the queries that named it
 * @param within the queries that named another one that is made of it
 * @param last when it was used last
 * @param by who used it last
 * @param rows that those queries gave, together
 * @param took how long they ran, together
 */
public record Usage(long uses, long within, Instant last, String by, long rows, Duration took) {
  /** The more often it was named, the earlier; then the more often it was used within others. */
  public static final Comparator<Usage> MOST_USED_FIRST =
      Comparator.comparingLong(Usage::uses).thenComparingLong(Usage::within).reversed();

  /** Both together; of two uses at one moment the other's is the last. */
  Usage and(Usage other) {
    Usage later = other.last.isBefore(last) ? this : other;
    return new Usage(
        uses + other.uses,
        within + other.within,
        later.last,
        later.by,
        rows + other.rows,
        took.plus(other.took));
  }
}
