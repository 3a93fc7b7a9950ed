package dev.mensura.engine;

import dev.mensura.type.ValueType;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells what the texts in a column of a CSV file are. A type is taken only if every value is
 * written as one: {@code 00123} is a postal code and no number.
 */
final class TextTypes {
  /** How many expressions {@link #measures} gives. */
  static final int COUNT = 8;

  private static final int MOST_DIGITS = 18;
  private static final int MOST_SCALE = 6;

  private TextTypes() {}

  /** Expressions over a column of texts, for one pass over the file. */
  static List<String> measures(String column) {
    String day = "\\d{4}-\\d{2}-\\d{2}";
    String time = day + "[ T]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,6})?)?";
    return List.of(
        all(column, "lower(%s) IN ('true', 'false')"),
        all(column, "regexp_full_match(%s, '-?(0|[1-9]\\d{0,17})')"),
        all(column, "regexp_full_match(%s, '-?(0|[1-9]\\d*)(\\.\\d+)?')"),
        "MAX(length(regexp_extract(" + column + ", '^-?(\\d+)', 1)))",
        "MAX(length(regexp_extract(" + column + ", '\\.(\\d+)$', 1)))",
        all(column, "regexp_full_match(%s, '" + day + "') AND TRY_CAST(%s AS DATE) IS NOT NULL"),
        all(
            column,
            "regexp_full_match(%s, '" + time + "') AND TRY_CAST(%s AS TIMESTAMP) IS NOT NULL"),
        all(
            column,
            "regexp_full_match(%s, '"
                + time
                + "(Z|[+-]\\d{2}(:?\\d{2})?)') AND TRY_CAST(%s AS TIMESTAMPTZ) IS NOT NULL"));
  }

  private static String all(String column, String condition) {
    String present = " FILTER (WHERE " + column + " IS NOT NULL)";
    return "bool_and(" + condition.replace("%s", column) + ")" + present;
  }

  /** The type that the results of the measures speak of. */
  static ValueType type(List<@Nullable Object> measured) {
    if (isTrue(measured.get(0))) {
      return ValueType.BOOLEAN;
    }
    if (isTrue(measured.get(1))) {
      return ValueType.INTEGER;
    }
    if (isTrue(measured.get(2))) {
      int whole = number(measured.get(3));
      int scale = number(measured.get(4));
      boolean exact = scale <= MOST_SCALE && whole + scale <= MOST_DIGITS;
      return exact ? ValueType.decimal(MOST_DIGITS, Math.max(2, scale)) : ValueType.DOUBLE;
    }
    if (isTrue(measured.get(5))) {
      return ValueType.DATE;
    }
    if (isTrue(measured.get(6))) {
      return ValueType.TIMESTAMP;
    }
    return isTrue(measured.get(7)) ? ValueType.TIMESTAMPTZ : ValueType.STRING;
  }

  private static boolean isTrue(@Nullable Object value) {
    return Boolean.TRUE.equals(value);
  }

  private static int number(@Nullable Object value) {
    return value instanceof BigDecimal number ? number.intValue() : 0;
  }
}
