package dev.mensura.type;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What makes one value of values: the operators and the scalar functions, of rows and of metrics.
 */
public enum Function {
  PLUS("+"),
  MINUS("-"),
  TIMES("*"),
  /** Exact division; null where the divisor is zero or null. */
  DIVIDE("/"),
  /** The rest of a division, with the sign of the dividend; null where the divisor is zero. */
  MODULO("%"),
  NEGATE("-"),
  CONCAT_OPERATOR("||"),
  EQ("="),
  NE("!="),
  LT("<"),
  LE("<="),
  GT(">"),
  GE(">="),
  AND("and"),
  OR("or"),
  NOT("not"),
  IS_NULL("is null"),
  IS_NOT_NULL("is not null"),
  /** The first argument equals one of the others. */
  IN("in"),
  LIKE("like"),
  /** Condition, value, condition, value, …, value otherwise. */
  CASE("case"),
  CAST("cast"),
  /** A time and a {@link Duration} constant; a month's end clamps. */
  SHIFT("+"),
  /** The seconds from the second time to the first. */
  ELAPSED("-"),
  /** What the project's calendar says of the day of a time: the time, and the name of the field. */
  OF_DAY("calendar"),

  COALESCE,
  NULLIF,
  ABS,
  ROUND,
  FLOOR,
  CEIL,
  SIGN,
  /** A power; null where it has no real value. */
  POWER,
  /** Null for negative numbers. */
  SQRT,
  /** Null for numbers that are not positive. */
  LN,
  EXP,
  /** The least argument; nulls are ignored. */
  LEAST,
  /** The greatest argument; nulls are ignored. */
  GREATEST,
  LOWER,
  UPPER,
  TRIM,
  LENGTH,
  /** Text, first character from 1, and how many. */
  SUBSTRING,
  REPLACE,
  /** Joins texts; nulls are empty. */
  CONCAT,
  STARTS_WITH,
  ENDS_WITH,
  CONTAINS;

  private final String text;
  private final boolean callable;

  Function(String operator) {
    this.text = operator;
    this.callable = false;
  }

  Function() {
    this.text = name().toLowerCase(Locale.ROOT);
    this.callable = true;
  }

  /**
   * The function that is called by this name, in any letter case; {@code if} is a {@link #CASE}.
   */
  public static Optional<Function> of(String name) {
    return Arrays.stream(values())
        .filter(f -> f.callable && f.text.equalsIgnoreCase(name))
        .findFirst();
  }

  /** Its name or sign, as it is written. */
  public String text() {
    return text;
  }

  /** Whether it is called by name. */
  public boolean isCallable() {
    return callable;
  }

  public boolean isComparison() {
    return switch (this) {
      case EQ, NE, LT, LE, GT, GE -> true;
      default -> false;
    };
  }
}
