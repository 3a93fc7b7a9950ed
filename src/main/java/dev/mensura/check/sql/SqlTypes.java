package dev.mensura.check.sql;

import dev.mensura.type.ValueType;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Types as SQL names them. */
final class SqlTypes {
  private static final Pattern DECIMAL =
      Pattern.compile("(?:DECIMAL|NUMERIC|DEC) ?\\((\\d{1,3})(?:, ?(\\d{1,3}))?\\)");

  private SqlTypes() {}

  /** Our name of a type that SQL names so; none if we have no type of exactly that meaning. */
  static Optional<String> ours(String sql) {
    String upper = sql.toUpperCase(Locale.ROOT).strip();
    return switch (upper) {
      case "INTEGER", "INT", "BIGINT", "SMALLINT", "TINYINT" -> Optional.of("integer");
      case "DOUBLE", "FLOAT" -> Optional.of("double");
      case "VARCHAR", "TEXT", "STRING", "CHARACTER VARYING" -> Optional.of("string");
      case "BOOLEAN", "BOOL" -> Optional.of("boolean");
      case "DATE" -> Optional.of("date");
      case "TIME" -> Optional.of("time");
      case "TIMESTAMP", "TIMESTAMP WITHOUT TIME ZONE" -> Optional.of("timestamp");
      case "TIMESTAMP WITH TIME ZONE", "TIMESTAMP WITH LOCAL TIME ZONE" ->
          Optional.of("timestamptz");
      default -> decimal(upper);
    };
  }

  private static Optional<String> decimal(String upper) {
    Matcher matcher = DECIMAL.matcher(upper);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String scale = matcher.group(2) == null ? "0" : matcher.group(2);
    return ValueType.parse("decimal(" + matcher.group(1) + "," + scale + ")")
        .map(ValueType::toString);
  }

  /** Our name of a type that standard SQL calls otherwise; empty for every other name. */
  static String beyondStandard(String sql) {
    return switch (sql.toUpperCase(Locale.ROOT)) {
      case "TEXT", "STRING" -> "string";
      case "BOOL" -> "boolean";
      default -> "";
    };
  }

  /** What to write in place of a type that has no counterpart. */
  static String wayOut(String sql) {
    String upper = sql.toUpperCase(Locale.ROOT);
    if (upper.startsWith("DEC") || upper.startsWith("NUMERIC")) {
      return "`DECIMAL(12, 2)` says how many digits it has, at most "
          + ValueType.MAX_PRECISION
          + ".";
    }
    if (upper.contains("CHAR")) {
      return "`VARCHAR` without a length is a type; it cuts nothing off.";
    }
    return "`INTEGER`, `DECIMAL(12, 2)`, `DOUBLE`, `VARCHAR`, `BOOLEAN`, `DATE` and `TIMESTAMP` are"
        + " types.";
  }
}
