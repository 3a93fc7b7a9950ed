package dev.mensura.live;

import java.time.Duration;

/**
 * How far an answer may go.
 *
 * @param rows no more than so many
 * @param bytes no more than about so many of values, as JSON writes them
 * @param time how long the database may take; zero for as long as it takes
 */
public record Caps(long rows, long bytes, Duration time) {
  /** All of the answer, however long it takes. */
  public static final Caps NONE = new Caps(Long.MAX_VALUE, Long.MAX_VALUE, Duration.ZERO);

  public Caps {
    if (rows < 0 || bytes < 0 || time.isNegative()) {
      throw new IllegalArgumentException("a cap is not negative");
    }
  }

  public Caps time(Duration time) {
    return new Caps(rows, bytes, time);
  }
}
