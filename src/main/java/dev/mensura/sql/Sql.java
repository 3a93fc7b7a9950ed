package dev.mensura.sql;

/**
 * A piece of an expression.
 *
 * @param text as it is written
 * @param binding how tightly its outermost operator holds its operands
 * @param source whether any column is read in it
 * @param condition the same where only the rows count for which it is true
 */
record Sql(String text, Binding binding, Source source, String condition) {
  Sql(String text, Binding binding, Source source) {
    this(text, binding, source, text);
  }

  /** The operators from the loosest to the tightest, where databases agree. */
  enum Binding {
    OR,
    AND,
    NOT,
    /** Comparisons and tests, none of which takes another without parentheses. */
    COMPARE,
    CONCAT,
    SUM,
    PRODUCT,
    SIGN,
    ATOM
  }

  /** What an expression's value depends on. */
  enum Source {
    CONSTANT,
    ROWS
  }

  static Sql atom(String text, Source source) {
    return new Sql(text, Binding.ATOM, source);
  }

  /** The text where operators at least as tight as {@code least} may stand without parentheses. */
  String in(Binding least) {
    return binding.compareTo(least) >= 0 ? text : "(" + text + ")";
  }
}
