package dev.mensura.interpreter;

import dev.mensura.type.Function;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Functions of texts. A character is a code point. */
final class Texts {
  private Texts() {}

  static Object call(Function function, List<Object> arguments) {
    String text = (String) arguments.getFirst();
    Object last = arguments.getLast();
    return switch (function) {
      case LOWER -> text.toLowerCase(Locale.ROOT);
      case UPPER -> text.toUpperCase(Locale.ROOT);
      case TRIM -> trim(text);
      case LENGTH -> BigDecimal.valueOf(text.codePointCount(0, text.length()));
      case SUBSTRING -> substring(text, arguments);
      case REPLACE -> text.replace((String) arguments.get(1), (String) last);
      case STARTS_WITH -> text.startsWith((String) last);
      case ENDS_WITH -> text.endsWith((String) last);
      case CONTAINS -> text.contains((String) last);
      default -> throw new IllegalArgumentException(function + " is not of texts");
    };
  }

  /** Spaces alone, at both ends. */
  private static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && text.charAt(start) == ' ') {
      start++;
    }
    while (end > start && text.charAt(end - 1) == ' ') {
      end--;
    }
    return text.substring(start, end);
  }

  private static String substring(String text, List<Object> arguments) {
    int[] characters = text.codePoints().toArray();
    int start = Math.min(number(arguments.get(1)) - 1, characters.length);
    int count = arguments.size() > 2 ? number(arguments.get(2)) : characters.length;
    int end = Math.min(start + count, characters.length);
    return new String(characters, start, Math.max(end - start, 0));
  }

  private static int number(Object value) {
    return ((BigDecimal) value).intValueExact();
  }

  /** {@code %} is any characters, {@code _} one; nothing escapes. */
  static boolean like(String text, String pattern) {
    var regex = new StringBuilder();
    pattern
        .codePoints()
        .forEach(c -> {
          switch (c) {
            case '%' -> regex.append(".*");
            case '_' -> regex.append('.');
            default -> regex.append(Pattern.quote(Character.toString(c)));
          }
        });
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
  }
}
