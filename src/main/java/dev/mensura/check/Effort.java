package dev.mensura.check;

/**
 * How much of one declaration may be typed. What is written twice where it stands once, such as the
 * value of a {@code between}, doubles with each level that it is nested in.
 */
final class Effort {
  /** Far more than people write, little enough to wait for. */
  static final int MOST = 100_000;

  private int spent;

  /** What is left after one more expression. */
  enum Rest {
    SOME,
    /** This is the first that is one too many. */
    JUST_SPENT,
    NONE
  }

  Rest spend() {
    if (spent > MOST) {
      return Rest.NONE;
    }
    return ++spent > MOST ? Rest.JUST_SPENT : Rest.SOME;
  }
}
