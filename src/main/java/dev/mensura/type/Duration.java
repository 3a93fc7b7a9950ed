package dev.mensura.type;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A number of periods, as it is written: {@code 28 days}. A month is not a number of days, so two
 * durations are the same only if they are written the same.
 *
 * @param count how many; negative for back in time
 * @param grain of which
 */
public record Duration(long count, Grain grain) {
  public Duration negated() {
    return new Duration(-count, grain);
  }

  /** Its seconds, where it always has as many: none for months and longer. */
  public Optional<BigDecimal> seconds() {
    long each =
        switch (grain.step()) {
          case SECOND -> 1;
          case MINUTE -> 60;
          case HOUR -> 3_600;
          case DAY -> 86_400;
          case WEEK -> 604_800;
          case MONTH, DECLARED -> 0;
        };
    return each == 0
        ? Optional.empty()
        : Optional.of(BigDecimal.valueOf(each).multiply(BigDecimal.valueOf(count)));
  }

  /** Its months, where it is made of them; else 0. */
  public long months() {
    return grain.step() == Grain.Step.MONTH ? count * grain.count() : 0;
  }

  /** How many periods of a grain it always has; none where that differs or is no whole number. */
  public OptionalLong periodsOf(Grain other) {
    var one = new Duration(1, other);
    if (months() != 0 && one.months() != 0) {
      return whole(BigDecimal.valueOf(months()), BigDecimal.valueOf(one.months()));
    }
    Optional<BigDecimal> each = one.seconds();
    return seconds().flatMap(all -> each.map(e -> whole(all, e))).orElse(OptionalLong.empty());
  }

  private static OptionalLong whole(BigDecimal all, BigDecimal each) {
    BigDecimal[] parts = all.divideAndRemainder(each);
    return parts[1].signum() == 0 && parts[0].toBigInteger().bitLength() < Long.SIZE
        ? OptionalLong.of(parts[0].longValueExact())
        : OptionalLong.empty();
  }

  /** Whether a period of this grain, moved so far, is a period again. */
  public boolean movesPeriodsOf(Grain period) {
    return grain.isDeclared()
        ? period.nestsIn(grain)
        : periodsOf(period).isPresent()
            || months() != 0 && period.step().compareTo(Grain.Step.DAY) <= 0;
  }

  /** {@code 1 month}, {@code 28 days}. */
  @Override
  public String toString() {
    return count + " " + (Math.abs(count) == 1 ? grain.text() : grain.plural());
  }
}
