package dev.mensura.check;

/**
 * While declarations are checked again, one can see a metric as it was before, made of others that
 * have changed since. It is checked once more when that metric has been. It never leaves this
 * package.
 */
final class UnsettledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnsettledException(String metric) {
    super("metric " + metric + " is still to be checked again", null, false, false);
  }
}
