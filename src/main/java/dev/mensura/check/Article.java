package dev.mensura.check;

import java.util.Locale;

/** Puts the article before what a message names. */
final class Article {
  private Article() {}

  /** {@code an integer}, {@code a date}. */
  static String a(Object noun) {
    String text = noun.toString();
    return ("aeiou".indexOf(Character.toLowerCase(text.charAt(0))) >= 0 ? "an " : "a ") + text;
  }

  /** {@code An integer}, to begin a sentence. */
  static String capital(Object noun) {
    String text = a(noun);
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
