package dev.mensura.interpreter;

import dev.mensura.type.Duration;
import dev.mensura.type.ValueType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Values, how they compare and when they are the same. */
public final class Values {
  private Values() {}

  /** A constant of the intermediate form, as a value. */
  static Object of(@Nullable Object constant, ValueType type) {
    if (constant == null) {
      return Null.NULL;
    }
    return as(type, constant instanceof Duration d ? Times.seconds(d) : constant);
  }

  /** A value as one of this type. */
  static Object as(ValueType type, Object value) {
    if (value == Null.NULL) {
      return value;
    }
    return switch (type.kind()) {
      case DOUBLE -> (Object) toDouble(value);
      case INTEGER, DECIMAL, DURATION ->
          value instanceof Double d ? new BigDecimal(d) : (BigDecimal) value;
      case TIMESTAMP, TIMESTAMPTZ -> Times.dateTime(value);
      case STRING, BOOLEAN, DATE, TIME, NULL, UNKNOWN -> value;
    };
  }

  static double toDouble(Object number) {
    return ((Number) number).doubleValue();
  }

  /**
   * What equals exactly if two values are one group: null is one, {@code 1} and {@code 1.0} are
   * one.
   */
  public static Object key(Object value) {
    return switch (value) {
      case BigDecimal d -> d.signum() == 0 ? BigDecimal.ZERO : d.stripTrailingZeros();
      case Double d -> d == 0 ? (Object) 0.0 : d;
      default -> value;
    };
  }

  /** True, false, or null where one of both is. */
  static Object equal(Object a, Object b) {
    return a == Null.NULL || b == Null.NULL ? Null.NULL : (Object) (compare(a, b) == 0);
  }

  /** Which of two values that are not null is less. */
  static int compare(Object a, Object b) {
    if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
      return x.compareTo(y);
    }
    if (a instanceof Number && b instanceof Number) {
      double x = toDouble(a);
      double y = toDouble(b);
      return x < y ? -1 : x > y ? 1 : 0;
    }
    if (a instanceof String x && b instanceof String y) {
      return compareTexts(x, y);
    }
    if (a instanceof Boolean x && b instanceof Boolean y) {
      return Boolean.compare(x, y);
    }
    if (a instanceof LocalDate x && b instanceof LocalDate y) {
      return x.compareTo(y);
    }
    LocalDateTime x = Times.dateTime(a);
    return x.compareTo(Times.dateTime(b));
  }

  /** Nulls are the greatest. */
  static int compareNullsLast(Object a, Object b) {
    if (a == Null.NULL || b == Null.NULL) {
      return Boolean.compare(a == Null.NULL, b == Null.NULL);
    }
    return compare(a, b);
  }

  /** By code point, as UTF-8 bytes compare. */
  private static int compareTexts(String a, String b) {
    Iterator<Integer> left = a.codePoints().iterator();
    Iterator<Integer> right = b.codePoints().iterator();
    while (left.hasNext() && right.hasNext()) {
      int order = Integer.compare(left.next(), right.next());
      if (order != 0) {
        return order;
      }
    }
    return Boolean.compare(left.hasNext(), right.hasNext());
  }
}
