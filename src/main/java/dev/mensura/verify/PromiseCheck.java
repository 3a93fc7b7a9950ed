package dev.mensura.verify;

import static java.util.stream.Collectors.joining;

import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.ir.JoinPath;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.Query;
import dev.mensura.ir.RowExpr;
import dev.mensura.model.Catalog;
import dev.mensura.model.Field;
import dev.mensura.model.SemanticModel;
import dev.mensura.type.Function;
import dev.mensura.type.ValueType;
import dev.mensura.verify.Verdict.Outcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks what models promise of their rows. It asks over the same models without their promises:
 * who plans a query must not leave out a test for nulls because there can't be any.
 */
final class PromiseCheck {
  private final Asked asked;
  private final Catalog doubted;

  PromiseCheck(Asked asked) {
    this.asked = asked;
    this.doubted =
        new Catalog(asked.catalog().models().stream().map(SemanticModel::doubted).toList());
  }

  Outcome check(Promise promise) {
    var failures = new ArrayList<Failure>();
    List<Diagnostic> unanswered =
        switch (promise) {
          case Promise.Key key -> key(key, failures);
          case Promise.NeverNull never -> neverNull(never, failures);
          case Promise.Closed closed -> closed(closed, failures);
          case Promise.Apart apart -> apart(apart, failures);
        };
    if (!unanswered.isEmpty()) {
      return new Outcome.Unanswered(unanswered);
    }
    return failures.isEmpty() ? new Outcome.Passed() : new Outcome.Failed(failures);
  }

  private List<Diagnostic> key(Promise.Key key, List<Failure> failures) {
    List<RowExpr> fields = key.fields().stream().map(f -> field(key.model(), f)).toList();
    if (key.isPrimary()) {
      List<RowExpr> nulls = fields.stream().map(PromiseCheck::isNull).toList();
      RowExpr any = nulls.size() == 1 ? nulls.getFirst() : call(Function.OR, nulls);
      Compiled<Sample> without = counted(key, key.fields(), fields, List.of(any), Optional.empty());
      if (without.value().isEmpty()) {
        return without.diagnostics();
      }
      without
          .value()
          .filter(sample -> !sample.rows().isEmpty())
          .ifPresent(sample -> failures.add(nullKey(key, sample)));
    }
    List<RowExpr> known = fields.stream().map(PromiseCheck::isNotNull).toList();
    MetricExpr several =
        new MetricExpr.Call(
            Function.GT,
            List.of(
                Queries.count(key.model().name(), Optional.empty()),
                new MetricExpr.Constant(BigDecimal.ONE, ValueType.INTEGER)),
            ValueType.BOOLEAN,
            false);
    Compiled<Sample> repeated = counted(key, key.fields(), fields, known, Optional.of(several));
    repeated
        .value()
        .filter(sample -> !sample.rows().isEmpty())
        .ifPresent(sample -> failures.add(repeated(key, sample)));
    return repeated.diagnostics();
  }

  private static Failure nullKey(Promise.Key key, Sample sample) {
    if (key.fields().size() > 1) {
      String message = "A part of the primary key is null in some rows.";
      return Failure.of(message, key.place()).with(sample);
    }
    Object count = sample.rows().getFirst().getLast();
    String rows = BigDecimal.ONE.equals(count) ? "one row" : count + " rows";
    String message = "`%s` is null in %s.".formatted(key.fields().getFirst(), rows);
    return Failure.of(message, key.place());
  }

  private static Failure repeated(Promise.Key key, Sample sample) {
    long count = sample.rows().size() + sample.more();
    String fields = key.fields().stream().map(f -> "`" + f + "`").collect(joining(", "));
    String message =
        count == 1
            ? "One value of %s stands in several rows.".formatted(fields)
            : "%d values of %s stand in several rows.".formatted(count, fields);
    return Failure.of(message, key.place()).with(sample);
  }

  /** How many rows there are of each value of some fields, the most frequent first. */
  private Compiled<Sample> counted(
      Promise promise,
      List<String> names,
      List<RowExpr> values,
      List<RowExpr> filters,
      Optional<MetricExpr> having) {
    String model = promise.model().name();
    var groups = new ArrayList<Query.Group>();
    for (int i = 0; i < names.size(); i++) {
      groups.add(Queries.group(model, names.get(i), values.get(i)));
    }
    MetricExpr count = Queries.count(model, Optional.empty());
    String rows = names.contains("rows") ? "number of rows" : "rows";
    Query query =
        Queries.of(
            model,
            List.of(Queries.item(rows, count)),
            groups,
            filters,
            having,
            List.of(new Query.Ordering(new Query.Key.ByValue(count), Query.Direction.DESCENDING)));
    return asked.ask(query, catalog(values), promise.place(), Rows.SHOWN);
  }

