package dev.mensura.type;

/**
 * What may be done with the parts of a metric to have the whole.
 *
 * @param kind how parts become the whole
 * @param overTime whether that holds along the metric's own time too
 */
public record Additivity(Kind kind, boolean overTime) {
  /** How the values of disjoint groups become the value of their union. */
  public enum Kind {
    /** By sum: sums and counts. */
    SUM,
    /** By the least of them. */
    MIN,
    /** By the greatest of them. */
    MAX,
    /** Not from the values, but from the parts that they are made of: averages and ratios. */
    FROM_PARTS,
    /** Only from the rows: distinct counts and percentiles. */
    NONE,
    /** The value is the same in every group: a constant. */
    CONSTANT
  }

  public static final Additivity SUM = new Additivity(Kind.SUM, true);
  public static final Additivity MIN = new Additivity(Kind.MIN, true);
  public static final Additivity MAX = new Additivity(Kind.MAX, true);
  public static final Additivity FROM_PARTS = new Additivity(Kind.FROM_PARTS, true);
  public static final Additivity NONE = new Additivity(Kind.NONE, false);
  public static final Additivity CONSTANT = new Additivity(Kind.CONSTANT, true);

  /**
   * {@code additive}, {@code semi-additive}, {@code non-additive}, …: for people and the registry.
   */
  public String text() {
    String along = overTime ? "" : ", not over time";
    return switch (kind) {
      case SUM -> "additive" + along;
      case MIN -> "by min" + along;
      case MAX -> "by max" + along;
      case FROM_PARTS -> "from its parts" + along;
      case NONE -> "non-additive";
      case CONSTANT -> "constant";
    };
  }
}
