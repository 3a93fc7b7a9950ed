package dev.mensura.mcp;

import java.time.Duration;

/** How much is too much. */
final class Limits {
  /** Of one message of a client. */
  static final int MESSAGE_BYTES = 4 << 20;

  /** Of the rows of an answer, as JSON, at most and unless fewer are asked for. */
  static final int ANSWER_BYTES = 256 << 10;

  /** Of an answer, unless others are asked for. */
  static final int ROWS = 200;

  static final int MOST_ROWS = 10_000;

  /** Of a query, unless another is asked for. */
  static final Duration TIMEOUT = Duration.ofSeconds(30);

  static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(10);

  /** Of a list, of resources or of what a tool lists. */
  static final int PAGE = 200;

  private Limits() {}
}
