package dev.mensura.compiler;

import java.util.List;

/**
 * A piece of a sentence.
 *
 * @param text its words
 * @param tightness how closely they hold together
 */
record Phrase(String text, Tightness tightness) {
  /** How closely the words of a phrase hold together, from the loosest. */
  enum Tightness {
    SENTENCE,
    OR,
    AND,
    NOT,
    COMPARISON,
    SUM,
    PRODUCT,
    WORD
  }

  static Phrase word(String text) {
    return new Phrase(text, Tightness.WORD);
  }

  /** The text, in parentheses where it would fall apart next to something this tight. */
  String in(Tightness neighbour) {
    return tightness.compareTo(neighbour) < 0 ? "(" + text + ")" : text;
  }

  /** Phrases in a row, parentheses kept where the order of evaluation needs them. */
  static Phrase joined(List<Phrase> parts, String between, Tightness tightness) {
    var text = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      boolean first = i == 0;
      // Only the first operand may be as loose as the whole: a - (b - c).
      Tightness needed =
          first || tightness.compareTo(Tightness.COMPARISON) < 0
              ? tightness
              : Tightness.values()[tightness.ordinal() + 1];
      text.append(first ? "" : between).append(parts.get(i).in(needed));
    }
    return new Phrase(text.toString(), tightness);
  }

  /** {@code a}, {@code a and b}, {@code a, b and c}. */
  static String listed(List<String> parts) {
    if (parts.size() < 2) {
      return String.join("", parts);
    }
    int last = parts.size() - 1;
    return String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
  }
}
