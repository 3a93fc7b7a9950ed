package dev.mensura.ir;

import dev.mensura.type.Additivity;
import dev.mensura.type.Unit;
import dev.mensura.type.ValueType;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What others need to know of a metric to be checked against it: as long as it stays equal, they
 * needn't be checked again.
 *
 * @param bases the models whose rows it reads, those of the metrics that it uses included
 * @param motion whether it reads other stretches of time than it is asked for
 * @param extent whether a part of it reads the whole of the query's time, whatever is asked for
 * @param status whether its use is advised against
 * @param single the one aggregate that it is, with nothing but filters and a date around it and no
 *     names in between: what takes it apart is checked again when it changes
 */
public record Signature(
    ValueType type,
    boolean nullable,
    Unit unit,
    Additivity additivity,
    SortedSet<String> bases,
    Motion motion,
    Extent extent,
    Status status,
    Optional<MetricExpr> single) {

  /** Whether the use of a metric is advised against. */
  public enum Status {
    CURRENT,
    DEPRECATED
  }

  /** How much of the query's time the parts of a metric look at. */
  public enum Extent {
    /** The period that is asked for, or one seen from there. */
    PERIOD,
    /** One looks at all of it. */
    WHOLE
  }

  /**
   * What a metric does with the stretch of time that it is asked for; what is worse comes later.
   */
  public enum Motion {
    /** It reads just that. */
    STILL,
    /** It reads another one, earlier. */
    SHIFTED,
    /** It reads one that ends with it. */
    WINDOWED;

    /** That of something made of both. */
    public Motion and(Motion other) {
      return compareTo(other) < 0 ? other : this;
    }
  }
}
