package dev.mensura.model;

/** One equality of a join: a field of the near model and one of the far model. */
public record KeyPair(KeyField near, KeyField far) {
  public KeyPair reversed() {
    return new KeyPair(far, near);
  }
}
