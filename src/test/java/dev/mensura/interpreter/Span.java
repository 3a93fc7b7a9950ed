package dev.mensura.interpreter;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * A half-open stretch of time.
 *
 * @param since null: without a beginning
 */
record Span(LocalDateTime since, LocalDateTime until) {
  static final Span NONE = new Span(LocalDateTime.MAX, LocalDateTime.MIN);

  boolean holds(LocalDateTime time) {
    return (since == null || !time.isBefore(since)) && time.isBefore(until);
  }

  /** From the first to the last of what two spans hold. */
  Span and(Span other) {
    return new Span(
        since.isBefore(other.since) ? since : other.since,
        until.isAfter(other.until) ? until : other.until);
  }

  boolean meets(Span other) {
    return (since == null || since.isBefore(other.until)) && other.since.isBefore(until);
  }

  /** What is in both. */
  Span part(Span other) {
    return new Span(
        since == null || since.isBefore(other.since) ? other.since : since,
        until.isAfter(other.until) ? other.until : until);
  }

  static List<Span> joined(List<Span> spans, Span next) {
    return joined(spans, List.of(next));
  }

  /** One span of two where one ends as the next begins. */
  static List<Span> joined(List<Span> spans, List<Span> more) {
    var all = new ArrayList<>(spans);
    for (Span next : more) {
      boolean follows = !all.isEmpty() && all.getLast().until().equals(next.since());
      all.add(follows ? new Span(all.removeLast().since(), next.until()) : next);
    }
    return all;
  }
}
