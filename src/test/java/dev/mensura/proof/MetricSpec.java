package dev.mensura.proof;

import java.util.Set;

/**
 * A generated metric.
 *
 * @param bases the models whose rows it reads
 * @param unit of its value; empty for any
 * @param exactness whether engines compute it without rounding, so that an order by it is the same
 *     everywhere
 */
record MetricSpec(
    String name, Piece body, Kind kind, Set<String> bases, String unit, Exactness exactness) {

  /** Whether a value is the same to the last bit on every engine. */
  enum Exactness {
    EXACT,
    ROUNDED
  }

  boolean isExact() {
    return exactness == Exactness.EXACT;
  }

  String text() {
    return "metric " + name + " = " + body.text();
  }
}
