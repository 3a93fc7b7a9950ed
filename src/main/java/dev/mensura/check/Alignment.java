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
    if (by.grain().isDeclared()) {
      return grain.nestsIn(by.grain());
    }
    if (by.months() != 0) {
      return switch (grain.step()) {
        case SECOND, MINUTE, HOUR, DAY -> true;
        case MONTH -> by.months() % grain.count() == 0;
        case WEEK, DECLARED -> false;
      };
    }
    Optional<BigDecimal> length = new Duration(1, grain).seconds();
    return length.isPresent() && by.seconds().orElseThrow().remainder(length.get()).signum() == 0;
  }

  /** What comes near to a duration that does not lead from period to period. */
  static Optional<Duration> instead(Duration by, Grain grain) {
    long all = by.months();
    if (grain.step() == Grain.Step.WEEK && all > 0) {
      return Optional.of(new Duration(all % 12 == 0 ? all / 12 * 52 : (all * 13 + 1) / 3, grain));
    }
    return Optional.of(new Duration(1, grain));
  }
}
