package dev.mensura.interpreter;

import dev.mensura.type.Function;
import dev.mensura.type.ValueType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** The operators and scalar functions over values, with the null logic of SQL. */
final class Scalars {
  private Scalars() {}

  static Object call(Function function, List<Object> arguments, ValueType type) {
    return switch (function) {
      case AND -> and(arguments);
      case OR -> not(and(arguments.stream().map(Scalars::not).toList()));
      case NOT -> not(arguments.getFirst());
      case IS_NULL -> arguments.getFirst() == Null.NULL;
      case IS_NOT_NULL -> arguments.getFirst() != Null.NULL;
      case IN -> in(arguments);
      case CASE -> Values.as(type, branch(arguments));
      case COALESCE -> Values.as(type, first(arguments));
      case NULLIF -> {
        boolean same = Boolean.TRUE.equals(Values.equal(arguments.get(0), arguments.get(1)));
        yield same ? Null.NULL : Values.as(type, arguments.get(0));
      }
      case LEAST, GREATEST -> Values.as(type, extreme(function, arguments));
      case CONCAT -> join(arguments);
      default -> arguments.contains(Null.NULL) ? Null.NULL : strict(function, arguments, type);
    };
  }

  private static Object and(List<Object> arguments) {
    if (arguments.contains(Boolean.FALSE)) {
      return false;
    }
    return arguments.contains(Null.NULL) ? Null.NULL : (Object) true;
  }

  private static Object not(Object value) {
    return value == Null.NULL ? value : (Object) !((Boolean) value);
  }

  private static Object in(List<Object> arguments) {
    List<Object> equals =
        arguments.stream().skip(1).map(x -> Values.equal(arguments.getFirst(), x)).toList();
    if (equals.contains(Boolean.TRUE)) {
      return true;
    }
    return equals.contains(Null.NULL) ? Null.NULL : (Object) false;
  }

  private static Object branch(List<Object> arguments) {
    int i = 0;
    for (; i + 1 < arguments.size(); i += 2) {
      if (arguments.get(i).equals(true)) {
        return arguments.get(i + 1);
      }
    }
    return i < arguments.size() ? arguments.get(i) : Null.NULL;
  }

  private static Object first(List<Object> arguments) {
    return arguments.stream().filter(x -> x != Null.NULL).findFirst().orElse(Null.NULL);
  }

  private static Object extreme(Function function, List<Object> arguments) {
    int sign = function == Function.LEAST ? 1 : -1;
    return arguments.stream()
        .filter(x -> x != Null.NULL)
        .min((a, b) -> sign * Values.compare(a, b))
        .orElse(Null.NULL);
  }

  private static Object join(List<Object> arguments) {
    var all = new StringBuilder();
    arguments.stream().filter(x -> x != Null.NULL).forEach(all::append);
    return all.toString();
  }

  /** Of arguments none of which is null. */
  private static Object strict(Function function, List<Object> arguments, ValueType type) {
    Object a = arguments.getFirst();
    Object b = arguments.getLast();
    return switch (function) {
      case PLUS, MINUS, TIMES, DIVIDE, MODULO -> arithmetic(function, a, b, type);
      case NEGATE -> a instanceof Double d ? (Object) (-d) : ((BigDecimal) a).negate();
      case CONCAT_OPERATOR -> (String) a + b;
      case EQ -> Values.compare(a, b) == 0;
      case NE -> Values.compare(a, b) != 0;
      case LT -> Values.compare(a, b) < 0;
      case LE -> Values.compare(a, b) <= 0;
      case GT -> Values.compare(a, b) > 0;
      case GE -> Values.compare(a, b) >= 0;
      case LIKE -> Texts.like((String) a, (String) b);
      case CAST -> cast(a, type);
      case ELAPSED -> Values.as(type, Times.elapsed(a, b));
      case ABS -> a instanceof Double d ? (Object) Math.abs(d) : ((BigDecimal) a).abs();
      case ROUND -> round(a, arguments.size() == 1 ? 0 : ((BigDecimal) b).intValueExact(), type);
      case FLOOR -> whole(a, RoundingMode.FLOOR, type);
      case CEIL -> whole(a, RoundingMode.CEILING, type);
      case SIGN -> Values.as(type, BigDecimal.valueOf((int) Math.signum(Values.toDouble(a))));
      case POWER -> real(Math.pow(Values.toDouble(a), Values.toDouble(b)));
      case SQRT -> real(Math.sqrt(Values.toDouble(a)));
      case LN -> real(Math.log(Values.toDouble(a)));
      case EXP -> real(Math.exp(Values.toDouble(a)));
      case LOWER, UPPER, TRIM, LENGTH, SUBSTRING, REPLACE, STARTS_WITH, ENDS_WITH, CONTAINS ->
          Texts.call(function, arguments);
      case SHIFT,
          OF_DAY,
          AND,
          OR,
          NOT,
          IS_NULL,
          IS_NOT_NULL,
          IN,
          CASE,
          COALESCE,
          NULLIF,
          LEAST,
          GREATEST,
          CONCAT ->
          throw new IllegalArgumentException(function + " is none of these");
    };
  }

  private static Object arithmetic(Function function, Object a, Object b, ValueType type) {
    boolean zero = Values.toDouble(b) == 0;
    if (zero && (function == Function.DIVIDE || function == Function.MODULO)) {
      return Null.NULL;
    }
    if (type.is(ValueType.Kind.DOUBLE)) {
      double x = Values.toDouble(a);
      double y = Values.toDouble(b);
      return switch (function) {
        case PLUS -> x + y;
        case MINUS -> x - y;
        case TIMES -> x * y;
        case DIVIDE -> x / y;
        default -> x % y;
      };
    }
    BigDecimal x = exact(a);
    BigDecimal y = exact(b);
    return switch (function) {
      case PLUS -> x.add(y);
      case MINUS -> x.subtract(y);
      case TIMES -> x.multiply(y);
      case DIVIDE -> x.divide(y, MathContext.DECIMAL128);
      default -> x.remainder(y);
    };
  }

  static BigDecimal exact(Object number) {
    return number instanceof Double d ? new BigDecimal(d) : (BigDecimal) number;
  }

  /** Half away from zero. */
  private static Object round(Object number, int digits, ValueType type) {
    return Values.as(type, exact(number).setScale(digits, RoundingMode.HALF_UP));
  }

  private static Object whole(Object number, RoundingMode mode, ValueType type) {
    return Values.as(type, exact(number).setScale(0, mode));
  }

  private static Object real(double value) {
    return Double.isFinite(value) ? (Object) value : Null.NULL;
  }

  private static Object cast(Object value, ValueType type) {
    return switch (type.kind()) {
      case STRING -> value instanceof BigDecimal d ? d.toPlainString() : value.toString();
      case INTEGER -> exact(value).setScale(0, RoundingMode.HALF_UP);
      case DECIMAL -> exact(value).setScale(type.scale(), RoundingMode.HALF_UP);
      case DOUBLE -> Values.toDouble(value);
      case DATE ->
          switch (value) {
            case String text -> LocalDate.parse(text);
            case LocalDateTime time -> time.toLocalDate();
            default -> value;
          };
      case TIMESTAMP, TIMESTAMPTZ ->
          value instanceof String text ? LocalDateTime.parse(text) : Times.dateTime(value);
      case BOOLEAN, TIME, DURATION, NULL, UNKNOWN -> value;
    };
  }
}
