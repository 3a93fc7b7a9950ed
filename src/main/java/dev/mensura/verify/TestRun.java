package dev.mensura.verify;

import dev.mensura.check.Declared;
import dev.mensura.check.TestCase;
import dev.mensura.check.TestCase.Expectation;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.engine.Engine;
import dev.mensura.ir.Query;
import dev.mensura.live.Cancellation;
import dev.mensura.model.SemanticModel;
import dev.mensura.plan.QueryPlan;
import dev.mensura.source.Place;
import dev.mensura.source.Span;
import dev.mensura.sql.Dialect;
import dev.mensura.syntax.ast.Declaration;
import dev.mensura.type.Unit;
import dev.mensura.type.ValueType;
import dev.mensura.verify.Verdict.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs one test, in a database of its own. */
final class TestRun {
  private final Plans plans;
  private final Declared<Declaration.Test> declared;
  private final TestCase test;
  private final Compared compared;
  private final List<Failure> failures = new ArrayList<>();
  private final List<Diagnostic> unanswered = new ArrayList<>();

  TestRun(Plans plans, Declared<Declaration.Test> declared, TestCase test) {
    this.plans = plans;
    this.declared = declared;
    this.test = test;
    this.compared = new Compared(plans.options().zone());
  }

  Outcome run(Dialect dialect, Duration timeout, Cancellation cancellation) {
    TestTables tables = TestTables.of(test, plans.analysis().catalog(), plans.options().zone());
    List<Span> places =
        declared.declaration().steps().stream()
            .filter(Declaration.Step.Expect.class::isInstance)
            .map(Declaration.Step::span)
            .toList();
    try (Engine engine = Engine.over(tables.tables(), timeout)) {
      var asked = new Asked(plans, tables.catalog(), engine, dialect, cancellation);
      for (int i = 0; i < places.size(); i++) {
        Place place = new Place(declared.file(), places.get(i));
        Expectation expectation = test.expectations().get(i);
        Compiled<Sample> answer = asked.ask(expectation.query(), place, Integer.MAX_VALUE);
        unanswered.addAll(answer.diagnostics());
        Optional<Failure> failure = answer.value().flatMap(a -> failure(expectation, a, place));
        failure.ifPresent(failures::add);
      }
      if (!failures.isEmpty()) {
        List<String> hidden = hidden(asked);
        failures.set(0, failures.getFirst().with(hidden));
      }
    }
    return unanswered.isEmpty()
        ? failures.isEmpty() ? new Outcome.Passed() : new Outcome.Failed(failures)
        : new Outcome.Unanswered(unanswered);
  }

  private Optional<Failure> failure(Expectation expectation, Sample answer, Place place) {
    return switch (expectation) {
      case Expectation.Holds h -> condition(answer, place);
      case Expectation.Values v when v.query().groups().isEmpty() -> value(v, answer, place);
      case Expectation.Values v -> groups(v, answer, place);
    };
  }

  private static Optional<Failure> condition(Sample answer, Place place) {
    List<@Nullable Object> row = answer.rows().getFirst();
    Object holds = row.getLast();
    if (Boolean.TRUE.equals(holds)) {
      return Optional.empty();
    }
    int last = row.size() - 1;
    String how = holds == null ? "null, neither true nor false" : "false";
    Failure failure = Failure.of("The condition is " + how + ".", place);
    List<List<@Nullable Object>> values = new ArrayList<>();
    values.add(row.subList(0, last));
    return Optional.of(
        last == 0
            ? failure
            : failure.with(new Sample(answer.columns().subList(0, last), values, 0)));
  }

  private Optional<Failure> value(Expectation.Values values, Sample answer, Place place) {
    Object expected = values.lines().getFirst().value();
    Object found = answer.rows().getFirst().getLast();
    if (compared.matches(expected, found)) {
      return Optional.empty();
    }
    var row = new ArrayList<@Nullable Object>();
    row.add(Compared.shown(expected));
    row.add(found);
    String name = values.query().items().getFirst().name();
    return Optional.of(
        Failure.of("`" + name + "` is not as expected.", place)
            .with(new Sample(expectedAndFound(answer), List.of(row), 0)));
  }

  private static List<QueryPlan.Column> expectedAndFound(Sample answer) {
    ValueType type = answer.columns().getLast().type();
    return List.of(
        new QueryPlan.Column("expected", type, Unit.ANY, Optional.empty()),
        new QueryPlan.Column("found", type, Unit.ANY, Optional.empty()));
  }

  private Optional<Failure> groups(Expectation.Values values, Sample answer, Place place) {
    int width = values.query().groups().size();
    Map<List<@Nullable Object>, List<@Nullable Object>> found = new HashMap<>();
    for (List<@Nullable Object> row : answer.rows()) {
      found.put(compared.group(row.subList(0, width)), row);
    }
    var lines = new ArrayList<List<@Nullable Object>>();
    for (TestCase.Line line : values.lines()) {
      List<@Nullable Object> row = found.remove(compared.group(line));
      if (row == null) {
        lines.add(
            line(line.group(), Compared.shown(line.value()), Sample.Absent.ABSENT, "missing"));
      } else if (!compared.matches(line.value(), row.getLast())) {
        lines.add(
            line(row.subList(0, width), Compared.shown(line.value()), row.getLast(), "differs"));
      }
    }
    for (List<@Nullable Object> row : answer.rows()) {
      if (found.containsKey(compared.group(row.subList(0, width)))) {
        lines.add(line(row.subList(0, width), Sample.Absent.ABSENT, row.getLast(), "not expected"));
      }
    }
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    var columns = new ArrayList<>(answer.columns().subList(0, width));
    columns.addAll(expectedAndFound(answer));
    columns.add(new QueryPlan.Column("how", ValueType.STRING, Unit.ANY, Optional.empty()));
    List<List<@Nullable Object>> shown = lines.subList(0, Math.min(lines.size(), Rows.SHOWN));
    String message =
        lines.size() == 1
            ? "One group is not as expected."
            : lines.size() + " groups are not as expected.";
    return Optional.of(
        Failure.of(message, place)
            .with(new Sample(columns, shown, lines.size() - (long) shown.size())));
  }

  private static List<@Nullable Object> line(
      List<@Nullable Object> group, @Nullable Object expected, @Nullable Object found, String how) {
    var line = new ArrayList<@Nullable Object>(group);
    line.add(expected);
    line.add(found);
    line.add(how);
    return line;
  }

  /** Given rows that the `where` of their model leaves out are the commonest surprise. */
  private List<String> hidden(Asked asked) {
    var notes = new ArrayList<String>();
    for (TestCase.Given given : test.given()) {
      SemanticModel model = asked.catalog().get(given.model());
      if (model.where().isPresent()) {
        Place place = new Place(declared.file(), declared.declaration().name().span());
        Optional<Sample> count = asked.ask(countOf(model.name()), place, 1).value();
        Object kept = count.map(c -> c.rows().getFirst().getFirst()).orElse(null);
        long left = kept instanceof Number number ? given.rows().size() - number.longValue() : 0;
        if (left > 0) {
          String rows =
              left < given.rows().size()
                  ? "%d of the %d rows".formatted(left, given.rows().size())
                  : left == 1 ? "the row" : "all %d rows".formatted(left);
          notes.add("The `where` of `%s` leaves out %s given.".formatted(model.name(), rows));
        }
      }
    }
    return notes;
  }

  private static Query countOf(String model) {
    return Queries.of(model, List.of(Queries.item("rows", Queries.count(model, Optional.empty()))));
  }
}
