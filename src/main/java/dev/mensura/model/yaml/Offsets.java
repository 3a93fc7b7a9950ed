package dev.mensura.model.yaml;

import dev.mensura.source.Span;

/**
 * Turns the places of the YAML library, which count code points from the start of one document,
 * into offsets in the file.
 */
final class Offsets {
  private final int start;
  private final int length;

  /** For each code point its offset; null where all are one unit long. */
  private final int @org.jspecify.annotations.Nullable [] units;

  /**
   * @param start where the document starts in its file
   * @param document its text
   */
  Offsets(int start, String document) {
    this.start = start;
    this.length = document.length();
    this.units = hasPairs(document) ? units(document) : null;
  }

  int at(int codePoint) {
    if (units == null) {
      return start + Math.min(codePoint, length);
    }
    return start + units[Math.min(codePoint, units.length - 1)];
  }

  Span span(int from, int to) {
    int first = at(from);
    return new Span(first, Math.max(first, at(to)));
  }

  private static boolean hasPairs(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static int[] units(String text) {
    int[] units = new int[text.codePointCount(0, text.length()) + 1];
    int unit = 0;
    for (int i = 0; i < units.length; i++) {
      units[i] = unit;
      unit += unit < text.length() ? Character.charCount(text.codePointAt(unit)) : 0;
    }
    return units;
  }
}
