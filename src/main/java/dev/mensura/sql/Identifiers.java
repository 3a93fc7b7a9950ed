package dev.mensura.sql;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names as a database reads them, in quotes only where they need them. */
final class Identifiers {
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  private final Set<String> keywords;

  /**
   * @param keywords the words, in small letters, that are no names without quotes
   */
  Identifiers(String keywords) {
    this.keywords = Set.of(keywords.strip().split("\\s+"));
  }

  boolean needsQuotes(String name) {
    return !PLAIN.matcher(name).matches() || keywords.contains(name.toLowerCase(Locale.ROOT));
  }

  String quoted(String name) {
    return needsQuotes(name) ? "\"" + name.replace("\"", "\"\"") + "\"" : name;
  }

  String quoted(List<String> parts) {
    return parts.stream().map(this::quoted).collect(Collectors.joining("."));
  }
}
