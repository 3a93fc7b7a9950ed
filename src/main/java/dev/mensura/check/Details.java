package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.ir.Grouping;
import dev.mensura.ir.Leaf;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.Query;
import dev.mensura.ir.Reduction;
import dev.mensura.ir.Regrouping;
import dev.mensura.ir.RowExpr;
import dev.mensura.model.SemanticModel;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Path;
import dev.mensura.type.Aggregate;
import dev.mensura.type.Unit;
import dev.mensura.type.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Types aggregates of the values that a metric has for each key: {@code avg (revenue per day)}. */
final class Details {
  private final MetricTyper typer;
  private final Aggregates aggregates;
  private final Scope scope;
  private final Findings findings;

  Details(MetricTyper typer, Aggregates aggregates) {
    this.typer = typer;
    this.aggregates = aggregates;
    this.scope = typer.scope();
    this.findings = typer.findings;
  }

  /** What is aggregated, and which keys are kept. */
  private record Parts(Optional<Typed<MetricExpr>> value, Optional<Typed<MetricExpr>> having) {
    List<MetricExpr> all() {
      var all = new ArrayList<MetricExpr>();
      value.ifPresent(v -> all.add(v.expr()));
      having.ifPresent(h -> all.add(h.expr()));
      return all;
    }
  }

  Typed<MetricExpr> type(Expr.Aggregated aggregated) {
    Aggregate function = aggregated.function();
    int expected = function.takesFraction() ? 2 : 1;
    boolean countsKeys = function == Aggregate.COUNT && aggregated.arguments().isEmpty();
    if (aggregated.arguments().size() != expected && !countsKeys) {
      return aggregates.wrongArguments(aggregated, expected);
    }
    if (aggregated.per().isEmpty()) {
      return typer.fail(
          Code.WRONG_ARGUMENTS,
          aggregated.having().orElseThrow().span(),
          "`having` keeps keys, and there is no `per` that says which.");
    }
    Optional<BigDecimal> fraction = Optional.empty();
    if (function.takesFraction()) {
      fraction = aggregates.fraction(aggregated.arguments().get(1));
      if (fraction.isEmpty()) {
        return typer.unknown();
      }
    }
    Optional<Typed<MetricExpr>> value =
        aggregated.arguments().stream().findFirst().map(typer::type);
    Optional<Typed<MetricExpr>> having = aggregated.having().map(typer::condition);
    if (value.filter(Typed::isUnknown).isPresent() || having.filter(Typed::isUnknown).isPresent()) {
      return typer.unknown();
    }
    return of(aggregated, fraction, new Parts(value, having));
  }

  private Typed<MetricExpr> of(
      Expr.Aggregated aggregated, Optional<BigDecimal> fraction, Parts parts) {
    if (!readsRows(aggregated, parts)) {
      return typer.unknown();
    }
    Aggregate function = aggregated.function();
    Optional<ValueType> type =
        parts.value().isEmpty()
            ? Optional.of(ValueType.INTEGER)
            : Rules.aggregate(function, parts.value().get().type());
    if (type.isEmpty()) {
      Expr argument = aggregated.arguments().getFirst();
      return typer.fail(
          Code.TYPE_MISMATCH,
          argument.span(),
          "`%s` is %s; `%s` takes %s."
              .formatted(
                  typer.shortText(argument.span()),
                  Article.a(parts.value().orElseThrow().type()),
                  function.text(),
                  Rules.takes(function)));
    }
    Optional<List<Coordinates.Found>> keys = keys(aggregated.per(), parts);
    if (keys.isEmpty()) {
      return typer.unknown();
    }
    var empty = function.isCount() ? MetricExpr.Empty.ZERO : MetricExpr.Empty.NULL;
    var detail =
        new MetricExpr.Detail(
            function,
            fraction,
            parts.value().map(Typed::expr),
            keys.get().stream().map(Coordinates.Found::coordinate).distinct().toList(),
            parts.having().map(Typed::expr),
            empty,
            type.get());
    return new Typed<>(
        detail, type.get(), detail.nullable(), unit(function, parts.value(), keys.get()));
  }

