package dev.mensura.check.sql;

import java.util.Locale;

/**
 * A word, sign or literal of an SQL text.
 *
 * @param start the place of its first character inside the text
 * @param end the place behind its last
 * @param text as it is written
 */
record SqlToken(Kind kind, int start, int end, String text) {
  /** The sorts of tokens. */
  enum Kind {
    WORD,
    /** A name in double quotes. */
    QUOTED,
    /** A text in single quotes. */
    TEXT,
    NUMBER,
    SIGN
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }

  boolean isSign(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  /** The name that it is, if it is one: without quotes. */
  String name() {
    return kind == Kind.QUOTED ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
  }

  String upper() {
    return text.toUpperCase(Locale.ROOT);
  }
}
