package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Declaration;
import dev.mensura.syntax.ast.Declaration.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Checks tests, all steps of each: a mistake in one hides none in another. */
final class TestChecker {
  private final Scope scope;
  private final Findings findings;

  /** The tables that are filled so far, and where. */
  private final Map<String, Filled> filled = new HashMap<>();

  TestChecker(Scope scope, Findings findings) {
    this.scope = scope;
    this.findings = findings;
  }

  private record Filled(String model, Span at) {}

  Optional<TestCase> check(Declaration.Test test) {
    var given = new ArrayList<TestCase.Given>();
    var expectations = new ArrayList<TestCase.Expectation>();
    var uses = new TreeSet<String>();
    boolean expects = false;
    boolean sound = true;
    for (Step step : test.steps()) {
      var own = new Findings(findings.file());
      switch (step) {
        case Step.Given g -> {
          repeated(g, own);
          new GivenChecker(scope, own).check(g).ifPresent(given::add);
        }
        case Step.Expect e -> {
          expects = true;
          var checker = new ExpectChecker(scope, own);
          Optional<TestCase.Expectation> expectation = checker.check(e);
          expectation.ifPresent(expectations::add);
          uses.addAll(checker.uses());
          sound &= expectation.isPresent();
        }
      }
      own.list().forEach(findings::add);
    }
    if (!expects) {
      findings.add(
          Diagnostic.of(
                  Code.BAD_TEST,
                  findings.place(test.name().span()),
                  "Test `" + test.name().value() + "` expects nothing, so it can't fail.")
              .note("`expect paid_users = 2` says what should come out."));
    }
    return sound && findings.errors() == 0
        ? Optional.of(new TestCase(test.name().value(), given, expectations, uses))
        : Optional.empty();
  }

  /** Rows are given once for each table: of two lists nobody could say which one counts. */
  private void repeated(Step.Given given, Findings own) {
    String name = given.model().text();
    scope
        .catalog()
        .model(name)
        .ifPresent(model -> {
          var now = new Filled(name, given.model().span());
          Filled earlier = filled.putIfAbsent(model.rows().toString(), now);
          if (earlier != null) {
            String message =
                earlier.model().equals(name)
                    ? "The rows of `" + name + "` are given already; one list holds them all."
                    : "`%s` reads the same rows as `%s`, which are given already."
                        .formatted(name, earlier.model());
            own.add(
                Diagnostic.of(Code.REPEATED_CLAUSE, own.place(given.model().span()), message)
                    .related(own.place(earlier.at()), "given here"));
          }
        });
  }
}
