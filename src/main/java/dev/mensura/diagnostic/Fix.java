package dev.mensura.diagnostic;

import java.util.List;

/**
 * A change that takes a finding away.
 *
 * @param title what it does, in a few words: {@code Write `region`}
 * @param edits the replacements, none overlapping another
 */
public record Fix(String title, List<Edit> edits) {
  public Fix {
    edits = List.copyOf(edits);
  }
}
