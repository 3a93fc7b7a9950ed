package dev.mensura.diagnostic;

/** Colours of a terminal, or none. */
public enum Paint {
  PLAIN,
  ANSI;

  /** What a stretch of text is for. */
  public enum Role {
    ERROR("1;31"),
    WARNING("1;33"),
    NOTE("1;36"),
    HELP("1;32"),
    GUTTER("34"),
    RELATED("1;34"),
    STRONG("1"),
    DIM("2");

    private final String sequence;

    Role(String sequence) {
      this.sequence = sequence;
    }
  }

  public String of(Role role, String text) {
    return this == PLAIN || text.isEmpty()
        ? text
        : "\u001b[" + role.sequence + "m" + text + "\u001b[0m";
  }
}
