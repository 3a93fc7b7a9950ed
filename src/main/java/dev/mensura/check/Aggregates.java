package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.RowExpr;
import dev.mensura.model.Edge;
import dev.mensura.model.SemanticModel;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Name;
import dev.mensura.syntax.ast.Path;
import dev.mensura.type.Aggregate;
import dev.mensura.type.Unit;
import dev.mensura.type.ValueType;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Types aggregates: finds the base model, and what of each of its rows is aggregated. */
final class Aggregates {
  private final MetricTyper typer;
  private final Scope scope;
  private final Findings findings;

  Aggregates(MetricTyper typer) {
    this.typer = typer;
    this.scope = typer.scope();
    this.findings = typer.findings;
  }

  Typed<MetricExpr> type(Expr.Aggregated aggregated) {
    if (!aggregated.per().isEmpty() || aggregated.having().isPresent()) {
      return new Details(typer, this).type(aggregated);
    }
    Aggregate function = aggregated.function();
    int expected = function.takesFraction() ? 2 : 1;
    if (aggregated.arguments().size() != expected) {
      return wrongArguments(aggregated, expected);
    }
    Optional<BigDecimal> fraction = Optional.empty();
    if (function.takesFraction()) {
      fraction = fraction(aggregated.arguments().get(1));
      if (fraction.isEmpty()) {
        return typer.unknown();
      }
    }
    Expr argument = aggregated.arguments().getFirst();
    if (argument instanceof Expr.Reference r && r.path().isSimple()) {
      return ofName(aggregated, r.path().first());
    }
    Optional<SemanticModel> model = base(aggregated, argument);
    return model.isEmpty() ? typer.unknown() : of(aggregated, model.get(), argument, fraction);
  }

  Typed<MetricExpr> wrongArguments(Expr.Aggregated aggregated, int expected) {
    String name = aggregated.function().text();
    String form = expected == 2 ? name + "(orders.amount, 0.95)" : name + "(orders.amount)";
    findings.add(
        Diagnostic.of(
                Code.WRONG_ARGUMENTS,
                findings.place(aggregated.span()),
                "`"
                    + name
                    + "` takes "
                    + (expected == 2 ? "a value and a fraction" : "one argument")
                    + "; "
                    + aggregated.arguments().size()
                    + " found.")
            .note("It is called like `" + form + "`."));
    return typer.unknown();
  }

  Optional<BigDecimal> fraction(Expr expr) {
    if (expr instanceof Expr.Number n
        && n.value().signum() >= 0
        && n.value().compareTo(BigDecimal.ONE) <= 0) {
      return Optional.of(n.value());
    }
    findings.add(
        Code.WRONG_ARGUMENTS,
        expr.span(),
        "`"
            + typer.shortText(expr.span())
            + "` is no fraction; a number from 0 to 1 is needed, such as `0.95`.");
    return Optional.empty();
  }

  /** An aggregate of a single word: a model whose rows are counted, or something left out. */
  private Typed<MetricExpr> ofName(Expr.Aggregated aggregated, Name name) {
    Optional<SemanticModel> model = scope.catalog().model(name.text());
    if (model.isPresent() && aggregated.function() == Aggregate.COUNT) {
      var count =
          new MetricExpr.Aggregated(
              model.get().name(),
              Aggregate.COUNT,
              Optional.empty(),
              Optional.empty(),
              MetricExpr.Empty.ZERO,
              ValueType.INTEGER);
      return new Typed<>(count, ValueType.INTEGER, false, Unit.of(model.get().entity()));
    }
    String function = aggregated.function().text();
    if (model.isPresent()) {
      List<String> keys = model.get().primaryKey();
      Diagnostic finding =
          Diagnostic.of(
              Code.WRONG_ARGUMENTS,
              findings.place(name.span()),
              "`"
                  + name.text()
                  + "` is a model, and `"
                  + function
                  + "` needs a value of its rows.");
      if (keys.size() == 1) {
        String path = name.text() + "." + keys.getFirst();
        finding = finding.fix("Write `" + path + "`", path);
      }
      findings.add(finding);
      return typer.unknown();
    }
    List<String> owners =
        scope.catalog().models().stream()
            .filter(m -> m.fields().containsKey(name.text()))
            .map(m -> m.name() + "." + name.text())
            .toList();
    if (!owners.isEmpty()) {
      Diagnostic finding =
          Diagnostic.of(
                  Code.UNKNOWN_MODEL,
                  findings.place(name.span()),
                  "`" + name.text() + "` stands without the model that it is a field of.")
              .note("There is " + Findings.quoted(owners) + ".");
      for (String owner : owners.subList(0, Math.min(3, owners.size()))) {
        finding = finding.fix("Write `" + owner + "`", owner);
      }
      findings.add(finding);
      return typer.unknown();
    }
    if (!(scope.metric(name.text()) instanceof Scope.Seen.Absent)) {
      findings.add(
          Diagnostic.of(
                  Code.AGGREGATE_IN_ROW,
                  findings.place(name.span()),
                  "`"
                      + name.text()
                      + "` is a metric; `"
                      + function
                      + "` needs a value of each row of a model.")
              .note(
                  "`"
                      + function
                      + " ("
                      + name.text()
                      + " per …)` aggregates a metric's values per key."));
      return typer.unknown();
    }
    findings.unknown(
        Code.UNKNOWN_MODEL,
        name.span(),
        "No model is called `" + name.text() + "`.",
        name.text(),
        scope.catalog().names());
    return typer.unknown();
  }

