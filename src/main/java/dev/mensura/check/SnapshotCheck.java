package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.ir.Frame;
import dev.mensura.ir.JoinPath;
import dev.mensura.ir.Leaf;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.OwnTimes;
import dev.mensura.ir.Query;
import dev.mensura.ir.Reduction;
import dev.mensura.ir.Regrouping;
import dev.mensura.ir.RowExpr;
import dev.mensura.model.Field;
import dev.mensura.source.Span;
import dev.mensura.syntax.Names;
import dev.mensura.type.Aggregate;
import dev.mensura.type.Function;
import dev.mensura.type.Grain;
import dev.mensura.type.TimeSpan;
import dev.mensura.type.ValueType;
import dev.mensura.type.ValueType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Refuses to add up, over several times, rows that are all there again for each time. Least,
 * greatest and distinct values don't mind, and of averages and percentiles each row is one
 * observation.
 */
final class SnapshotCheck {
  private final Scope scope;
  private final MetricTyper metrics;
  private final List<Query.Group> groups;
  private final List<Query.Filter> filters;

  SnapshotCheck(
      Scope scope, MetricTyper metrics, List<Query.Group> groups, List<Query.Filter> filters) {
    this.scope = scope;
    this.metrics = metrics;
    this.groups = groups;
    this.filters = filters;
  }

  /** Checks what is asked for, shown or not. */
  void check(MetricExpr expression, Span span) {
    Optional<Reduction> reduction = Reductions.of(List.of(expression), metrics);
    reduction.stream()
        .flatMap(r -> r.leaves().keySet().stream())
        .filter(leaf -> addsUp(leaf.aggregate()))
        .filter(leaf -> snapshot(leaf.base()).map(s -> !readsOne(leaf, s)).orElse(false))
        .findFirst()
        .ifPresent(leaf -> refuse(leaf, span));
  }

  private static boolean addsUp(Aggregate aggregate) {
    return aggregate == Aggregate.SUM || aggregate == Aggregate.COUNT;
  }

  private Optional<RowExpr> snapshot(String model) {
    return scope
        .catalog()
        .get(model)
        .snapshot()
        .map(name ->
            scope
                .field(model, name)
                .orElseGet(() -> new RowExpr.Constant(name, ValueType.UNKNOWN)));
  }

  private boolean readsOne(Leaf leaf, RowExpr snapshot) {
    Optional<RowExpr> time = leaf.time().or(() -> scope.time(leaf.base()));
    boolean marked =
        leaf.mark().filter(m -> isOne(timed(m.time(), time), snapshot)).isPresent()
            || leaf.filters().stream().anyMatch(f -> leavesOne(timed(f, time), snapshot));
    if (marked) {
      return true;
    }
    var regrouping = new Regrouping(leaf.base(), time, scope.catalog());
    List<RowExpr> by = new ArrayList<>();
    for (Query.Group group : regrouping.after(leaf.groupings(), groups)) {
      Optional.ofNullable(group.values().get(leaf.base())).ifPresent(v -> by.add(timed(v, time)));
    }
    boolean widened = leaf.frame().moves().stream().anyMatch(Frame.Move.Window.class::isInstance);
    boolean each = leaf.frame().moves().stream().anyMatch(Frame.Move.Each.class::isInstance);
    boolean grouped = by.stream().anyMatch(v -> isOne(v, snapshot));
    boolean chosen =
        filters.stream()
            .flatMap(f -> Optional.ofNullable(f.predicates().get(leaf.base())).stream())
            .anyMatch(f -> leavesOne(timed(f, time), snapshot));
    boolean ofOwnTime = time.filter(snapshot::equals).isPresent();
    return widened && ofOwnTime ? each && grouped : grouped || chosen;
  }

  private static RowExpr timed(RowExpr expression, Optional<RowExpr> time) {
    return time.map(t -> OwnTimes.replace(expression, t)).orElse(expression);
  }

  /** Whether rows that are alike in this value are of one snapshot. */
  private boolean isOne(RowExpr value, RowExpr snapshot) {
    return value.equals(snapshot)
        || value instanceof RowExpr.Truncate t
            && t.value().equals(snapshot)
            && grain(snapshot).filter(g -> t.grain().nestsIn(g)).isPresent();
  }

  /** The period that a snapshot's time is told to be the start of. */
  private Optional<Grain> grain(RowExpr snapshot) {
    Optional<Grain> declared =
        snapshot instanceof RowExpr.Column c && c.path().equals(JoinPath.at(c.path().base()))
            ? scope.catalog().get(c.path().base()).field(c.field()).flatMap(Field::grain)
            : Optional.empty();
    return declared.or(
        () -> snapshot.type().is(Kind.DATE) ? Optional.of(Grain.DAY) : Optional.empty());
  }

  private boolean leavesOne(RowExpr condition, RowExpr snapshot) {
    return switch (condition) {
      case RowExpr.Call c when c.function() == Function.AND ->
          c.arguments().stream().anyMatch(a -> leavesOne(a, snapshot));
      case RowExpr.Call c when c.function() == Function.EQ ->
          isOne(c.arguments().get(0), snapshot) && c.arguments().get(1) instanceof RowExpr.Constant
              || isOne(c.arguments().get(1), snapshot)
                  && c.arguments().get(0) instanceof RowExpr.Constant;
      case RowExpr.During d -> {
        RowExpr tested = d.value() instanceof RowExpr.Truncate t ? t.value() : d.value();
        yield tested.equals(snapshot)
            && grain(snapshot).filter(g -> isOnePeriod(d.span(), g)).isPresent();
      }
      default -> false;
    };
  }

  private static boolean isOnePeriod(TimeSpan span, Grain grain) {
    return switch (span) {
      case TimeSpan.Fixed f ->
          f.start() != null
              && f.end() != null
              && !grain.plus(grain.start(f.start()), 1).isBefore(f.end());
      case TimeSpan.Last l -> l.count() == 1 && l.grain().nestsIn(grain);
      case TimeSpan.This t -> t.grain().nestsIn(grain);
    };
  }

  private void refuse(Leaf leaf, Span span) {
    String time = scope.catalog().get(leaf.base()).snapshot().orElseThrow();
    String text = metrics.findings.text(span);
    String path = Names.quoted(time);
    metrics.findings.add(
        Diagnostic.of(
                Code.SUM_OF_SNAPSHOTS,
                metrics.findings.place(span),
                "`%s` adds up rows of `%s` over several `%s`, and all of them are there again for each."
                    .formatted(metrics.shortText(span), leaf.base(), time))
            .note(
                "`at last %s` keeps those of the last; `by %s` tells them apart."
                    .formatted(path, path))
            .fix("Count the rows of the last", "((" + text + ") at last " + path + ")"));
  }
}
