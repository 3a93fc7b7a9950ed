package dev.mensura.check;

import dev.mensura.check.sql.SqlExpressions;
import dev.mensura.check.sql.Translated;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.ir.Family;
import dev.mensura.ir.Metric;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.RowExpr;
import dev.mensura.ir.Signature;
import dev.mensura.model.SemanticModel;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Modifier;
import dev.mensura.syntax.ast.Name;
import dev.mensura.syntax.ast.Path;
import dev.mensura.type.Calendar;
import dev.mensura.type.Function;
import dev.mensura.type.TimeSpan;
import dev.mensura.type.Unit;
import dev.mensura.type.ValueType;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Types metric expressions. */
final class MetricTyper extends Typer<MetricExpr> {
  private final Scope scope;
  private final Map<String, Typed<MetricExpr>> aliases;
  private final SortedSet<String> uses = new TreeSet<>();

  MetricTyper(Scope scope, Findings findings) {
    this(scope, findings, Map.of());
  }

  /**
   * @param aliases names that a query gives to its items
   */
  MetricTyper(Scope scope, Findings findings, Map<String, Typed<MetricExpr>> aliases) {
    super(findings);
    this.scope = scope;
    this.aliases = aliases;
  }

  Scope scope() {
    return scope;
  }

  /** The metrics that were named. */
  SortedSet<String> uses() {
    return uses;
  }

  void note(String metric) {
    uses.add(metric);
  }

  /** The base models of an expression. */
  SortedSet<String> bases(MetricExpr expr) {
    return Bases.of(expr, this::signature);
  }

  Signature signature(String metric) {
    return known(metric).signature();
  }

  /**
   * A metric that was named, or that one of these is made of.
   *
   * @throws UnsettledException if what it is made of is not checked yet
   */
  Metric known(String metric) {
    if (scope.metric(metric) instanceof Scope.Seen.Known(Metric known)) {
      return known;
    }
    throw new UnsettledException(metric);
  }

  @Override
  Calendar calendar() {
    return scope.catalog().calendar();
  }

  @Override
  int manyReferences() {
    return 0;
  }

  @Override
  MetricExpr constant(@Nullable Object value, ValueType type) {
    return new MetricExpr.Constant(value, type);
  }

  @Override
  MetricExpr call(Function function, List<MetricExpr> arguments, ValueType type, boolean nullable) {
    return new MetricExpr.Call(function, arguments, type, nullable);
  }

  @Override
  Typed<MetricExpr> ofFamily(Expr.Call call) {
    return new FamilyCalls(this).type(call);
  }

  @Override
  boolean isMetric(String metric) {
    return !(scope.metric(metric) instanceof Scope.Seen.Absent);
  }

  @Override
  Typed<MetricExpr> during(Typed<MetricExpr> value, TimeSpan span, Span where) {
    if (!(span instanceof TimeSpan.Fixed fixed)) {
      return fail(
          Code.TYPE_MISMATCH,
          where,
          "`" + shortText(where) + "` moves with the day; a metric is compared with a fixed time.");
    }
    var tests = new ArrayList<MetricExpr>();
    if (fixed.start() != null) {
      tests.add(edge(Function.GE, value, fixed.start()));
    }
    if (fixed.end() != null) {
      tests.add(edge(Function.LT, value, fixed.end()));
    }
    MetricExpr both =
        tests.size() == 1
            ? tests.getFirst()
            : new MetricExpr.Call(Function.AND, tests, ValueType.BOOLEAN, value.nullable());
    return new Typed<>(both, ValueType.BOOLEAN, value.nullable(), Unit.ANY);
  }

  private static MetricExpr edge(Function function, Typed<MetricExpr> value, LocalDateTime time) {
    MetricExpr constant =
        value.type().is(ValueType.Kind.DATE)
            ? new MetricExpr.Constant(time.toLocalDate(), ValueType.DATE)
            : new MetricExpr.Constant(time, ValueType.TIMESTAMP);
    return new MetricExpr.Call(
        function, List.of(value.expr(), constant), ValueType.BOOLEAN, value.nullable());
  }

  @Override
  Typed<MetricExpr> reference(Expr.Reference reference) {
    Path path = reference.path();
    if (!path.isSimple()) {
      return fieldAlone(path);
    }
    String name = path.text();
    Typed<MetricExpr> alias = aliases.get(name);
    if (alias != null) {
      return alias;
    }
    return metric(path.first(), path.span());
  }

  /** A metric by its name. */
  Typed<MetricExpr> metric(Name named, Span span) {
    String name = named.text();
    return switch (scope.metric(name)) {
      case Scope.Seen.Known(Metric metric) -> known(metric, span);
      case Scope.Seen.Broken broken -> {
        uses.add(name);
        yield unknown();
      }
      case Scope.Seen.Open open -> {
        if (scope.family(name) instanceof Scope.Callee.Takes(Family family)) {
          FamilyCalls.missing(family, family.required(), span, findings);
        }
        yield unknown();
      }
      case Scope.Seen.Absent absent -> noSuchMetric(named);
    };
  }

