package dev.mensura.check;

import dev.mensura.type.Duration;
import dev.mensura.type.Grain;
import java.util.Optional;

/** Says what leads from one period to another where a duration does not. */
final class Alignment {
  private Alignment() {}

  /** What comes near to a duration that does not lead from period to period. */
  static Optional<Duration> instead(Duration by, Grain grain) {
    long all = by.months();
    if (grain.step() == Grain.Step.WEEK && all > 0) {
      return Optional.of(new Duration(all % 12 == 0 ? all / 12 * 52 : (all * 13 + 1) / 3, grain));
    }
    return Optional.of(new Duration(1, grain));
  }
}