  /** Keys are those of rows: of the value, or where there is none of the condition. */
  private boolean readsRows(Expr.Aggregated aggregated, Parts parts) {
    if (parts.value().isEmpty() && parts.having().isEmpty()) {
      typer.fail(
          Code.WRONG_ARGUMENTS,
          aggregated.span(),
          "`%s` says of no metric whose keys are counted; `count (… per %s)` or a `having` does."
              .formatted(typer.shortText(aggregated.span()), aggregated.per().getFirst().text()));
      return false;
    }
    if (parts.value().filter(v -> typer.bases(v.expr()).isEmpty()).isPresent()) {
      Expr argument = aggregated.arguments().getFirst();
      typer.fail(
          Code.WRONG_ARGUMENTS,
          argument.span(),
          "`" + typer.shortText(argument.span()) + "` reads no rows, so it has no keys.");
      return false;
    }
    if (parts.having().filter(h -> typer.bases(h.expr()).isEmpty()).isPresent()) {
      Expr condition = aggregated.having().orElseThrow();
      typer.fail(
          Code.WRONG_ARGUMENTS,
          condition.span(),
          "`" + typer.shortText(condition.span()) + "` reads no rows, so it tells no keys apart.");
      return false;
    }
    return true;
  }

  private Optional<List<Coordinates.Found>> keys(List<Path> paths, Parts parts) {
    SortedSet<String> bases = new TreeSet<>();
    parts.all().forEach(e -> bases.addAll(typer.bases(e)));
    var coordinates = new Coordinates(typer);
    var keys = new ArrayList<Coordinates.Found>();
    for (Path path : paths) {
      if (coordinates.isTime(path, bases)) {
        typer.fail(
            Code.UNKNOWN_GRAIN,
            path.span(),
            "`per time` says no period; `per day` or `per month` does.");
        return Optional.empty();
      }
      Optional<List<Coordinates.Found>> found = coordinates.of(path, bases);
      if (found.isEmpty()) {
        return Optional.empty();
      }
      keys.addAll(found.get());
    }
    Optional<Reduction> reduction = Reductions.of(parts.all(), typer);
    if (reduction.isEmpty()) {
      return Optional.of(keys);
    }
    Set<Leaf> leaves = reduction.get().leaves().keySet();
    for (Coordinates.Found key : keys) {
      if (!isReached(key, leaves)) {
        return Optional.empty();
      }
    }
    return Optional.of(keys);
  }

  /** Whether all that is told apart by a key reaches it; says so if not. */
  private boolean isReached(Coordinates.Found key, Set<Leaf> leaves) {
    SortedSet<String> needed = new TreeSet<>();
    Query.Group group = Regrouping.group(key.coordinate());
    for (Leaf leaf : leaves) {
      Optional<RowExpr> time = leaf.time().or(() -> scope.time(leaf.base()));
      var seen = new Regrouping(leaf.base(), time, scope.catalog());
      boolean dropped =
          leaf.groupings().stream()
              .anyMatch(g -> g instanceof Grouping.Across a && seen.drops(a, group));
      if (!dropped) {
        needed.add(leaf.base());
      }
    }
    if (needed.isEmpty()) {
      typer.fail(
          Code.DEAD_MODIFIER,
          key.path().span(),
          "All that is aggregated leaves out `%s` with `across`, so it has no keys."
              .formatted(key.path().text()));
      return false;
    }
    int before = findings.errors();
    boolean reached =
        new Filters(scope, typer, RowTyper.Position.QUERY).values(key.path(), needed).isPresent();
    if (!reached && needed.stream().anyMatch(key.coordinate().values()::containsKey)) {
      findings.note(
          before,
          Set.of(Code.UNREACHABLE, Code.UNKNOWN_FIELD, Code.NO_TIME),
          "`(… across " + key.path().text() + ")` is the same for all of its keys.");
    }
    return reached;
  }

  private Unit unit(
      Aggregate function, Optional<Typed<MetricExpr>> value, List<Coordinates.Found> keys) {
    Unit own = value.map(Typed::unit).orElse(Unit.ANY);
    return switch (function) {
      case COUNT -> keyUnit(keys);
      case COUNT_DISTINCT, APPROX_COUNT_DISTINCT, ANY_TRUE, ALL_TRUE -> Unit.ANY;
      case SUM, AVG, MIN, MAX, MEDIAN, PERCENTILE, PERCENTILE_DISC, APPROX_PERCENTILE, STDDEV ->
          own;
      case VARIANCE -> own.times(own);
    };
  }

  /** What a key stands for: customers, if it is a customer's. */
  private Unit keyUnit(List<Coordinates.Found> keys) {
    if (keys.size() != 1) {
      return Unit.ANY;
    }
    Coordinates.Found key = keys.getFirst();
    Optional<String> entity =
        key.rows()
            .map(SemanticModel::entity)
            .or(() ->
                key.coordinate().values().values().stream()
                    .flatMap(v -> aggregates.identified(v).stream())
                    .findFirst());
    return entity.map(Unit::of).orElse(Unit.ANY);
  }
}
