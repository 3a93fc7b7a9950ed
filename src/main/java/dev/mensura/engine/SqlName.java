package dev.mensura.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The name of a table, as models write it: {@code users}, {@code shop.users}.
 *
 * @param parts from the outermost
 */
record SqlName(List<String> parts) {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_$]+");

  static SqlName of(String name) {
    return new SqlName(
        Arrays.stream(name.split("\\.", -1)).map(part -> part.replace("\"", "")).toList());
  }

  String last() {
    return parts.getLast();
  }

  /** For SQL, each part in quotes. */
  String quoted() {
    return parts.stream().map(SqlName::quoted).collect(Collectors.joining("."));
  }

  @Override
  public String toString() {
    return String.join(".", parts);
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String literal(String text) {
    return '\'' + text.replace("'", "''") + '\'';
  }

  /** The words of an SQL text, in small letters. */
  static Set<String> words(String sql) {
    return WORD.matcher(sql)
        .results()
        .map(word -> word.group().toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether {@code sql} may speak of {@code name}; never a false no. */
  static boolean mentions(String sql, Set<String> words, String name) {
    return WORD.matcher(name).matches()
        ? words.contains(name.toLowerCase(Locale.ROOT))
        : sql.contains(name.replace("\"", "\"\""));
  }
}
