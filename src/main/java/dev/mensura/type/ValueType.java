package dev.mensura.type;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The type of a value, in rows and in metrics alike.
 *
 * @param kind what sort of value
 * @param precision all digits of a decimal; 0 for other kinds
 * @param scale the digits of a decimal behind its point; 0 for other kinds
 */
public record ValueType(Kind kind, int precision, int scale) {
  /** The sorts of values. */
  public enum Kind {
    /** A whole number, without a limit that the language knows. */
    INTEGER,
    DECIMAL,
    DOUBLE,
    STRING,
    BOOLEAN,
    DATE,
    /** A date and time of day, in no time zone. */
    TIMESTAMP,
    /** An instant. */
    TIMESTAMPTZ,
    TIME,
    /** A length of time; as a number, its seconds. */
    DURATION,
    /** The type of the literal {@code null}: fits everywhere. */
    NULL,
    /** What a mistake left behind: fits everywhere and is reported nowhere. */
    UNKNOWN
  }

  private static final Pattern DECIMAL_TEXT =
      Pattern.compile("decimal\\((\\d{1,3})(?:,(\\d{1,3}))?\\)");

  /** The most digits a decimal can have. */
  public static final int MAX_PRECISION = 38;

  public static final ValueType INTEGER = of(Kind.INTEGER);
  public static final ValueType DOUBLE = of(Kind.DOUBLE);
  public static final ValueType STRING = of(Kind.STRING);
  public static final ValueType BOOLEAN = of(Kind.BOOLEAN);
  public static final ValueType DATE = of(Kind.DATE);
  public static final ValueType TIMESTAMP = of(Kind.TIMESTAMP);
  public static final ValueType TIMESTAMPTZ = of(Kind.TIMESTAMPTZ);
  public static final ValueType TIME = of(Kind.TIME);
  public static final ValueType DURATION = of(Kind.DURATION);
  public static final ValueType NULL = of(Kind.NULL);
  public static final ValueType UNKNOWN = of(Kind.UNKNOWN);

  public ValueType {
    if (kind == Kind.DECIMAL) {
      if (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision) {
        throw new IllegalArgumentException("no decimal(" + precision + "," + scale + ")");
      }
    } else if (precision != 0 || scale != 0) {
      throw new IllegalArgumentException(kind + " has no precision");
    }
  }

  private static ValueType of(Kind kind) {
    return new ValueType(kind, 0, 0);
  }

  public static ValueType decimal(int precision, int scale) {
    return new ValueType(Kind.DECIMAL, precision, scale);
  }

  /**
   * The type that is written so, in any letter case and with any spaces: {@code decimal(12, 2)}.
   * {@code decimal} alone is no type: its digits would have to be guessed.
   */
  public static Optional<ValueType> parse(String text) {
    String small = text.replace(" ", "").toLowerCase(Locale.ROOT);
    return switch (small) {
      case "integer" -> Optional.of(INTEGER);
      case "double" -> Optional.of(DOUBLE);
      case "string" -> Optional.of(STRING);
      case "boolean" -> Optional.of(BOOLEAN);
      case "date" -> Optional.of(DATE);
      case "timestamp" -> Optional.of(TIMESTAMP);
      case "timestamptz" -> Optional.of(TIMESTAMPTZ);
      case "time" -> Optional.of(TIME);
      default -> parseDecimal(small);
    };
  }

  private static Optional<ValueType> parseDecimal(String text) {
    var matcher = DECIMAL_TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int precision = Integer.parseInt(matcher.group(1));
    int scale = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
    boolean exists = precision >= 1 && precision <= MAX_PRECISION && scale <= precision;
    return exists ? Optional.of(decimal(precision, scale)) : Optional.empty();
  }

  public boolean is(Kind other) {
    return kind == other;
  }

  public boolean isNumeric() {
    return kind == Kind.INTEGER || kind == Kind.DECIMAL || kind == Kind.DOUBLE;
  }

  /** A date or a date with a time of day: what has grains. */
  public boolean isTemporal() {
    return kind == Kind.DATE || kind == Kind.TIMESTAMP || kind == Kind.TIMESTAMPTZ;
  }

  /** Fits everywhere: the literal null, or what a mistake left behind. */
  public boolean isOpen() {
    return kind == Kind.NULL || kind == Kind.UNKNOWN;
  }

  /** As it is written in a model: {@code decimal(12,2)}. */
  @Override
  public String toString() {
    return switch (kind) {
      case INTEGER -> "integer";
      case DECIMAL -> "decimal(" + precision + "," + scale + ")";
      case DOUBLE -> "double";
      case STRING -> "string";
      case BOOLEAN -> "boolean";
      case DATE -> "date";
      case TIMESTAMP -> "timestamp";
      case TIMESTAMPTZ -> "timestamptz";
      case TIME -> "time";
      case DURATION -> "duration";
      case NULL -> "null";
      case UNKNOWN -> "unknown";
    };
  }
}
