package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.ir.Coordinate;
import dev.mensura.ir.Frame;
import dev.mensura.ir.Leaf;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.Query;
import dev.mensura.ir.Reduction;
import dev.mensura.ir.Regrouping;
import dev.mensura.ir.RowExpr;
import dev.mensura.ir.Signature.Motion;
import dev.mensura.ir.Value;
import dev.mensura.source.Span;
import dev.mensura.type.Grain;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Sees to it that the keys behind {@code per} are finer than the groups that a query has. */
final class LevelCheck {
  private final Scope scope;
  private final MetricTyper metrics;
  private final List<Query.Group> groups;

  LevelCheck(Scope scope, MetricTyper metrics, List<Query.Group> groups) {
    this.scope = scope;
    this.metrics = metrics;
    this.groups = groups;
  }

  /** Checks what is asked for, shown or not. */
  void check(MetricExpr expression, Span span) {
    Optional<Reduction> reduction = Reductions.of(List.of(expression), metrics);
    if (reduction.isEmpty() || !movesPeriods(expression, reduction.get(), span)) {
      return;
    }
    for (int id = 0; id < reduction.get().values().size(); id++) {
      if (reduction.get().value(id) instanceof Value.OfDetail detail
          && !fits(detail, reduction.get().leaves(List.of(id)), span)) {
        return;
      }
    }
  }

  /** An expression, and whether the stretch of time that it is asked for was moved outside. */
  private record Visit(MetricExpr expression, Motion outside) {}

  /** Inside of a stretch that was moved only the periods of a bare grain are its own. */
  private boolean movesPeriods(MetricExpr expression, Reduction reduction, Span span) {
    var seen = new HashSet<Visit>();
    var open = new ArrayDeque<Visit>(List.of(new Visit(expression, Motion.STILL)));
    while (!open.isEmpty()) {
      Visit visit = open.pop();
      if (!seen.add(visit)) {
        continue;
      }
      Motion inside =
          visit.expression() instanceof MetricExpr.Moved ? Motion.SHIFTED : visit.outside();
      switch (visit.expression()) {
        case MetricExpr.Reference r ->
            open.push(new Visit(metrics.known(r.metric()).expression(), inside));
        case MetricExpr.Detail d when inside != Motion.STILL -> {
          for (Coordinate key : d.keys()) {
            if (!isPeriod(key) && tellsTime(key, reduction)) {
              metrics.findings.add(
                  Diagnostic.of(
                          Code.NOT_SUPPORTED_YET,
                          metrics.findings.place(span),
                          ("`%s` takes values per `%s` inside of a stretch of time that is moved,"
                                  + " which this version does not compile.")
                              .formatted(metrics.shortText(span), key.name()))
                      .note("A bare grain does: `per day`, `per month`."));
              return false;
            }
          }
        }
        case MetricExpr other -> {}
      }
      for (MetricExpr part : visit.expression().parts()) {
        open.push(new Visit(part, inside));
      }
    }
    return true;
  }

  private static boolean isPeriod(Coordinate key) {
    return key.values().values().stream()
        .anyMatch(v -> v instanceof RowExpr.Truncate t && t.value() instanceof RowExpr.OwnTime);
  }

  private boolean tellsTime(Coordinate key, Reduction reduction) {
    Query.Group group = Regrouping.group(key);
    return reduction.leaves().keySet().stream().anyMatch(leaf -> regrouping(leaf).isTime(group));
  }

  private boolean fits(Value.OfDetail detail, List<Leaf> leaves, Span span) {
    List<List<Query.Group>> seen = new ArrayList<>();
    for (Leaf leaf : leaves) {
      seen.add(regrouping(leaf).after(detail.groupings(), groups));
    }
    if (seen.stream().distinct().count() > 1) {
      metrics.findings.add(
          Code.NOT_SUPPORTED_YET,
          span,
          "`"
              + metrics.shortText(span)
              + "` leaves out the times of metrics that go by different ones, which this version"
              + " does not compile.");
      return false;
    }
    Regrouping by = regrouping(leaves.getFirst());
    List<Query.Group> around = seen.getFirst();
    if (leaves.stream()
        .flatMap(l -> l.frame().moves().stream())
        .noneMatch(Frame.Move.Each.class::isInstance)) {
      for (Coordinate key : detail.keys()) {
        if (!isFine(key, around, by, span)) {
          return false;
        }
      }
      boolean single =
          detail.keys().stream().allMatch(k -> around.stream().anyMatch(g -> by.same(k, g)));
      if (single) {
        metrics.findings.add(
            Code.KEY_OF_GROUP,
            span,
            "`"
                + metrics.shortText(span)
                + "` aggregates one value per "
                + name(detail.keys())
                + ", and the query is grouped by it.");
      }
    }
    return true;
  }

  private static String name(List<Coordinate> keys) {
    return keys.stream().map(k -> "`" + k.name() + "`").reduce((a, b) -> a + ", " + b).orElse("");
  }

  private Regrouping regrouping(Leaf leaf) {
    return new Regrouping(
        leaf.base(), leaf.time().or(() -> scope.time(leaf.base())), scope.catalog());
  }

  private boolean isFine(Coordinate key, List<Query.Group> around, Regrouping by, Span span) {
    Optional<Grain> own = by.grain(key.values());
    for (Query.Group group : around) {
      Optional<Grain> theirs = by.grain(group.values());
      if (own.isPresent()
          && theirs.isPresent()
          && !own.get().equals(theirs.get())
          && theirs.get().nestsIn(own.get())) {
        metrics.findings.add(
            Diagnostic.of(
                    Code.KEY_TOO_COARSE,
                    metrics.findings.place(span),
                    ("`%s` takes values per `%s`, and the query asks for each `%s`, which is only a"
                            + " piece of one.")
                        .formatted(metrics.shortText(span), key.name(), group.name()))
                .note(
                    "Grouped by `%s` or by something coarser, each group has whole ones."
                        .formatted(key.name())));
        return false;
      }
    }
    return true;
  }
}
