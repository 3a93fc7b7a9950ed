package dev.mensura.check;

import dev.mensura.ir.Metric;
import dev.mensura.ir.MetricExpr;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Looks for aggregates that read the rows of a last or first time. */
final class Marks {
  private Marks() {}

  /** Whether all of the aggregates do, so that a mark around them would say nothing. */
  static boolean allMarked(MetricExpr expr, Function<String, Metric> metrics) {
    Deque<MetricExpr> open = new ArrayDeque<>(Set.of(expr));
    Set<String> seen = new HashSet<>();
    while (!open.isEmpty()) {
      switch (open.pop()) {
        case MetricExpr.Aggregated a -> {
          return false;
        }
        case MetricExpr.Marked m -> {}
        case MetricExpr.Constant c -> {}
        case MetricExpr.Call c -> c.arguments().forEach(open::push);
        case MetricExpr.Reference r ->
            Optional.of(r.metric())
                .filter(seen::add)
                .ifPresent(name -> open.push(metrics.apply(name).expression()));
        case MetricExpr.Filtered f -> open.push(f.value());
        case MetricExpr.Dated d -> open.push(d.value());
        case MetricExpr.Moved m -> open.push(m.value());
        case MetricExpr.Across a -> open.push(a.value());
        case MetricExpr.Filled f -> open.push(f.value());
        case MetricExpr.Detail d -> {
          d.value().ifPresent(open::push);
          d.having().ifPresent(open::push);
        }
      }
    }
    return true;
  }
}
