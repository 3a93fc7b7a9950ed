package dev.mensura.ir;

import java.util.List;

/**
 * Which of a leaf's rows count: those at the last (or first) time, of the rows with the same keys
 * that some filters let through in the stretch of time that is read, whatever their groups.
 *
 * @param time a value of each row; without one, a row is never the last
 * @param keys rows that are alike in these have a last time together
 * @param filters those written inside the mark, and no others
 */
public record Mark(Edge edge, RowExpr time, List<RowExpr> keys, List<RowExpr> filters) {
  public Mark {
    keys = List.copyOf(keys);
    filters = List.copyOf(filters);
  }

  /** Which end of time. */
  public enum Edge {
    FIRST,
    LAST
  }
}
