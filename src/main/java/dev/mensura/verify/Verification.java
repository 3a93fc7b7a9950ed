package dev.mensura.verify;

import dev.mensura.check.Analysis;
import dev.mensura.check.Assertion;
import dev.mensura.check.Declared;
import dev.mensura.check.TestCase;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.engine.Database;
import dev.mensura.engine.Engine;
import dev.mensura.ir.Metric;
import dev.mensura.live.Cancellation;
import dev.mensura.plan.PlanOptions;
import dev.mensura.source.Place;
import dev.mensura.sql.Dialect;
import dev.mensura.syntax.ast.Declaration;
import dev.mensura.verify.Verdict.Kind;
import dev.mensura.verify.Verdict.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Checks a project that has no errors. */
public final class Verification {
  private final Plans plans;
  private final Compiled<Database> database;
  private final InstantSource clock;
  private final Duration timeout;
  private final Cancellation cancellation;
  private final List<Verdict> verdicts = new ArrayList<>();

  /**
   * @param options what answers depend on besides
   * @param database where the data is, or why nobody knows
   * @param clock tells how long checks take
   * @param timeout how long a statement may run; zero for as long as it takes
   */
  public Verification(
      Analysis analysis,
      PlanOptions options,
      Compiled<Database> database,
      InstantSource clock,
      Duration timeout,
      Cancellation cancellation) {
    this.plans = new Plans(analysis, options);
    this.database = database;
    this.clock = clock;
    this.timeout = timeout;
    this.cancellation = cancellation;
  }

  /**
   * Checks what is selected.
   *
   * @param progress told the name of each check before it is made
   */
  public Report run(Selection selection, Consumer<String> progress) {
    Instant start = clock.instant();
    verdicts.clear();
    if (selection.has(Kind.TEST)) {
      tests(selection, progress);
    }
    data(selection, progress);
    return new Report(verdicts, Duration.between(start, clock.instant()));
  }

  private void tests(Selection selection, Consumer<String> progress) {
    Dialect dialect = dialect("duckdb");
    plans.analysis().testDeclarations().values().stream()
        .filter(declared -> selection.has(declared.declaration().name().value()))
        .sorted(
            Comparator.comparing((Declared<Declaration.Test> d) -> d.file().path())
                .thenComparing(d -> d.declaration().span().start()))
        .forEach(declared -> {
          String name = declared.declaration().name().value();
          TestCase test = plans.analysis().test(name).orElseThrow();
          var place = new Place(declared.file(), declared.declaration().name().span());
          progress.accept(name);
          add(
              Kind.TEST,
              name,
              place,
              () -> new TestRun(plans, declared, test).run(dialect, timeout, cancellation));
        });
  }

  private void data(Selection selection, Consumer<String> progress) {
    List<Check> checks = checks(selection);
    if (checks.isEmpty()) {
      return;
    }
    if (database.value().isEmpty()) {
      for (Check check : checks) {
        add(check.kind, check.name, check.place, () -> unknownDatabase());
      }
      return;
    }
    Database known = database.value().get();
    var catalog = plans.analysis().catalog();
    try (Engine engine = Engine.open(known, catalog, timeout)) {
      var asked = new Asked(plans, catalog, engine, dialect(known.dialect()), cancellation);
      for (Check check : checks) {
        progress.accept(check.name);
        add(check.kind, check.name, check.place, () -> check.run.apply(asked));
      }
    }
  }

  private Outcome unknownDatabase() {
    return new Outcome.Unanswered(database.diagnostics());
  }

  /** What is to be asked of the data. */
  private record Check(Kind kind, String name, Place place, Function<Asked, Outcome> run) {}

  private List<Check> checks(Selection selection) {
    var checks = new ArrayList<Check>();
    if (selection.has(Kind.ASSERT)) {
      for (Declared<Declaration.Assert> declared : plans.analysis().assertDeclarations()) {
        Assertion assertion = plans.analysis().assertion(declared).orElseThrow();
        var place = new Place(declared.file(), declared.declaration().condition().span());
        checks.add(
            new Check(
                Kind.ASSERT,
                assertion.text(),
                place,
                asked -> new AssertCheck(asked).check(assertion, place)));
      }
    }
    if (selection.has(Kind.KEY)) {
      plans.analysis().catalog().models().stream()
          .flatMap(model -> Promise.of(model).stream())
          .forEach(promise ->
              checks.add(
                  new Check(
                      Kind.KEY,
                      promise.name(),
                      promise.place(),
                      asked -> new PromiseCheck(asked).check(promise))));
    }
    if (selection.has(Kind.LAW)) {
      laws(checks);
    }
    checks.removeIf(check -> !selection.has(check.name));
    return checks;
  }

  private void laws(List<Check> checks) {
    Analysis analysis = plans.analysis();
    var queries = new AtomicReference<@Nullable LawQueries>();
    Function<Asked, LawQueries> shared =
        asked -> {
          LawQueries known = queries.get();
          LawQueries made = known == null ? new LawQueries(asked) : known;
          queries.set(made);
          return made;
        };
    for (LawQueries.Batch batch : LawQueries.batches(analysis)) {
      for (Metric metric : batch.metrics()) {
        for (LawCheck.Law law : LawCheck.Law.values()) {
          if (LawCheck.applies(law, batch, metric)) {
            checks.add(
                new Check(
                    Kind.LAW,
                    metric.name() + ": " + law.text(),
                    LawQueries.place(metric.name(), analysis),
                    asked -> new LawCheck(shared.apply(asked), batch, metric).check(law)));
          }
        }
      }
    }
  }

  private void add(Kind kind, String name, Place place, Supplier<Outcome> check) {
    Instant start = clock.instant();
    Outcome outcome = check.get();
    verdicts.add(new Verdict(kind, name, place, outcome, Duration.between(start, clock.instant())));
  }

  private static Dialect dialect(String name) {
    return Dialect.of(name).orElseThrow(() -> new IllegalStateException("no SQL for " + name));
  }
}
