package dev.mensura.verify;

import dev.mensura.type.Additivity;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds up and compares the values of metrics. */
final class Amounts {
  private Amounts() {}

  /** What parts make together; null where there are none. */
  static @Nullable Object whole(List<Object> parts, Additivity.Kind kind) {
    if (parts.isEmpty()) {
      return null;
    }
    if (kind == Additivity.Kind.SUM) {
      BigDecimal sum = BigDecimal.ZERO;
      for (Object part : parts) {
        sum = sum.add(number(part));
      }
      return sum;
    }
    Object best = parts.getFirst();
    for (Object part : parts) {
      int order = compare(part, best);
      boolean better = kind == Additivity.Kind.MIN ? order < 0 : order > 0;
      best = better ? part : best;
    }
    return best;
  }

  @SuppressWarnings("unchecked")
  private static int compare(Object one, Object other) {
    return one instanceof Number
        ? number(one).compareTo(number(other))
        : ((Comparable<Object>) one).compareTo(other);
  }

  /** How large the numbers are together, whatever their signs. */
  static BigDecimal size(Collection<Object> values) {
    BigDecimal size = BigDecimal.ZERO;
    for (Object value : values) {
      if (value instanceof Number) {
        size = size.add(number(value).abs());
      }
    }
    return size;
  }

  /**
   * Whether two values are the same. Doubles are, if they differ by no more than the order explains
   * in which a database adds; nothing at all is the same as zero.
   *
   * @param size how large the numbers are that were added
   */
  static boolean same(@Nullable Object one, @Nullable Object other, BigDecimal size) {
    if (one == null || other == null) {
      Object there = one == null ? other : one;
      return there == null || there instanceof Number && number(there).signum() == 0;
    }
    if (one instanceof Double || other instanceof Double) {
      if (!isFinite(one) || !isFinite(other)) {
        return one.toString().equals(other.toString());
      }
      BigDecimal a = number(one);
      BigDecimal b = number(other);
      BigDecimal most = a.abs().max(b.abs()).max(size).scaleByPowerOfTen(-9);
      return a.subtract(b).abs().compareTo(most) <= 0;
    }
    return one instanceof Number && other instanceof Number
        ? number(one).compareTo(number(other)) == 0
        : one.equals(other);
  }

  private static boolean isFinite(Object value) {
    return !(value instanceof Double d) || Double.isFinite(d);
  }

  private static BigDecimal number(Object value) {
    return switch (value) {
      case BigDecimal exact -> exact;
      case Double d when Double.isFinite(d) -> BigDecimal.valueOf(d);
      default -> BigDecimal.ZERO;
    };
  }
}
