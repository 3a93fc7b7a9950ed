package dev.mensura.registry.store;

import dev.mensura.diagnostic.Diagnostic;

/** A store can't be read or changed, for a reason that is told to people. */
public final class StoreException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  public StoreException(Diagnostic diagnostic) {
    super(diagnostic.message());
    this.diagnostic = diagnostic;
  }

  /**
   * {@code bad-registry} for a file that can't be understood, at its place in there; {@code
   * registry-io} for what disks, permissions and locks refuse.
   */
  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