  /** The model that the paths of an argument begin with. */
  private Optional<SemanticModel> base(Expr.Aggregated aggregated, Expr argument) {
    List<Path> paths = References.own(argument);
    Map<String, Name> firsts = new LinkedHashMap<>();
    for (Path path : paths) {
      if (!path.isSimple()) {
        firsts.putIfAbsent(path.first().text(), path.first());
      }
    }
    for (Name first : firsts.values()) {
      if (scope.catalog().model(first.text()).isEmpty()) {
        return noModel(first);
      }
    }
    if (firsts.size() > 1) {
      return several(aggregated, firsts);
    }
    if (firsts.isEmpty()) {
      return none(aggregated, argument, paths);
    }
    return scope.catalog().model(firsts.keySet().iterator().next());
  }

  private Optional<SemanticModel> noModel(Name first) {
    findings.unknown(
        Code.UNKNOWN_MODEL,
        first.span(),
        "No model is called `" + first.text() + "`.",
        first.text(),
        scope.catalog().names());
    return Optional.empty();
  }

  private Optional<SemanticModel> several(Expr.Aggregated aggregated, Map<String, Name> firsts) {
    String base = firsts.keySet().iterator().next();
    Diagnostic finding =
        Diagnostic.of(
                Code.SEVERAL_MODELS,
                findings.place(aggregated.span()),
                "`"
                    + aggregated.function().text()
                    + "` reads rows of one model, and "
                    + Findings.quoted(firsts.keySet())
                    + " are named.")
            .note("Fields of other models are reached through joins: " + joins(base) + ".");
    findings.add(finding);
    return Optional.empty();
  }

  private String joins(String base) {
    List<String> named =
        scope.catalog().edges(base).stream()
            .filter(Edge::isToOne)
            .map(e -> base + "." + e.name() + ".…")
            .distinct()
            .toList();
    return named.isEmpty() ? "`" + base + "` has none" : Findings.quoted(named);
  }

  private Optional<SemanticModel> none(
      Expr.Aggregated aggregated, Expr argument, List<Path> paths) {
    Optional<Expr> inner = References.firstScope(argument);
    boolean metrics =
        paths.stream().anyMatch(p -> !(scope.metric(p.text()) instanceof Scope.Seen.Absent));
    if (inner.isPresent() || metrics) {
      findings.add(
          Diagnostic.of(
                  Code.AGGREGATE_IN_ROW,
                  findings.place(argument.span()),
                  "`"
                      + typer.shortText(argument.span())
                      + "` is a metric; `"
                      + aggregated.function().text()
                      + "` needs a value of each row of a model.")
              .note(
                  "`"
                      + aggregated.function().text()
                      + " (… per key)` aggregates a metric's values per key."));
      return Optional.empty();
    }
    if (!paths.isEmpty()) {
      var names = new TreeSet<String>();
      paths.forEach(p -> names.add(p.text()));
      findings.add(
          Diagnostic.of(
                  Code.UNKNOWN_MODEL,
                  findings.place(paths.getFirst().span()),
                  "In an aggregate "
                      + Findings.quoted(names)
                      + " needs the name of its model in front.")
              .note(
                  "For example `"
                      + aggregated.function().text()
                      + " (orders.quantity * orders.unit_price)`."));
      return Optional.empty();
    }
    findings.add(
        Code.WRONG_ARGUMENTS,
        argument.span(),
        "`"
            + typer.shortText(argument.span())
            + "` reads no field, so there are no rows to aggregate.");
    return Optional.empty();
  }

