package dev.mensura.ir;

import java.util.List;

/**
 * Which values have the greatest or the least of a metric. Of equal ones the lower value comes
 * first; what has no value of the metric is never among them.
 *
 * @param of what the metric is told apart by
 * @param by the metric, with everything in it that is said of its context outside, save what the
 *     query says
 * @param count how many
 */
public record Ranking(List<Coordinate> of, MetricExpr by, End end, long count, Scope scope) {
  public Ranking {
    of = List.copyOf(of);
  }

  /** Which end of the order. */
  public enum End {
    /** The greatest. */
    TOP,
    /** The least. */
    BOTTOM;

    public String text() {
      return this == TOP ? "top" : "bottom";
    }
  }

  /** How often there is a ranking. */
  public enum Scope {
    /** In each period of the row's own time that is grouped by. */
    PERIOD,
    /** Once over the whole time of the query, under its other conditions: in a query's filter. */
    QUERY
  }
}
