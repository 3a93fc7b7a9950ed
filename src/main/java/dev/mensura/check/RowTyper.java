package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Nearest;
import dev.mensura.ir.JoinPath;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.Ranking;
import dev.mensura.ir.RowExpr;
import dev.mensura.ir.Signature.Motion;
import dev.mensura.model.CalendarTable;
import dev.mensura.model.Field;
import dev.mensura.model.SemanticModel;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Name;
import dev.mensura.syntax.ast.Path;
import dev.mensura.type.Calendar;
import dev.mensura.type.Function;
import dev.mensura.type.Grain;
import dev.mensura.type.TimeSpan;
import dev.mensura.type.Unit;
import dev.mensura.type.ValueType;
import dev.mensura.type.ValueType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Types expressions over the rows of one base model. */
final class RowTyper extends Typer<RowExpr> {
  /** Where the expression stands, which decides how names are read. */
  enum Position {
    /** In an aggregate: paths begin with the base model's name, each row has one value. */
    ARGUMENT,
    /** Behind a metric's {@code where}. */
    FILTER,
    /** In the {@code where} or {@code by} of a query: metrics are no part of it. */
    QUERY,
    /** In a model: each row has one value, and its time is the model's. */
    FIELD
  }

  /** A field that a path turned out to mean. */
  record Meaning(Path path, String model, Field field) {}

  private final Scope scope;
  private final String base;
  private final Position position;
  private final MetricTyper metrics;
  private final List<Meaning> meanings = new ArrayList<>();
  private int many;
  private int ownTimes;
  private int columns;

  RowTyper(Scope scope, String base, Position position, MetricTyper metrics) {
    super(metrics.findings);
    this.scope = scope;
    this.base = base;
    this.position = position;
    this.metrics = metrics;
  }

  /** The fields that were read, in order. */
  List<Meaning> meanings() {
    return meanings;
  }

  /** Whether what was typed speaks of the metric's own time and of nothing else. */
  boolean readsOwnTimeOnly() {
    return ownTimes > 0 && columns == 0;
  }

  @Override
  Calendar calendar() {
    return scope.catalog().calendar();
  }

  @Override
  int manyReferences() {
    return many;
  }

  @Override
  RowExpr constant(@Nullable Object value, ValueType type) {
    return new RowExpr.Constant(value, type);
  }

  @Override
  RowExpr call(Function function, List<RowExpr> arguments, ValueType type, boolean nullable) {
    return new RowExpr.Call(function, arguments, type, nullable);
  }

  @Override
  boolean isMetric(String name) {
    return metrics.isMetric(name);
  }

  @Override
  Typed<RowExpr> ofFamily(Expr.Call call) {
    return ofRow(call);
  }

  @Override
  Typed<RowExpr> during(Typed<RowExpr> value, TimeSpan span, Span where) {
    RowExpr tested = value.expr();
    if (tested instanceof RowExpr.Truncate t && span.isMadeOf(t.grain())) {
      // Whole periods: the untruncated time is in them just when its period is, and an index helps.
      tested = t.value();
    }
    return new Typed<>(
        new RowExpr.During(tested, span), ValueType.BOOLEAN, value.nullable(), Unit.ANY);
  }

  @Override
  Typed<RowExpr> reference(Expr.Reference reference) {
    Path path = reference.path();
    Target target = target(path);
    return switch (target) {
      case Target.OfField f -> field(f, path);
      case Target.OfOwnTime o -> ownTime(o, path);
      case Target.OfDay d -> ofDay(d, path);
      case Target.OfRow r -> row(r, path);
      case Target.Missing m -> missing(reference);
      case Target.Failed f -> unknown();
    };
  }

  private Target target(Path path) {
    if (position != Position.ARGUMENT) {
      return scope.paths().resolve(base, path, findings);
    }
    if (path.first().text().equals(base) && !path.isSimple()) {
      return scope.paths().resolveFromModel(base, path, findings);
    }
    return new Target.Missing();
  }

