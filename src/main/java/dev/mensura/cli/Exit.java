package dev.mensura.cli;

/** How a command ends. */
final class Exit {
  static final int OK = 0;
  static final int ERRORS = 1;
  static final int USAGE = 2;
  static final int BUG = 70;

  /** What a shell shows for a program whose reader went away. */
  static final int BROKEN_PIPE = 141;

  private Exit() {}
}
