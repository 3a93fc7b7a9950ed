package dev.mensura.proof;

/** What became of a case. */
sealed interface Verdict {
  /** All answers are the interpreter's. */
  record Right(int rows) implements Verdict {}

  /** The compiler refused the query or the project. */
  record Refused(String code, String message) implements Verdict {}

  /**
   * Something is wrong.
   *
   * @param sort what kind of thing: a smaller case is the same mistake only if its sort is the same
   */
  record Wrong(String sort, String report) implements Verdict {}
}