  private Typed<RowExpr> field(Target.OfField target, Path path) {
    Field field = target.field();
    String model = target.path().target();
    meanings.add(new Meaning(path, model, field));
    columns++;
    Typed.Reach reach = target.path().isToOne() ? Typed.Reach.ONE : Typed.Reach.MANY;
    if (reach == Typed.Reach.MANY) {
      many++;
      if (position == Position.ARGUMENT || position == Position.FIELD) {
        return toMany(target, path);
      }
    }
    Optional<RowExpr> value = scope.field(model, field.name());
    if (value.isEmpty()) {
      return unknown();
    }
    RowExpr seen = Rebase.at(target.path(), value.get());
    Optional<Grain> grain = target.grain().or(field::grain);
    var subject = Optional.of(new Typed.Subject(Optional.of(field), reach, grain));
    if (target.part().isPresent()) {
      var part = new RowExpr.Part(seen, target.part().get());
      var plain = Optional.of(new Typed.Subject(Optional.empty(), reach, Optional.empty()));
      return new Typed<>(part, ValueType.INTEGER, part.nullable(), Unit.ANY, plain);
    }
    if (target.grain().isPresent()) {
      RowExpr start = truncate(seen, target.grain().get(), field.grain());
      return new Typed<>(start, start.type(), start.nullable(), Unit.ANY, subject);
    }
    return new Typed<>(seen, seen.type(), seen.nullable(), field.unit(), subject);
  }

  private Typed<RowExpr> ofDay(Target.OfDay target, Path path) {
    Optional<RowExpr> time;
    if (target.time().isPresent()) {
      Typed<RowExpr> typed = field(target.time().get(), path);
      time = typed.isUnknown() ? Optional.empty() : Optional.of(typed.expr());
    } else {
      time = dayOfOwnTime(path);
    }
    if (time.isEmpty()) {
      return unknown();
    }
    Field field = target.field();
    columns++;
    if (target.time().isEmpty()) {
      meanings.add(new Meaning(path, CalendarTable.NAME, field));
    }
    Typed.Reach reach =
        target.time().filter(t -> !t.path().isToOne()).isPresent()
            ? Typed.Reach.MANY
            : Typed.Reach.ONE;
    var name = new RowExpr.Constant(field.name(), ValueType.STRING);
    return new Typed<>(
        new RowExpr.Call(Function.OF_DAY, List.of(time.get(), name), field.type(), true),
        field.type(),
        true,
        field.unit(),
        Optional.of(new Typed.Subject(Optional.of(field), reach, field.grain())));
  }

  private Optional<RowExpr> dayOfOwnTime(Path path) {
    Optional<RowExpr> time = scope.time(base);
    if (time.isEmpty()) {
      if (scope.catalog().get(base).time().isEmpty()) {
        noTime(path);
      }
      return Optional.empty();
    }
    return position == Position.FIELD
        ? time
        : Optional.of(new RowExpr.OwnTime(base, time.get().type(), time.get().nullable()));
  }

  private static RowExpr truncate(RowExpr time, Grain grain, Optional<Grain> own) {
    boolean already =
        own.filter(o -> o.equals(grain)).isPresent()
            || grain.equals(Grain.DAY) && time.type().is(Kind.DATE);
    if (already && time.type().is(Kind.DATE)) {
      return time;
    }
    return new RowExpr.Truncate(
        time, grain, grain.isSubDay() ? ValueType.TIMESTAMP : ValueType.DATE);
  }

  private Typed<RowExpr> toMany(Target.OfField target, Path path) {
    String model = target.path().target();
    findings.add(
        Diagnostic.of(
                Code.TO_MANY_VALUE,
                findings.place(path.span()),
                "A row of `"
                    + base
                    + "` meets many rows of `"
                    + model
                    + "`, so `"
                    + path.text()
                    + "` has no one value.")
            .note(
                "An aggregate makes one of them, such as `sum "
                    + model
                    + "."
                    + target.field().name()
                    + "`."));
    return unknown();
  }

  private Typed<RowExpr> ownTime(Target.OfOwnTime target, Path path) {
    Optional<RowExpr> time = scope.time(base);
    if (time.isEmpty()) {
      if (scope.catalog().get(base).time().isEmpty()) {
        noTime(path);
      }
      return unknown();
    }
    Name name = path.first();
    String what = "The time of `" + base + "`";
    Optional<Grain> declared = timeGrain();
    if (!Paths.fitsGrain(
        time.get().type(), declared, target.grain(), target.part(), what, name, findings)) {
      return unknown();
    }
    ownTimes++;
    RowExpr value =
        position == Position.FIELD
            ? time.get()
            : new RowExpr.OwnTime(base, time.get().type(), time.get().nullable());
    Optional<Typed.Subject> subject =
        Optional.of(new Typed.Subject(Optional.empty(), Typed.Reach.ONE, target.grain()));
    RowExpr expr;
    if (target.part().isPresent()) {
      expr = new RowExpr.Part(value, target.part().get());
    } else {
      Grain grain = target.grain().orElseThrow();
      // The leaf may be dated by a time of another type, so even a day of a date is asked for.
      expr =
          new RowExpr.Truncate(
              value, grain, grain.isSubDay() ? ValueType.TIMESTAMP : ValueType.DATE);
    }
    return new Typed<>(expr, expr.type(), expr.nullable(), Unit.ANY, subject);
  }

