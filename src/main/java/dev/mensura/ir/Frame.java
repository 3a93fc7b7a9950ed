package dev.mensura.ir;

import dev.mensura.type.Duration;
import java.util.Optional;

/**
 * Which stretch of time a leaf reads for a period that is shown.
 *
 * @param window the stretch, seen from the period
 * @param shift how far it is moved; negative for back in time
 */
public record Frame(Window window, Optional<Duration> shift) {
  /** The period that is shown, nothing else. */
  public static final Frame PERIOD = new Frame(new Window.Period(), Optional.empty());

  /** A stretch of time, seen from a period. */
  public sealed interface Window {
    /** The period itself. */
    record Period() implements Window {}
  }
}
