package dev.mensura.plan;

/** A metric has more different values than are planned. It never leaves this package. */
final class TooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooLargeException() {
    super("too large to be planned", null, false, false);
  }
}
