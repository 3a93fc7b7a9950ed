package dev.mensura.example;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers as multisets of rows: the order says nothing, and numbers agree to nine digits. */
final class Rows {
  private static final double TOLERANCE = 1e-9;

  private Rows() {}

  /** The rows of one answer that have no partner in the other. */
  static List<Map<String, @Nullable Object>> without(
      List<Map<String, @Nullable Object>> rows, List<Map<String, @Nullable Object>> others) {
    List<Map<String, @Nullable Object>> left = new ArrayList<>(others);
    List<Map<String, @Nullable Object>> alone = new ArrayList<>();
    for (Map<String, @Nullable Object> row : rows) {
      var partner = left.stream().filter(other -> same(row, other)).findFirst();
      if (partner.isPresent()) {
        left.remove(partner.get());
      } else {
        alone.add(row);
      }
    }
    return alone;
  }

  private static boolean same(
      Map<String, @Nullable Object> one, Map<String, @Nullable Object> other) {
    return one.keySet().equals(other.keySet())
        && one.keySet().stream().allMatch(column -> same(one.get(column), other.get(column)));
  }

  private static boolean same(@Nullable Object one, @Nullable Object other) {
    if (one == null || other == null) {
      return one == other;
    }
    if (one instanceof Number a && other instanceof Number b) {
      double x = a.doubleValue();
      double y = b.doubleValue();
      return Math.abs(x - y) <= TOLERANCE * Math.max(1, Math.max(Math.abs(x), Math.abs(y)));
    }
    return plain(one).equals(plain(other));
  }

  /** A date and its midnight are the same period, whatever an engine's truncation returns. */
  private static Object plain(Object value) {
    return switch (value) {
      case Timestamp time -> time.toLocalDateTime();
      case Date day -> day.toLocalDate().atStartOfDay();
      case LocalDate day -> day.atStartOfDay();
      default -> value;
    };
  }
}