  Typed<MetricExpr> known(Metric metric, Span span) {
    uses.add(metric.name());
    Signature s = metric.signature();
    if (s.status() == Signature.Status.DEPRECATED) {
      Diagnostic finding =
          Diagnostic.of(
              Code.DEPRECATED_METRIC,
              findings.place(span),
              "Metric `" + metric.name() + "` is deprecated.");
      Optional<String> reason = metric.properties().deprecated().filter(r -> !r.isBlank());
      findings.add(reason.map(finding::note).orElse(finding));
    }
    return new Typed<>(
        new MetricExpr.Reference(metric.name(), s.type(), s.nullable()),
        s.type(),
        s.nullable(),
        s.unit());
  }

  private Typed<MetricExpr> fieldAlone(Path path) {
    Optional<SemanticModel> model = scope.catalog().model(path.first().text());
    if (model.isEmpty()) {
      var known = new TreeSet<>(scope.catalog().names());
      findings.unknown(
          Code.UNKNOWN_MODEL,
          path.first().span(),
          "No model is called `" + path.first().text() + "`.",
          path.first().text(),
          known);
      return unknown();
    }
    int before = findings.errors();
    scope.paths().resolveFromModel(path.first().text(), path, findings);
    if (findings.errors() == before) {
      findings.add(
          Diagnostic.of(
                  Code.FIELD_WITHOUT_AGGREGATE,
                  findings.place(path.span()),
                  "`" + path.text() + "` has a value for each row; a metric is needed here.")
              .note(
                  "An aggregate makes one of many: `sum "
                      + path.text()
                      + "`, `max "
                      + path.text()
                      + "`, `count_distinct "
                      + path.text()
                      + "`."));
    }
    return unknown();
  }

  private Typed<MetricExpr> noSuchMetric(Name name) {
    if (scope.catalog().model(name.text()).isPresent()) {
      findings.add(
          Diagnostic.of(
                  Code.UNKNOWN_METRIC,
                  findings.place(name.span()),
                  "`" + name.text() + "` is a model; `count " + name.text() + "` counts its rows.")
              .fix("Write `count " + name.text() + "`", "count " + name.text()));
      return unknown();
    }
    var known = new TreeSet<>(scope.metricNames());
    known.addAll(aliases.keySet());
    Optional<String> owner = ownerOf(name.text());
    if (owner.isPresent()) {
      String path = owner.get() + "." + name.text();
      findings.add(
          Diagnostic.of(
                  Code.UNKNOWN_METRIC,
                  findings.place(name.span()),
                  "No metric is called `"
                      + name.text()
                      + "`; `"
                      + path
                      + "` is a field, of which an aggregate makes a metric.")
              .note("For example `sum " + path + "` or `count_distinct " + path + "`."));
      return unknown();
    }
    findings.unknown(
        Code.UNKNOWN_METRIC,
        name.span(),
        "No metric is called `" + name.text() + "`.",
        name.text(),
        known);
    return unknown();
  }

  /** The only model that has a field of this name. */
  private Optional<String> ownerOf(String field) {
    List<String> owners =
        scope.catalog().models().stream()
            .filter(m -> m.fields().containsKey(field))
            .map(SemanticModel::name)
            .toList();
    return owners.size() == 1 ? Optional.of(owners.getFirst()) : Optional.empty();
  }

  @Override
  Typed<MetricExpr> aggregated(Expr.Aggregated aggregated) {
    return new Aggregates(this).type(aggregated);
  }

  @Override
  Typed<MetricExpr> sql(Expr.Sql sql) {
    Optional<SemanticModel> model = scope.catalog().model(sql.model().text());
    if (model.isEmpty()) {
      findings.unknown(
          Code.UNKNOWN_MODEL,
          sql.model().span(),
          "No model is called `" + sql.model().text() + "`.",
          sql.model().text(),
          scope.catalog().names());
      return unknown();
    }
    Translated translated = SqlExpressions.metric(sql, findings.file(), model.get(), calendar());
    translated.diagnostics().forEach(findings::add);
    return translated.expr().map(this::type).orElseGet(this::unknown);
  }

  @Override
  Typed<MetricExpr> ranked(Expr.In in, Expr.Set.Ranked ranked) {
    return fail(
        Code.BAD_RANKING,
        in.span(),
        "`" + shortText(in.span()) + "` chooses rows, so it stands in a `where`.");
  }

  @Override
  Typed<MetricExpr> conversion(Expr.Call call) {
    return new Conversions(this).type(call);
  }

