package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.ir.Axis;
import dev.mensura.ir.Leaf;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.OwnTimes;
import dev.mensura.ir.Query;
import dev.mensura.ir.Reducer;
import dev.mensura.ir.RowExpr;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Modifier;
import dev.mensura.type.Grain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Checks what gives a query rows besides those of the data. */
final class QueryShape {
  private final Scope scope;
  private final MetricTyper metrics;
  private final List<Query.Group> groups;
  private final Findings findings;

  QueryShape(Scope scope, MetricTyper metrics, List<Query.Group> groups, Findings findings) {
    this.scope = scope;
    this.metrics = metrics;
    this.groups = groups;
    this.findings = findings;
  }

  /** {@code by … fill 0}; none after saying what is wrong with it. */
  Optional<Query.Fill> fill(
      Modifier.Fill fill, List<Query.Item> items, List<Query.Filter> filters) {
    if (findings.errors() > 0 || !showsPeriods(fill.span(), items, filters)) {
      return Optional.empty();
    }
    if (fill.value().isEmpty()) {
      return Optional.of(new Query.Fill(Optional.empty()));
    }
    Span span = fill.value().get().span();
    Typed<MetricExpr> value = metrics.type(fill.value().get());
    if (value.isUnknown()) {
      return Optional.empty();
    }
    if (!(value.expr() instanceof MetricExpr.Constant constant)) {
      findings.add(
          Code.WRONG_ARGUMENTS,
          span,
          "`fill` takes a constant, and `" + metrics.shortText(span) + "` is none.");
      return Optional.empty();
    }
    for (Query.Item item : items) {
      if (!Rules.common(item.value().type(), value.type())
          .filter(t -> t.kind() == item.value().type().kind())
          .isPresent()) {
        findings.add(
            Code.TYPE_MISMATCH,
            span,
            "`%s` is %s, and `%s` is %s, so it can't be filled with it."
                .formatted(
                    metrics.shortText(span),
                    Article.a(value.type()),
                    item.name(),
                    Article.a(item.value().type())));
        return Optional.empty();
      }
    }
    return Optional.of(new Query.Fill(Optional.of(constant)));
  }

  /** Whether every metric is told apart by the same periods. */
  private boolean showsPeriods(Span span, List<Query.Item> items, List<Query.Filter> filters) {
    List<Leaf> leaves =
        Reducer.reduce(items.stream().map(Query.Item::value).toList(), metrics::known)
            .map(r -> List.copyOf(r.leaves().keySet()))
            .orElse(List.of());
    @Nullable List<Axis.Role> first = null;
    for (Leaf leaf : leaves) {
      Optional<RowExpr> time = leaf.time().or(() -> scope.time(leaf.base()));
      Optional<Axis> axis = time.flatMap(t -> axis(leaf, t, filters));
      if (axis.isEmpty()) {
        continue;
      }
      if (axis.get().grain().isEmpty()) {
        return needsPeriods(span);
      }
      Grain grain = axis.get().grain().get();
      Grain unit = grain.isSubDay() ? grain : Grain.DAY;
      if (!axis.get().spans().stream().allMatch(s -> s.isMadeOf(unit))) {
        findings.add(
            Code.NOT_SUPPORTED_YET,
            span,
            "`fill` of periods of which `where` cuts a "
                + unit.text()
                + " in two is not compiled by this version.");
        return false;
      }
      for (Axis.Role role : axis.get().roles()) {
        boolean fits =
            switch (role) {
              case Axis.Role.Period p -> grain.nestsIn(p.grain());
              case Axis.Role.Part p -> Paths.nests(grain, p.part());
              case Axis.Role.Moment m -> false;
              case Axis.Role.Other o -> true;
            };
        if (!fits) {
          findings.add(
              Code.NOT_SUPPORTED_YET,
              span,
              "`fill` of periods that no one grain makes is not compiled by this version.");
          return false;
        }
      }
      if (first != null && !first.equals(axis.get().roles())) {
        findings.add(
            Code.NEEDS_TIME,
            span,
            "The metrics of the query are not told apart by the same periods, so there are none"
                + " to fill.");
        return false;
      }
      first = axis.get().roles();
    }
    return first != null || needsPeriods(span);
  }

  private boolean needsPeriods(Span span) {
    findings.add(
        Diagnostic.of(
                Code.NEEDS_TIME,
                findings.place(span),
                "`fill` adds periods without rows, and the query is grouped by no period of its"
                    + " metrics' time.")
            .note("`by day` or `by month` is a sequence of periods; what recurs in them is none."));
    return false;
  }

  /** None where the leaf is not told apart by all groups. */
  private Optional<Axis> axis(Leaf leaf, RowExpr time, List<Query.Filter> filters) {
    var by = new ArrayList<RowExpr>();
    for (Query.Group group : groups) {
      Optional<RowExpr> value = seen(group.values(), leaf.base(), time);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      by.add(value.get());
    }
    var where = new ArrayList<RowExpr>();
    filters.forEach(f -> seen(f.predicates(), leaf.base(), time).ifPresent(where::add));
    return Optional.of(Axis.of(time, by, where, scope.catalog()));
  }

  private static Optional<RowExpr> seen(
      SortedMap<String, RowExpr> values, String base, RowExpr time) {
    return Optional.ofNullable(values.get(base)).map(v -> OwnTimes.replace(v, time));
  }
}
