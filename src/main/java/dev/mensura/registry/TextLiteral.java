package dev.mensura.registry;

import java.util.Optional;

/** Texts in the language's quotes. */
final class TextLiteral {
  private TextLiteral() {}

  /** A text on one line. */
  static String of(String text) {
    if (text.indexOf('\n') < 0 && text.indexOf('\t') < 0) {
      return "'" + text.replace("'", "''") + "'";
    }
    return escaped(text);
  }

  /** A text for people or of another language: over several lines where it has several. */
  static String prose(String text) {
    boolean block =
        text.indexOf('\n') >= 0
            && !text.contains("\"\"\"")
            && !text.isBlank()
            && text.lines().anyMatch(l -> !l.isBlank() && !Character.isWhitespace(l.charAt(0)));
    // The spaces of the last line take its line break with them.
    return block ? "\"\"\"\n" + text + "\n  \"\"\"" : escaped(text);
  }

  private static String escaped(String text) {
    return "\""
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t")
        + "\"";
  }

  /**
   * A character that a text must not hold, in words: one that no quotes can hold, or that shows a
   * text other than it is read.
   */
  static Optional<String> oddCharacter(String text) {
    return text.codePoints()
        .filter(c -> c != '\n' && c != '\t' && isOdd(c))
        .mapToObj(TextLiteral::name)
        .findFirst();
  }

  /** Whether a character steers what is shown, or is none. */
  static boolean isOdd(int codePoint) {
    return Character.isISOControl(codePoint)
        || codePoint >= 0x202A && codePoint <= 0x202E
        || codePoint >= 0x2066 && codePoint <= 0x2069
        || Character.getType(codePoint) == Character.SURROGATE
        || !Character.isDefined(codePoint);
  }

  /** {@code U+202E RIGHT-TO-LEFT OVERRIDE}. */
  static String name(int codePoint) {
    String code = "U+%04X".formatted(codePoint);
    String name = Character.getName(codePoint);
    return "`"
        + code
        + "`"
        + (name == null ? "" : " (" + name.toLowerCase(java.util.Locale.ROOT) + ")");
  }
}
