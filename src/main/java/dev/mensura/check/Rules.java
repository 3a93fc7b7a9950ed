package dev.mensura.check;

import dev.mensura.type.Aggregate;
import dev.mensura.type.Function;
import dev.mensura.type.ValueType;
import dev.mensura.type.ValueType.Kind;
import java.util.List;
import java.util.Optional;

/** The types of results. Sources: SQL:2016 for decimals, with doubles where 38 digits don't do. */
final class Rules {
  /** A whole number, among decimals. */
  private static final int INTEGER_DIGITS = 19;

  private Rules() {}

  /** The type that values of both have, none if they can't be chosen between. */
  static Optional<ValueType> common(ValueType a, ValueType b) {
    if (a.is(Kind.UNKNOWN) || b.is(Kind.UNKNOWN)) {
      return Optional.of(ValueType.UNKNOWN);
    }
    if (a.is(Kind.NULL)) {
      return Optional.of(b);
    }
    if (b.is(Kind.NULL) || a.equals(b)) {
      return Optional.of(a);
    }
    if (a.isNumeric() && b.isNumeric()) {
      return Optional.of(wider(a, b));
    }
    boolean local =
        (a.is(Kind.DATE) || a.is(Kind.TIMESTAMP)) && (b.is(Kind.DATE) || b.is(Kind.TIMESTAMP));
    return local ? Optional.of(ValueType.TIMESTAMP) : Optional.empty();
  }

  /** The common type of all, none if there is none. */
  static Optional<ValueType> common(List<ValueType> types) {
    Optional<ValueType> all = Optional.of(ValueType.NULL);
    for (ValueType type : types) {
      all = all.flatMap(t -> common(t, type));
    }
    return all;
  }

  static boolean comparable(ValueType a, ValueType b) {
    return common(a, b).isPresent();
  }

  private static ValueType wider(ValueType a, ValueType b) {
    if (a.is(Kind.DOUBLE) || b.is(Kind.DOUBLE)) {
      return ValueType.DOUBLE;
    }
    int scale = Math.max(a.scale(), b.scale());
    int whole = Math.max(digits(a) - a.scale(), digits(b) - b.scale());
    return decimal(whole + scale, scale);
  }

  private static int digits(ValueType type) {
    return type.is(Kind.INTEGER) ? INTEGER_DIGITS : type.precision();
  }

  private static ValueType decimal(int precision, int scale) {
    return ValueType.decimal(Math.min(Math.max(precision, 1), ValueType.MAX_PRECISION), scale);
  }

  /** The type of {@code a + b}, {@code a - b}, {@code a * b}, {@code a / b} or {@code a % b}. */
  static ValueType arithmetic(Function operator, ValueType a, ValueType b) {
    if (!a.isNumeric() || !b.isNumeric()) {
      return a.isNumeric() ? a : b;
    }
    if (operator == Function.DIVIDE || a.is(Kind.DOUBLE) || b.is(Kind.DOUBLE)) {
      return ValueType.DOUBLE;
    }
    if (a.is(Kind.INTEGER) && b.is(Kind.INTEGER)) {
      return ValueType.INTEGER;
    }
    if (operator == Function.TIMES) {
      int precision = digits(a) + digits(b);
      int scale = a.scale() + b.scale();
      return precision > ValueType.MAX_PRECISION ? ValueType.DOUBLE : decimal(precision, scale);
    }
    int scale = Math.max(a.scale(), b.scale());
    int whole = Math.max(digits(a) - a.scale(), digits(b) - b.scale());
    return decimal(whole + scale + (operator == Function.MODULO ? 0 : 1), scale);
  }

  /** The type of an aggregate of values of this type, none if it takes no such values. */
  static Optional<ValueType> aggregate(Aggregate function, ValueType of) {
    if (of.is(Kind.UNKNOWN)) {
      return Optional.of(function.isCount() ? ValueType.INTEGER : ValueType.UNKNOWN);
    }
    boolean amount = of.isNumeric() || of.is(Kind.DURATION);
    return switch (function) {
      case COUNT, COUNT_DISTINCT, APPROX_COUNT_DISTINCT -> Optional.of(ValueType.INTEGER);
      case SUM -> amount ? Optional.of(sum(of)) : Optional.empty();
      case AVG, MEDIAN, PERCENTILE, APPROX_PERCENTILE ->
          amount ? Optional.of(of.isNumeric() ? ValueType.DOUBLE : of) : Optional.empty();
      case STDDEV, VARIANCE -> of.isNumeric() ? Optional.of(ValueType.DOUBLE) : Optional.empty();
      case MIN, MAX -> of.is(Kind.BOOLEAN) || of.isOpen() ? Optional.empty() : Optional.of(of);
      case PERCENTILE_DISC -> amount || of.isTemporal() ? Optional.of(of) : Optional.empty();
      case ANY_TRUE, ALL_TRUE ->
          of.is(Kind.BOOLEAN) ? Optional.of(ValueType.BOOLEAN) : Optional.empty();
    };
  }