  private Optional<Grain> timeGrain() {
    SemanticModel model = scope.catalog().get(base);
    return model
        .time()
        .filter(Path::isSimple)
        .flatMap(t -> model.field(t.text()))
        .flatMap(Field::grain);
  }

  private void noTime(Path path) {
    findings.add(
        Diagnostic.of(
                Code.NO_TIME,
                findings.place(path.span()),
                "`"
                    + path.text()
                    + "` is a period of the metric's own time, and model `"
                    + base
                    + "` declares none.")
            .note(
                "`time: field` in the model says which field it is; a path such as `created_at."
                    + path.text()
                    + "` names one."));
  }

  private Typed<RowExpr> row(Target.OfRow target, Path path) {
    String model = target.path().target();
    List<String> keys = scope.catalog().get(model).primaryKey();
    Diagnostic finding =
        Diagnostic.of(
            Code.TYPE_MISMATCH,
            findings.place(path.span()),
            "`"
                + path.text()
                + "` is a row of `"
                + model
                + "`, not a value; a field of it is one.");
    if (keys.size() == 1) {
      String key = path.text() + "." + keys.getFirst();
      finding = finding.fix("Write `" + key + "`", key);
    }
    findings.add(finding);
    return unknown();
  }

  private Typed<RowExpr> missing(Expr.Reference reference) {
    Path path = reference.path();
    if (path.isSimple()) {
      switch (scope.metric(path.text())) {
        case Scope.Seen.Known known -> {
          return ofRow(reference);
        }
        case Scope.Seen.Open open -> {
          return ofRow(reference);
        }
        case Scope.Seen.Broken broken -> {
          metrics.note(path.text());
          return unknown();
        }
        case Scope.Seen.Absent absent -> {}
      }
    }
    unknownName(path);
    return unknown();
  }

  private void unknownName(Path path) {
    Name first = path.first();
    SemanticModel model = scope.catalog().get(base);
    if (position == Position.ARGUMENT
        && path.isSimple()
        && model.fields().containsKey(first.text())) {
      findings.add(
          Diagnostic.of(
                  Code.UNKNOWN_FIELD,
                  findings.place(first.span()),
                  "In an aggregate a field is named with its model: `"
                      + base
                      + "."
                      + first.text()
                      + "`.")
              .fix("Write `" + base + "." + first.text() + "`", base + "." + first.text()));
      return;
    }
    List<String> near = throughJoins(path);
    if (!near.isEmpty()) {
      Diagnostic finding =
          Diagnostic.of(
                  Code.UNKNOWN_FIELD,
                  findings.place(first.span()),
                  "Model `" + base + "` has no field or join `" + first.text() + "`.")
              .note("Its joins reach " + Findings.quoted(near) + ".");
      for (String each : near) {
        finding = finding.fix("Write `" + each + "`", each);
      }
      findings.add(finding);
      return;
    }
    var known = new TreeSet<>(model.fields().keySet());
    known.addAll(model.joins().keySet());
    Optional<String> grain =
        path.isSimple()
            ? Nearest.to(first.text(), scope.paths().grainsAndParts())
            : Optional.empty();
    if (grain.isPresent() && Nearest.to(first.text(), known).isEmpty()) {
      known.add(grain.get());
    }
    if (path.isSimple() && position != Position.QUERY) {
      known.addAll(scope.metricNames());
    } else if (!path.isSimple()) {
      known.addAll(scope.catalog().names());
    }
    findings.unknown(
        Code.UNKNOWN_FIELD,
        first.span(),
        "Model `"
            + base
            + "` has no field or join `"
            + first.text()
            + "`"
            + (path.isSimple() ? "." : ", and no model has this name."),
        first.text(),
        known);
  }

  /** Fields of this name that one join leads to. */
  private List<String> throughJoins(Path path) {
    if (!path.isSimple()) {
      return List.of();
    }
    return scope.catalog().get(base).joins().values().stream()
        .filter(j ->
            scope
                .catalog()
                .model(j.model())
                .filter(m -> m.fields().containsKey(path.text()))
                .isPresent())
        .map(j -> j.name() + "." + path.text())
        .sorted()
        .limit(4)
        .toList();
  }

