package dev.mensura.model.yaml;

import java.util.Set;
import java.util.regex.Pattern;

/** What plain scalars are in YAML 1.2: {@code yes}, {@code on} and {@code 12:30} are texts. */
final class CoreSchema {
  private static final Set<String> NOTHING = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> BOOLEAN =
      Set.of("true", "True", "TRUE", "false", "False", "FALSE");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,4})?");

  private CoreSchema() {}

  static Yaml.Kind kind(String plain) {
    if (NOTHING.contains(plain)) {
      return Yaml.Kind.NOTHING;
    }
    if (BOOLEAN.contains(plain)) {
      return Yaml.Kind.BOOLEAN;
    }
    return NUMBER.matcher(plain).matches() ? Yaml.Kind.NUMBER : Yaml.Kind.TEXT;
  }
}