  private Typed<MetricExpr> of(
      Expr.Aggregated aggregated,
      SemanticModel model,
      Expr argument,
      Optional<BigDecimal> fraction) {
    int before = findings.errors();
    var rows = new RowTyper(scope, model.name(), RowTyper.Position.ARGUMENT, typer);
    Typed<RowExpr> value = rows.type(argument);
    if (value.isUnknown() || findings.errors() > before) {
      return typer.unknown();
    }
    Aggregate function = aggregated.function();
    Optional<ValueType> type = Rules.aggregate(function, value.type());
    if (type.isEmpty()) {
      return typer.fail(
          Code.TYPE_MISMATCH,
          argument.span(),
          "`"
              + typer.shortText(argument.span())
              + "` is "
              + Article.a(value.type())
              + "; `"
              + function.text()
              + "` takes "
              + Rules.takes(function)
              + ".");
    }
    if (function == Aggregate.COUNT) {
      warnKey(model, value, argument);
    }
    var empty = function.isCount() ? MetricExpr.Empty.ZERO : MetricExpr.Empty.NULL;
    var metric =
        new MetricExpr.Aggregated(
            model.name(), function, Optional.of(value.expr()), fraction, empty, type.get());
    return new Typed<>(metric, type.get(), !function.isCount(), unit(function, model, value));
  }

  private Unit unit(Aggregate function, SemanticModel model, Typed<RowExpr> value) {
    return switch (function) {
      case COUNT -> Unit.of(model.entity());
      case COUNT_DISTINCT, APPROX_COUNT_DISTINCT ->
          identified(value.expr()).map(Unit::of).orElse(Unit.ANY);
      case SUM, AVG, MIN, MAX, MEDIAN, PERCENTILE, PERCENTILE_DISC, APPROX_PERCENTILE, STDDEV ->
          value.unit();
      case VARIANCE -> value.unit().times(value.unit());
      case ANY_TRUE, ALL_TRUE -> Unit.ANY;
    };
  }

  /** What a value of a key field stands for: {@code user} for {@code events.user_id}. */
  Optional<String> identified(RowExpr value) {
    if (!(value instanceof RowExpr.Column column)) {
      return Optional.empty();
    }
    SemanticModel model = scope.catalog().get(column.path().target());
    if (model.primaryKey().equals(List.of(column.field()))) {
      return Optional.of(model.entity());
    }
    return farModel(model, column.field()).map(SemanticModel::entity);
  }

  /** The model whose primary key a field refers to. */
  private Optional<SemanticModel> farModel(SemanticModel model, String field) {
    var far = new TreeSet<String>();
    for (Edge edge : scope.catalog().edges(model.name())) {
      boolean refers =
          edge.keys().size() == 1
              && edge.keys().getFirst().near().field().equals(field)
              && edge.keys().getFirst().near().grain().isEmpty()
              && scope
                  .catalog()
                  .get(edge.to())
                  .primaryKey()
                  .equals(List.of(edge.keys().getFirst().far().field()));
      if (refers) {
        far.add(edge.to());
      }
    }
    return far.size() == 1 ? scope.catalog().model(far.first()) : Optional.empty();
  }

  private void warnKey(SemanticModel model, Typed<RowExpr> value, Expr argument) {
    if (!(value.expr() instanceof RowExpr.Column column) || !column.path().isEmpty()) {
      return;
    }
    boolean unique =
        model.primaryKey().equals(List.of(column.field()))
            || model.uniqueKeys().contains(List.of(column.field()));
    Optional<SemanticModel> far = unique ? Optional.empty() : farModel(model, column.field());
    far.ifPresent(f ->
        findings.add(
            Diagnostic.of(
                    Code.COUNT_OF_KEY,
                    findings.place(argument.span()),
                    "`count "
                        + typer.findings.text(argument.span())
                        + "` counts rows of `"
                        + model.name()
                        + "` that have "
                        + Article.a(f.entity())
                        + ", the same one as often as it comes.")
                .note(
                    "`count_distinct "
                        + typer.findings.text(argument.span())
                        + "` counts each once.")));
  }
}
