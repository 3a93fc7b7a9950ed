package dev.mensura.cli;

import java.util.Optional;

/** Ends a command early with one line for its user. */
final class Stop extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exit;
  private final String hint;

  private Stop(int exit, String message, String hint) {
    super(message, null, false, false);
    this.exit = exit;
    this.hint = hint;
  }

  static Stop usage(String message) {
    return new Stop(Exit.USAGE, message, "");
  }

  static Stop error(String message) {
    return new Stop(Exit.ERRORS, message, "");
  }

  /** A second line, on what to do. */
  Stop hint(String text) {
    return new Stop(exit, message(), text);
  }

  int exit() {
    return exit;
  }

  String message() {
    return String.valueOf(getMessage());
  }

  Optional<String> hint() {
    return hint.isEmpty() ? Optional.empty() : Optional.of(hint);
  }
}