  private static ValueType sum(ValueType of) {
    return of.is(Kind.DECIMAL) ? ValueType.decimal(ValueType.MAX_PRECISION, of.scale()) : of;
  }

  /** What an aggregate takes, for messages. */
  static String takes(Aggregate function) {
    return switch (function) {
      case COUNT, COUNT_DISTINCT, APPROX_COUNT_DISTINCT -> "any value";
      case SUM, AVG, MEDIAN, PERCENTILE, APPROX_PERCENTILE, STDDEV, VARIANCE -> "a number";
      case MIN, MAX -> "a number, text or time";
      case PERCENTILE_DISC -> "a number or time";
      case ANY_TRUE, ALL_TRUE -> "a condition";
    };
  }

  /** How a function is called, for messages. */
  static String form(Function function) {
    return switch (function) {
      case COALESCE, LEAST, GREATEST -> function.text() + "(value, value, …)";
      case CONCAT -> "concat(text, text, …)";
      case NULLIF -> "nullif(value, value)";
      case ROUND -> "round(number) or round(number, digits)";
      case POWER -> "power(number, number)";
      case SUBSTRING -> "substring(text, first) or substring(text, first, how_many)";
      case REPLACE -> "replace(text, old, new)";
      case STARTS_WITH, ENDS_WITH, CONTAINS -> function.text() + "(text, text)";
      case LOWER, UPPER, TRIM, LENGTH -> function.text() + "(text)";
      default -> function.text() + "(number)";
    };
  }

  /** The type of a called function's result; none if it doesn't take such arguments. */
  static Optional<ValueType> call(Function function, List<ValueType> types) {
    if (types.stream().anyMatch(t -> t.is(Kind.UNKNOWN))) {
      return Optional.of(ValueType.UNKNOWN);
    }
    int count = types.size();
    return switch (function) {
      case COALESCE, LEAST, GREATEST -> count >= 1 ? common(types) : Optional.empty();
      case NULLIF ->
          count == 2 && comparable(types.get(0), types.get(1))
              ? Optional.of(types.getFirst())
              : Optional.empty();
      case ABS -> count == 1 ? number(types.getFirst()) : Optional.empty();
      case ROUND ->
          count == 1 || count == 2 && types.get(1).is(Kind.INTEGER)
              ? number(types.getFirst())
              : Optional.empty();
      case FLOOR, CEIL ->
          count == 1
              ? number(types.getFirst()).map(t -> t.is(Kind.DOUBLE) ? t : ValueType.INTEGER)
              : Optional.empty();
      case SIGN ->
          count == 1 ? number(types.getFirst()).map(t -> ValueType.INTEGER) : Optional.empty();
      case SQRT, LN, EXP ->
          count == 1 ? number(types.getFirst()).map(t -> ValueType.DOUBLE) : Optional.empty();
      case POWER ->
          count == 2 && number(types.get(1)).isPresent()
              ? number(types.get(0)).map(t -> ValueType.DOUBLE)
              : Optional.empty();
      case LOWER, UPPER, TRIM -> texts(types, 1, 1).map(t -> ValueType.STRING);
      case LENGTH -> texts(types, 1, 1).map(t -> ValueType.INTEGER);
      case REPLACE -> texts(types, 3, 3).map(t -> ValueType.STRING);
      case CONCAT -> texts(types, 1, Integer.MAX_VALUE).map(t -> ValueType.STRING);
      case STARTS_WITH, ENDS_WITH, CONTAINS -> texts(types, 2, 2).map(t -> ValueType.BOOLEAN);
      case SUBSTRING ->
          (count == 2 || count == 3)
                  && texts(types.subList(0, 1), 1, 1).isPresent()
                  && types.subList(1, count).stream().allMatch(t -> t.is(Kind.INTEGER))
              ? Optional.of(ValueType.STRING)
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<ValueType> number(ValueType type) {
    return type.isNumeric() || type.is(Kind.NULL) ? Optional.of(type) : Optional.empty();
  }

  private static Optional<ValueType> texts(List<ValueType> types, int least, int most) {
    boolean fit =
        types.size() >= least
            && types.size() <= most
            && types.stream().allMatch(t -> t.is(Kind.STRING) || t.is(Kind.NULL));
    return fit ? Optional.of(ValueType.STRING) : Optional.empty();
  }

  /** Whether a value of one type can be cast to another. */
  static boolean castable(ValueType from, ValueType to) {
    if (from.isOpen() || from.equals(to) || to.is(Kind.STRING)) {
      return !from.is(Kind.DURATION);
    }
    return switch (to.kind()) {
      case INTEGER, DECIMAL, DOUBLE -> from.isNumeric() || from.is(Kind.STRING);
      case DATE, TIMESTAMP -> from.isTemporal() || from.is(Kind.STRING);
      case TIMESTAMPTZ, TIME, DURATION, BOOLEAN, STRING, NULL, UNKNOWN -> false;
    };
  }
}
