package dev.mensura.compare;

import dev.mensura.compare.Difference.Impact;

/**
 * One thing that a model said and says otherwise now.
 *
 * @param model whose; empty for what holds for the whole project
 * @param part the field or join; empty for the model itself
 * @param reason a sentence without a period, whose subject is the model or the part
 * @param impact for those who ask for it by name
 */
record Fact(
    String model, String part, Sort sort, Kind kind, String reason, Impact impact, Sight sight) {
  /** What it is about. */
  enum Sort {
    /** Which rows there are: table, key, filter. */
    ROWS,
    TIME,
    /** What a row is called, and so the unit of counts. */
    ENTITY,
    FIELD,
    JOIN,
    /** How instants are cut into days. */
    ZONE,
    /** Where weeks and fiscal years begin, and how far the calendar goes. */
    CALENDAR
  }

  /** Whether it shows in the fingerprints of the metrics that it reaches. */
  enum Sight {
    SEEN,
    UNSEEN
  }

  /** {@code users}, {@code users.plan}; a name of its own for the whole project. */
  String name() {
    return model.isEmpty() ? "mensura.yml" : part.isEmpty() ? model : model + "." + part;
  }
}
