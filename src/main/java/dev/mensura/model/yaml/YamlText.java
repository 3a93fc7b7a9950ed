package dev.mensura.model.yaml;

import dev.mensura.source.SourceFile;
import java.util.Set;
import java.util.regex.Pattern;

/** Spells texts as YAML scalars that read back as the same text. */
public final class YamlText {
  private static final Pattern PLAIN =
      Pattern.compile("[\\p{L}_][^\\p{Cntrl}\\uFEFF\\uFFFE\\uFFFF]*");
  private static final Pattern FLOW_SIGNS = Pattern.compile("[,\\[\\]{}]");

  /** Texts that a reader of YAML 1.1 takes for booleans. */
  private static final Set<String> OLD_BOOLEANS = Set.of("y", "n", "yes", "no", "on", "off");

  private YamlText() {}

  /** A text in one line of a block mapping. */
  public static String inBlock(String text) {
    return isPlain(text) ? text : quoted(text);
  }

  /** A text inside brackets or braces. */
  public static String inFlow(String text) {
    return isPlain(text) && !FLOW_SIGNS.matcher(text).find() ? text : quoted(text);
  }

  /** What a text in quotes says. */
  public static String unquoted(String scalar) {
    return YamlParser.only(new SourceFile("<value>", scalar))
        .filter(Yaml.Scalar.class::isInstance)
        .map(value -> ((Yaml.Scalar) value).value())
        .orElse(scalar);
  }

  private static boolean isPlain(String text) {
    return PLAIN.matcher(text).matches()
        && CoreSchema.kind(text) == Yaml.Kind.TEXT
        && !OLD_BOOLEANS.contains(text.toLowerCase(java.util.Locale.ROOT))
        && !text.contains(": ")
        && !text.endsWith(":")
        && !text.contains(" #")
        && text.equals(text.strip())
        && text.codePoints().allMatch(c -> c >= ' ' && c != 0x85 && c != 0x2028 && c != 0x2029);
  }

  /** A text in double quotes. */
  static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '"' -> quoted.append("\\\"");
            case '\\' -> quoted.append("\\\\");
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            default -> {
              if (c >= ' ' && c < 0x7F || c >= 0xA0 && c < 0xD800 && c != 0x2028 && c != 0x2029) {
                quoted.appendCodePoint(c);
              } else {
                quoted.append("\\U%08X".formatted(c));
              }
            }
          }
        });
    return quoted.append('"').toString();
  }
}
