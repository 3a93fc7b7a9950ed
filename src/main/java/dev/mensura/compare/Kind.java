package dev.mensura.compare;

import java.util.Locale;

/** What became of a metric or query, what breaks most first. */
public enum Kind {
  /** Its name is gone, and so is its meaning. */
  REMOVED,
  /** It has other values, for all that is known. */
  DIFFERENT,
  /** It reads some of the rows that it read, and no others; all else is the same. */
  NARROWER,
  /** It reads all the rows that it read, and others; all else is the same. */
  WIDER,
  /** Nothing can be said: it is too large, or has errors on one side. */
  UNKNOWN,
  /** It has another name, and the same values. */
  RENAMED,
  ADDED,
  /** It is written otherwise, and proved to have the same values. */
  EQUIVALENT,
  /** Only what is said of it changed. */
  DOCUMENTATION,
  UNCHANGED;

  /** {@code documentation only}. */
  public String text() {
    return this == DOCUMENTATION ? "documentation only" : name().toLowerCase(Locale.ROOT);
  }

  /** Whether its values are proved to be what they were. */
  public boolean keepsValues() {
    return switch (this) {
      case RENAMED, EQUIVALENT, DOCUMENTATION, UNCHANGED -> true;
      case REMOVED, DIFFERENT, NARROWER, WIDER, UNKNOWN, ADDED -> false;
    };
  }
}
