package dev.mensura.compare;

/** A revision can't be read, for a reason that is told to people: one sentence. */
public final class RevisionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String hint;

  RevisionException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  /** What to do, as a sentence; empty where nobody knows. */
  public String hint() {
    return hint;
  }
}
