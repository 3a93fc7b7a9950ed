package dev.mensura.interpreter;

import java.time.LocalDateTime;

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
}