  @Override
  Typed<MetricExpr> modified(Expr.Modified modified) {
    return switch (modified.modifier()) {
      case Modifier.Where w -> filtered(modified, w);
      case Modifier.Dated d -> dated(modified, d);
      case Modifier.Default d -> fallback(modified, d);
      case Modifier.OverLast m -> new TimeModifiers(this).overLast(modified, m);
      case Modifier.ToDate m -> new TimeModifiers(this).toDate(modified, m);
      case Modifier.AllTime m -> new TimeModifiers(this).allTime(modified, m);
      case Modifier.Ago m -> new TimeModifiers(this).ago(modified, m);
      case Modifier.AtStart m -> new TimeModifiers(this).atStart(modified, m);
      case Modifier.AtEdge m -> new EdgeTimes(this).type(modified, m);
      case Modifier.Across m -> new Levels(this).across(modified, m);
      case Modifier.Fill m -> later(modified, m);
      case Modifier.Per m -> new Levels(this).per(modified, m);
    };
  }

  private Typed<MetricExpr> later(Expr.Modified modified, Modifier modifier) {
    type(modified.value());
    return fail(
        Code.NOT_SUPPORTED_YET,
        modifier.span(),
        "`" + shortText(modifier.span()) + "` is not compiled by this version.");
  }

  private Typed<MetricExpr> filtered(Expr.Modified modified, Modifier.Where where) {
    Typed<MetricExpr> value = type(modified.value());
    if (value.isUnknown()) {
      return unknown();
    }
    SortedSet<String> bases = bases(value.expr());
    if (bases.isEmpty()) {
      return fail(
          Code.TYPE_MISMATCH,
          where.span(),
          "`" + shortText(modified.value().span()) + "` reads no rows that could be filtered.");
    }
    var filters = new Filters(scope, this, RowTyper.Position.FILTER);
    return filters
        .type(where.predicate(), bases)
        .<Typed<MetricExpr>>map(f ->
            new Typed<>(
                new MetricExpr.Filtered(value.expr(), f.predicates()),
                value.type(),
                value.nullable(),
                value.unit()))
        .orElseGet(this::unknown);
  }

  private Typed<MetricExpr> dated(Expr.Modified modified, Modifier.Dated dated) {
    Typed<MetricExpr> value = type(modified.value());
    if (value.isUnknown()) {
      return unknown();
    }
    var times = new TreeMap<String, RowExpr>();
    for (String base : bases(value.expr())) {
      int before = findings.errors();
      var typer = new RowTyper(scope, base, RowTyper.Position.FIELD, this);
      var time = typer.type(new Expr.Reference(dated.field(), dated.field().span()));
      if (findings.errors() > before || time.isUnknown()) {
        return unknown();
      }
      if (!time.type().isTemporal()) {
        return fail(
            Code.TYPE_MISMATCH,
            dated.field().span(),
            "`"
                + dated.field().text()
                + "` is "
                + Article.a(time.type())
                + "; `dated` needs a time.");
      }
      times.put(base, time.expr());
    }
    return new Typed<>(
        new MetricExpr.Dated(value.expr(), times), value.type(), value.nullable(), value.unit());
  }

  private Typed<MetricExpr> fallback(Expr.Modified modified, Modifier.Default fallback) {
    Typed<MetricExpr> value = type(modified.value());
    Typed<MetricExpr> other = type(fallback.value());
    if (value.isUnknown() || other.isUnknown()) {
      return unknown();
    }
    if (fallback.value() instanceof Expr.Null) {
      MetricExpr without = withoutZero(value.expr());
      return without.equals(value.expr())
          ? value
          : new Typed<>(without, value.type(), true, value.unit());
    }
    Optional<ValueType> common = Rules.common(value.type(), other.type());
    if (common.isEmpty()) {
      return fail(
          Code.TYPE_MISMATCH,
          fallback.value().span(),
          "The default of "
              + Article.a(value.type())
              + " cannot be "
              + Article.a(other.type())
              + ".");
    }
    Unit unit =
        commonUnit(
            List.of(value, other), List.of(modified.value().span(), fallback.value().span()));
    return call(Function.COALESCE, common.get(), other.nullable(), unit, List.of(value, other));
  }

  private static MetricExpr withoutZero(MetricExpr expr) {
    return switch (expr) {
      case MetricExpr.Aggregated a ->
          new MetricExpr.Aggregated(
              a.base(), a.function(), a.argument(), a.fraction(), MetricExpr.Empty.NULL, a.type());
      case MetricExpr.Detail d ->
          new MetricExpr.Detail(
              d.function(),
              d.fraction(),
              d.value(),
              d.keys(),
              d.having(),
              MetricExpr.Empty.NULL,
              d.type());
      case MetricExpr other -> other;
    };
  }
}
