package dev.mensura.check;

/** Names columns after the text of what they hold. */
final class Labels {
  private Labels() {}

  /** The text on one line, without parentheses around the whole of it. */
  static String of(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    while (wrapped(line)) {
      line = line.substring(1, line.length() - 1).strip();
    }
    return line;
  }

  private static boolean wrapped(String text) {
    if (text.length() < 2 || text.charAt(0) != '(') {
      return false;
    }
    int depth = 0;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"' || c == '`') {
        quote = c;
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && --depth == 0) {
        return i == text.length() - 1;
      }
    }
    return false;
  }
}
