package dev.mensura.check;

/** What is checked on its own, and kept. */
sealed interface Key {
  record OfMetric(String name) implements Key {}

  /** What a family of metrics takes. */
  record OfFamily(String name) implements Key {}

  /**
   * A member of a family, which no declaration has the name of.
   *
   * @param name in the one spelling that members have
   */
  record OfMember(String family, String name) implements Key {}

  record OfField(String model, String field) implements Key {}

  /** The conditions and the time that a model states for its rows. */
  record OfRows(String model) implements Key {}

  record OfQuery(String name) implements Key {}

  /** A test, which has a name. */
  record OfTest(String name) implements Key {}

  /**
   * An assertion, which has none.
   *
   * @param file the path of its file
   * @param start where in it
   */
  record OfAssert(String file, int start) implements Key {}
}
