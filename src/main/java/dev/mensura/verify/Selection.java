package dev.mensura.verify;

import java.util.Locale;
import java.util.Set;

/**
 * What is to be checked.
 *
 * @param kinds of these kinds
 * @param words only checks whose name has these words in it, letter case aside
 */
public record Selection(Set<Verdict.Kind> kinds, String words) {
  public Selection {
    kinds = Set.copyOf(kinds);
    words = words.toLowerCase(Locale.ROOT);
  }

  boolean has(Verdict.Kind kind) {
    return kinds.contains(kind);
  }

  boolean has(String name) {
    return name.toLowerCase(Locale.ROOT).contains(words);
  }
}
