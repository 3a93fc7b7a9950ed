package dev.mensura.check.sql;

import java.util.List;

/**
 * A value of a row that conditions speak of and that nothing else is known of: a column, or an
 * expression that is taken as it stands. Equal expressions are one subject.
 *
 * @param index its place among the subjects of a condition
 * @param scale what it is compared on
 * @param nullable whether it can be null
 * @param values the only values that it has; none: any
 * @param range the least and the greatest value; none: no limits
 */
record Subject(
    int index,
    Scale scale,
    boolean nullable,
    List<Comparable<?>> values,
    List<Comparable<?>> range) {

  /** What values are compared on. Values of different scales are never compared. */
  enum Scale {
    FLAG,
    /** {@code BigDecimal}, whole ones. */
    WHOLE,
    /** {@code BigDecimal}. */
    NUMBER,
    /** {@code LocalDateTime} at midnight. */
    DAY,
    /** {@code LocalDateTime}. */
    INSTANT,
    /** {@code String}: equal or not. What comes first is each engine's own. */
    TEXT;

    /** Whether there is a next value. */
    boolean isDiscrete() {
      return this == WHOLE || this == DAY;
    }
  }
}
