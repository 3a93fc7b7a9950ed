package dev.mensura.verify;

import dev.mensura.check.Assertion;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.source.Place;
import dev.mensura.verify.Verdict.Outcome;
import java.util.List;

/** Checks assertions on the data. */
record AssertCheck(Asked asked) {
  Outcome check(Assertion assertion, Place place) {
    Compiled<Sample> answer = asked.ask(assertion.failing(), place, Rows.SHOWN);
    if (answer.value().isEmpty()) {
      return new Outcome.Unanswered(answer.diagnostics());
    }
    Sample failing = answer.value().get();
    return failing.rows().isEmpty()
        ? new Outcome.Passed()
        : new Outcome.Failed(List.of(Failure.of(message(assertion, failing), place).with(failing)));
  }

  private static String message(Assertion assertion, Sample failing) {
    if (assertion.failing().groups().isEmpty()) {
      return "It is false.";
    }
    long count = failing.rows().size() + failing.more();
    return count == 1 ? "It is false in one group." : "It is false in %d groups.".formatted(count);
  }
}
