package dev.mensura.type;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** A half-open stretch of time that a time can lie in. */
public sealed interface TimeSpan {
  /**
   * A stretch between two times of day.
   *
   * @param start its first instant; null: it has no beginning
   * @param end the instant after its last; null: it has no end
   */
  record Fixed(@Nullable LocalDateTime start, @Nullable LocalDateTime end) implements TimeSpan {}

  /**
   * The {@code count} periods that end with the one that holds now: {@code in last 30 days}.
   *
   * @param count how many, at least 1
   */
  record Last(long count, Grain grain) implements TimeSpan {}

  /** The period that holds now: {@code in this month}. */
  record This(Grain grain) implements TimeSpan {}

  /** Whether it begins and ends where periods of this grain do. */
  default boolean isMadeOf(Grain grain) {
    return switch (this) {
      case Fixed f ->
          !grain.isDeclared() && startsPeriod(f.start(), grain) && startsPeriod(f.end(), grain);
      case Last l -> grain.nestsIn(l.grain());
      case This t -> grain.nestsIn(t.grain());
    };
  }

  private static boolean startsPeriod(@Nullable LocalDateTime time, Grain grain) {
    return time == null || time.equals(grain.start(time));
  }
}
