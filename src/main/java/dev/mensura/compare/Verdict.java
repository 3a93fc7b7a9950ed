package dev.mensura.compare;

import dev.mensura.compare.Difference.Impact;
import java.util.List;

/**
 * What is found of one metric or query from its two versions alone.
 *
 * @param reason empty: only what it is built on changed
 * @param notes what else changed
 * @param text whether its own text was changed in more than layout
 */
record Verdict(Kind kind, String reason, Impact impact, List<String> notes, Text text) {
  /** Whether somebody wrote it anew. */
  enum Text {
    KEPT,
    CHANGED
  }

  Verdict {
    notes = List.copyOf(notes);
  }

  static Verdict breaking(Kind kind, String reason, List<String> notes, Text text) {
    return new Verdict(kind, reason, Impact.BREAKING, notes, text);
  }

  static Verdict safe(Kind kind, String reason, List<String> notes, Text text) {
    return new Verdict(kind, reason, Impact.SAFE, notes, text);
  }

  /** Whether those that use it may have other answers, or are checked against something else. */
  boolean reachesOthers() {
    return impact == Impact.BREAKING || !kind.keepsValues() && kind != Kind.ADDED;
  }
}
