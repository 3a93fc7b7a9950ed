package dev.mensura.check;

import dev.mensura.type.Duration;
import dev.mensura.type.Grain;
import java.math.BigDecimal;
import java.util.Optional;

/** Says which durations lead from one period to another. */
final class Alignment {
  private Alignment() {}

  /** Whether a period of this grain, moved so far, is a period again. */
  static boolean moves(Duration by, Grain grain) {
    int months = months(by.grain());
    if (months > 0) {
      int length = months(grain);
      return length > 0 ? by.count() * months % length == 0 : grain != Grain.WEEK;
    }
    Optional<BigDecimal> length = new Duration(1, grain).seconds();
    return length.isPresent() && by.seconds().orElseThrow().remainder(length.get()).signum() == 0;
  }

  /** What comes near to a duration that does not lead from period to period. */
  static Optional<Duration> instead(Duration by, Grain grain) {
    int months = months(by.grain());
    if (grain == Grain.WEEK && months > 0) {
      long all = by.count() * months;
      return Optional.of(new Duration(all % 12 == 0 ? all / 12 * 52 : (all * 13 + 1) / 3, grain));
    }
    return Optional.of(new Duration(1, grain));
  }

  private static int months(Grain grain) {
    return switch (grain) {
      case SECOND, MINUTE, HOUR, DAY, WEEK -> 0;
      case MONTH -> 1;
      case QUARTER -> 3;
      case HALF -> 6;
      case YEAR -> 12;
    };
  }
}
