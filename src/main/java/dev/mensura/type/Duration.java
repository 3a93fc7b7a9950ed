package dev.mensura.type;

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

  /** {@code 1 month}, {@code 28 days}. */
  @Override
  public String toString() {
    return count + " " + (Math.abs(count) == 1 ? grain.text() : grain.plural());
  }
}