  @Override
  Typed<RowExpr> aggregated(Expr.Aggregated aggregated) {
    return ofRow(aggregated);
  }

  @Override
  Typed<RowExpr> sql(Expr.Sql sql) {
    return ofRow(sql);
  }

  @Override
  Typed<RowExpr> ranked(Expr.In in, Expr.Set.Ranked ranked) {
    columns++;
    if (position == Position.ARGUMENT || position == Position.FIELD) {
      return fail(
          Code.BAD_RANKING,
          in.span(),
          "`" + shortText(in.span()) + "` chooses rows, so it stands in a `where`.");
    }
    Ranking.Scope often = position == Position.QUERY ? Ranking.Scope.QUERY : Ranking.Scope.PERIOD;
    Optional<RowExpr.Ranked> found = new Rankings(metrics).of(base, in, ranked, often);
    if (found.isEmpty()) {
      return unknown();
    }
    RowExpr.Ranked test = found.get();
    if (test.values().stream().anyMatch(v -> !isOne(v))) {
      many++;
    }
    var typed = new Typed<RowExpr>(test, ValueType.BOOLEAN, false, Unit.ANY);
    return in.sense() == Expr.Sense.PLAIN ? typed : negated(typed);
  }

  /** Whether a row has one such value. */
  private static boolean isOne(RowExpr value) {
    return switch (value) {
      case RowExpr.Column c -> c.path().isToOne();
      case RowExpr.MetricOfRow m -> m.path().isToOne();
      case RowExpr other -> other.operands().stream().allMatch(RowTyper::isOne);
    };
  }

  @Override
  Typed<RowExpr> conversion(Expr.Call call) {
    return ofRow(call);
  }

  @Override
  Typed<RowExpr> modified(Expr.Modified modified) {
    return ofRow(modified);
  }

  /** A metric as a value of each row: grouped by its key, with nothing else of the context. */
  private Typed<RowExpr> ofRow(Expr expr) {
    columns++;
    if (position == Position.QUERY) {
      findings.add(
          Diagnostic.of(
                  Code.METRIC_IN_FILTER,
                  findings.place(expr.span()),
                  "`"
                      + shortText(expr.span())
                      + "` is a metric, and a query's `where` filters rows.")
              .note("`having` filters the cells of the answer by metrics."));
      return unknown();
    }
    int before = findings.errors();
    Typed<MetricExpr> typed = metrics.type(expr);
    if (typed.isUnknown() || findings.errors() > before) {
      return unknown();
    }
    if (Motions.of(typed.expr(), metrics::signature) != Motion.STILL) {
      return fail(
          Code.NEEDS_TIME,
          expr.span(),
          "`"
              + shortText(expr.span())
              + "` moves in time, and the metric of a row is asked for no time.");
    }
    SemanticModel host = scope.catalog().get(base);
    if (host.primaryKey().isEmpty()) {
      return fail(
          Code.NEEDS_PRIMARY_KEY,
          expr.span(),
          "`"
              + shortText(expr.span())
              + "` is asked of each row of `"
              + base
              + "`, which declares no `primary_key` to tell rows apart.");
    }
    // What is wrong with the key is said where it is declared.
    if (host.primaryKey().stream().anyMatch(key -> isBroken(host, key))) {
      return unknown();
    }
    var ways = new TreeMap<String, JoinPath>();
    for (String from : metrics.bases(typed.expr())) {
      JoinPath way = scope.paths().way(from, new Name(base, expr.span()), findings);
      if (way == null) {
        return unknown();
      }
      if (!way.isToOne() && scope.catalog().get(from).primaryKey().isEmpty()) {
        return fail(
            Code.NEEDS_PRIMARY_KEY,
            expr.span(),
            "Rows of `"
                + from
                + "` meet many of `"
                + base
                + "`; counting each once needs a `primary_key`.");
      }
      ways.put(from, way);
    }
    if (ways.values().stream().anyMatch(way -> !way.isEmpty())) {
      new SnapshotCheck(scope, metrics, List.of(), List.of()).check(typed.expr(), expr.span());
      if (findings.errors() > before) {
        return unknown();
      }
    }
    var value =
        new RowExpr.MetricOfRow(
            JoinPath.at(base), typed.expr(), ways, typed.type(), typed.nullable());
    return new Typed<>(value, typed.type(), typed.nullable(), typed.unit());
  }

  private static boolean isBroken(SemanticModel model, String field) {
    return model.field(field).map(f -> f.type().is(Kind.UNKNOWN)).orElse(true);
  }
}
