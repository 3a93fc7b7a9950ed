package dev.mensura.verify;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.Place;
import java.time.Duration;
import java.util.List;

/**
 * What became of one check.
 *
 * @param name of the test, else what is checked
 * @param place where it is declared
 * @param took how long it took
 */
public record Verdict(Kind kind, String name, Place place, Outcome outcome, Duration took) {
  /** What can be checked, in the order in which it is. */
  public enum Kind {
    /** A test, on rows of its own. */
    TEST,
    /** An assertion, on the data. */
    ASSERT,
    /** A key or other promise of a model, on the data. */
    KEY,
    /** What follows from the type of a metric, on the data. */
    LAW
  }

  /** How a check ended. */
  public sealed interface Outcome {
    /** All is as it should be. */
    record Passed() implements Outcome {}

    /** Something is not. */
    record Failed(List<Failure> failures) implements Outcome {
      public Failed {
        failures = List.copyOf(failures);
      }
    }

    /** It could not be found out. */
    record Unanswered(List<Diagnostic> why) implements Outcome {
      public Unanswered {
        why = List.copyOf(why);
      }
    }
  }

  public boolean isPassed() {
    return outcome instanceof Outcome.Passed;
  }

  public boolean isFailed() {
    return outcome instanceof Outcome.Failed;
  }

  public boolean isUnanswered() {
    return outcome instanceof Outcome.Unanswered;
  }
}
