package dev.mensura.check.sql;

/** Where a part of an SQL expression stands, which decides what a column means there. */
enum Level {
  /** Among values of groups: only aggregates may read columns. */
  METRIC,
  /** Inside an aggregate. */
  ARGUMENT,
  /** Behind {@code FILTER (WHERE}. */
  FILTER,
  /** In a field's own expression: the values of one row. */
  ROW
}
