package dev.mensura.proof;

import dev.mensura.interpreter.Null;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** Compares and shows the rows of answers. */
final class Answers {
  private static final double TOLERANCE = 1e-9;

  private Answers() {}

  /** Whether two answers have the same rows in the same order. */
  static boolean same(List<List<Object>> a, List<List<Object>> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!sameRow(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameRow(List<Object> a, List<Object> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!sameValue(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Exact numbers equal exactly, others to nine digits; a date is no timestamp. */
  static boolean sameValue(Object a, Object b) {
    if (a instanceof BigDecimal x && b instanceof BigDecimal y && x.compareTo(y) == 0) {
      return true;
    }
    if (a instanceof Number x && b instanceof Number y) {
      boolean exact = a instanceof BigDecimal && b instanceof BigDecimal;
      double left = x.doubleValue();
      double right = y.doubleValue();
      double size = Math.max(1, Math.max(Math.abs(left), Math.abs(right)));
      return !exact && Math.abs(left - right) <= TOLERANCE * size;
    }
    return a.equals(b);
  }

  static String shown(List<List<Object>> rows) {
    return rows.stream()
        .map(row -> row.stream().map(Answers::shown).collect(Collectors.joining(" | ", "  ", "\n")))
        .collect(Collectors.joining());
  }

  private static String shown(Object value) {
    return switch (value) {
      case Null n -> "null";
      case String text -> "'" + text + "'";
      case BigDecimal number -> number.toPlainString();
      default -> value.toString();
    };
  }
}
