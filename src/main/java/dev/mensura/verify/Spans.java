package dev.mensura.verify;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds spans of one series that overlap. */
final class Spans {
  private Spans() {}

  /**
   * What overlaps.
   *
   * @param sample series, start, end and how many rows have these, in that order
   * @param from the column of the start
   */
  static Optional<Failure> failure(Sample sample, int from, Promise promise) {
    var overlapping = new ArrayList<List<@Nullable Object>>();
    List<@Nullable Object> series = List.of();
    Object latest = null;
    boolean open = false;
    long count = 0;
    for (List<@Nullable Object> row : sample.rows()) {
      Object start = row.get(from);
      Object end = row.get(from + 1);
      // A span that ends where it begins holds never.
      if (start == null || end != null && compare(end, start) <= 0) {
        continue;
      }
      List<@Nullable Object> own = row.subList(0, from);
      if (!own.equals(series)) {
        series = own;
        latest = null;
        open = false;
      }
      boolean overlaps = open || latest != null && compare(start, latest) < 0;
      boolean repeats = !BigDecimal.ONE.equals(row.getLast());
      if (overlaps || repeats) {
        count++;
        if (overlapping.size() < Rows.SHOWN) {
          overlapping.add(row);
        }
      }
      open |= end == null;
      latest = end == null || latest != null && compare(latest, end) > 0 ? latest : end;
    }
    if (count == 0) {
      return Optional.empty();
    }
    String message =
        count == 1
            ? "One span begins while another one of its series holds."
            : "%d spans begin while another one of their series holds.".formatted(count);
    var shown = new Sample(sample.columns(), overlapping, count - overlapping.size());
    return Optional.of(Failure.of(message, promise.place()).with(shown));
  }

  @SuppressWarnings("unchecked")
  private static int compare(Object one, Object other) {
    return ((Comparable<Object>) one).compareTo(other);
  }
}
