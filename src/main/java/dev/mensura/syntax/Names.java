package dev.mensura.syntax;

import dev.mensura.type.Aggregate;
import dev.mensura.type.Function;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** How names are spelled. */
public final class Names {
  private static final SortedSet<String> RESERVED = reserved();

  private Names() {}

  /**
   * The words that a metric, query or parameter can be named by only in backquotes, in small
   * letters: the keywords, aggregates and functions.
   */
  public static SortedSet<String> reservedWords() {
    return RESERVED;
  }

  /** Whether a name needs backquotes where it is declared or stands alone. */
  public static boolean isReserved(String name) {
    return Words.isKeyword(name) || name.equalsIgnoreCase("if") || Function.of(name).isPresent();
  }

  /**
   * The spelling of a name that parses anywhere: in backquotes, unless it is a plain word. A
   * backquote or line break inside a name has no spelling and is left out.
   */
  public static String quoted(String name) {
    return isWord(name) && !isReserved(name)
        ? name
        : "`" + name.replace("`", "").replace("\n", " ").replace("\r", " ") + "`";
  }

  /** Whether a text is letters, digits and underscores, no digit first. */
  static boolean isWord(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
      if (!letter && !(i > 0 && c >= '0' && c <= '9')) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static SortedSet<String> reserved() {
    var words = new TreeSet<>(Words.texts().values());
    for (Aggregate aggregate : Aggregate.values()) {
      words.add(aggregate.text());
    }
    for (Function function : Function.values()) {
      if (function.isCallable()) {
        words.add(function.text());
      }
    }
    words.add("if");
    return Collections.unmodifiableSortedSet(words);
  }
}
