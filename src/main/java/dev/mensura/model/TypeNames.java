package dev.mensura.model;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.yaml.Yaml;
import dev.mensura.type.ValueType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the names of types. */
final class TypeNames {
  private static final List<String> NAMES =
      List.of(
          "integer",
          "decimal(18,2)",
          "double",
          "string",
          "boolean",
          "date",
          "timestamp",
          "timestamptz",
          "time");

  /** What databases and other tools call them. */
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("int", "integer"),
          Map.entry("bigint", "integer"),
          Map.entry("smallint", "integer"),
          Map.entry("long", "integer"),
          Map.entry("number", "double"),
          Map.entry("float", "double"),
          Map.entry("real", "double"),
          Map.entry("numeric", "decimal(18,2)"),
          Map.entry("decimal", "decimal(18,2)"),
          Map.entry("money", "decimal(18,2)"),
          Map.entry("varchar", "string"),
          Map.entry("char", "string"),
          Map.entry("text", "string"),
          Map.entry("uuid", "string"),
          Map.entry("bool", "boolean"),
          Map.entry("datetime", "timestamp"));

  private TypeNames() {}

  static Optional<ValueType> read(Findings findings, Yaml.Scalar scalar) {
    String text = scalar.value();
    // Names compare exactly, those of types too.
    boolean small = text.equals(text.toLowerCase(Locale.ROOT));
    Optional<ValueType> type = small ? ValueType.parse(text) : Optional.empty();
    if (type.isEmpty()) {
      findings.add(unknown(findings, scalar));
    }
    return type;
  }

  private static Diagnostic unknown(Findings findings, Yaml.Scalar scalar) {
    String name = scalar.value();
    String word = name.replaceAll("\\s*\\(.*", "").toLowerCase(Locale.ROOT);
    Diagnostic plain =
        Diagnostic.of(
            Code.UNKNOWN_TYPE, findings.place(scalar.span()), "No type is called `" + name + "`.");
    if (word.equals("decimal") && name.contains("(")) {
      return plain.note(
          "`decimal(p,s)` has 1 to %d digits, of which `s` are behind the point."
              .formatted(ValueType.MAX_PRECISION));
    }
    String ours = ELSEWHERE.get(word);
    if (ours == null) {
      return Findings.suggest(plain, name, NAMES);
    }
    String arguments = name.contains("(") ? name.substring(name.indexOf('(')) : "";
    String written =
        ours.startsWith("decimal") && ValueType.parse("decimal" + arguments).isPresent()
            ? "decimal" + arguments
            : ours;
    return plain
        .note("It is called `" + written + "` here.")
        .fix("Write `" + written + "`", written);
  }
}