  private List<Diagnostic> neverNull(Promise.NeverNull never, List<Failure> failures) {
    SemanticModel model = never.model();
    RowExpr field = field(model, never.field().name());
    MetricExpr all = Queries.count(model.name(), Optional.empty());
    Query query =
        Queries.of(
            model.name(),
            List.of(Queries.item("rows", all)),
            List.of(),
            List.of(isNull(field)),
            Optional.empty(),
            List.of());
    Compiled<Sample> answer = asked.ask(query, catalog(List.of(field)), never.place(), 1);
    long count =
        answer.value().map(a -> a.rows().getFirst().getFirst()).orElse(null) instanceof Number n
            ? n.longValue()
            : 0;
    if (count > 0) {
      String message =
          "`%s` is null in %s of `%s`."
              .formatted(
                  never.field().name(), count == 1 ? "one row" : count + " rows", model.name());
      Failure failure = Failure.of(message, never.place());
      failures.add(examples(never, field).map(failure::with).orElse(failure));
    }
    return answer.diagnostics();
  }

  /** The keys of some rows where a field is null. */
  private Optional<Sample> examples(Promise.NeverNull never, RowExpr field) {
    SemanticModel model = never.model();
    if (model.primaryKey().isEmpty()) {
      return Optional.empty();
    }
    List<RowExpr> key = model.primaryKey().stream().map(f -> field(model, f)).toList();
    return counted(never, model.primaryKey(), key, List.of(isNull(field)), Optional.empty())
        .value();
  }

  private List<Diagnostic> closed(Promise.Closed closed, List<Failure> failures) {
    Field declared = closed.field();
    RowExpr value = field(closed.model(), declared.name());
    var arguments = new ArrayList<RowExpr>(List.of(value));
    for (String text : declared.values().keySet()) {
      Object constant = declared.type().isNumeric() ? new BigDecimal(text) : text;
      arguments.add(new RowExpr.Constant(constant, declared.type()));
    }
    RowExpr other = call(Function.NOT, List.of(call(Function.IN, arguments)));
    Compiled<Sample> answer =
        counted(closed, List.of(declared.name()), List.of(value), List.of(other), Optional.empty());
    answer
        .value()
        .filter(sample -> !sample.rows().isEmpty())
        .ifPresent(sample -> {
          long count = sample.rows().size() + sample.more();
          String message =
              count == 1
                  ? "`%s` has a value that is not declared.".formatted(declared.name())
                  : "`%s` has %d values that are not declared.".formatted(declared.name(), count);
          failures.add(Failure.of(message, closed.place()).with(sample));
        });
    return answer.diagnostics();
  }

  private List<Diagnostic> apart(Promise.Apart apart, List<Failure> failures) {
    var names = new ArrayList<String>(apart.valid().series());
    int from = names.size();
    names.add(apart.valid().from());
    names.add(apart.end());
    List<RowExpr> values = names.stream().map(f -> field(apart.model(), f)).toList();
    List<RowExpr> known =
        values.subList(0, from + 1).stream().map(PromiseCheck::isNotNull).toList();
    String model = apart.model().name();
    var groups = new ArrayList<Query.Group>();
    for (int i = 0; i < names.size(); i++) {
      groups.add(Queries.group(model, names.get(i), values.get(i)));
    }
    MetricExpr count = Queries.count(model, Optional.empty());
    Query query =
        Queries.of(
            model,
            List.of(Queries.item("rows", count)),
            groups,
            known,
            Optional.empty(),
            List.of());
    Compiled<Sample> answer = asked.ask(query, catalog(values), apart.place(), Integer.MAX_VALUE);
    answer.value().ifPresent(sample -> Spans.failure(sample, from, apart).ifPresent(failures::add));
    return answer.diagnostics();
  }

  /** A computed field may go through joins, which need the keys of the far models. */
  private Catalog catalog(List<RowExpr> values) {
    return values.stream().allMatch(RowExpr.Column.class::isInstance) ? doubted : asked.catalog();
  }

  private RowExpr field(SemanticModel model, String name) {
    Field field = model.field(name).orElseThrow();
    return switch (field.content()) {
      case Field.Content.Column c ->
          new RowExpr.Column(JoinPath.at(model.name()), name, field.type(), true);
      case Field.Content.Computed c ->
          asked.plans().analysis().computed(model.name(), name).orElseThrow();
      case Field.Content.Sql s ->
          asked.plans().analysis().computed(model.name(), name).orElseThrow();
    };
  }

  private static RowExpr isNull(RowExpr value) {
    return new RowExpr.Call(Function.IS_NULL, List.of(value), ValueType.BOOLEAN, false);
  }

  private static RowExpr isNotNull(RowExpr value) {
    return new RowExpr.Call(Function.IS_NOT_NULL, List.of(value), ValueType.BOOLEAN, false);
  }

  private static RowExpr call(Function function, List<RowExpr> arguments) {
    return new RowExpr.Call(function, arguments, ValueType.BOOLEAN, true);
  }
}
