package dev.mensura.diagnostic;

/** Text as terminals show it. */
public final class TerminalText {
  /** First and last code points of the wide ranges, in order: East Asian wide forms and emoji. */
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x231A, 0x231B, 0x2E80, 0x303E, 0x3041, 0x33FF, 0x3400, 0x4DBF, 0x4E00, 0x9FFF,
    0xA000, 0xA4CF, 0xA960, 0xA97F, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE30, 0xFE6F, 0xFF00, 0xFF60,
    0xFFE0, 0xFFE6, 0x1F300, 0x1F64F, 0x1F680, 0x1F6FF, 0x1F900, 0x1FAFF, 0x20000, 0x3FFFD
  };

  private TerminalText() {}

  /** How many cells text takes, near enough for columns and carets to stand straight. */
  public static int width(String text) {
    return text.codePoints().map(TerminalText::width).sum();
  }

  static int width(int codePoint) {
    if (codePoint < 0x300) {
      return 1;
    }
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || codePoint == 0x200B
        || codePoint == 0x200C
        || codePoint == 0x200D) {
      return 0;
    }
    for (int i = 0; i < WIDE.length && WIDE[i] <= codePoint; i += 2) {
      if (codePoint <= WIDE[i + 1]) {
        return 2;
      }
    }
    return 1;
  }

  /** One line of text that comes from outside, with nothing in it that steers a terminal. */
  public static String harmless(String text) {
    return text.codePoints()
        .map(c -> c == '\n' ? ' ' : visible(c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** A sign for what would move the cursor, turn the direction of reading or change colours. */
  static int visible(int codePoint) {
    if (codePoint < 0x20) {
      return 0x2400 + codePoint;
    }
    if (codePoint == 0x7F) {
      return 0x2421;
    }
    boolean steers =
        Character.getType(codePoint) == Character.CONTROL
            || codePoint == 0x200E
            || codePoint == 0x200F
            || codePoint >= 0x2028 && codePoint <= 0x202E
            || codePoint >= 0x2066 && codePoint <= 0x2069
            || codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    return steers ? 0xFFFD : codePoint;
  }
}
