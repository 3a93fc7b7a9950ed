package dev.mensura.verify;

import java.time.Duration;
import java.util.List;

/**
 * What became of all checks.
 *
 * @param verdicts in the order of their kinds, and then of the project
 * @param took how long all of it took
 */
public record Report(List<Verdict> verdicts, Duration took) {
  public Report {
    verdicts = List.copyOf(verdicts);
  }

  /** The verdicts of one kind. */
  public List<Verdict> of(Verdict.Kind kind) {
    return verdicts.stream().filter(v -> v.kind() == kind).toList();
  }

  /** Whether everything that was to be checked was, and is so. */
  public boolean isPassed() {
    return verdicts.stream().allMatch(Verdict::isPassed);
  }
}
