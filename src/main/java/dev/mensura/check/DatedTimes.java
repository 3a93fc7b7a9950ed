package dev.mensura.check;

import dev.mensura.ir.Metric;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.RowExpr;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the times that metrics are {@code dated} by. */
final class DatedTimes {
  private DatedTimes() {}

  /** For each base model, the times that take the place of its own somewhere in the expressions. */
  static SortedMap<String, Set<RowExpr>> of(Collection<MetricExpr> expressions, Scope scope) {
    var times = new TreeMap<String, Set<RowExpr>>();
    var followed = new HashSet<String>();
    var open = new ArrayDeque<MetricExpr>(expressions);
    while (!open.isEmpty()) {
      switch (open.pop()) {
        case MetricExpr.Aggregated a -> {}
        case MetricExpr.Constant c -> {}
        case MetricExpr.Call c -> c.arguments().forEach(open::push);
        case MetricExpr.Filtered f -> open.push(f.value());
        case MetricExpr.Moved m -> open.push(m.value());
        case MetricExpr.Across a -> open.push(a.value());
        case MetricExpr.Marked m -> open.push(m.value());
        case MetricExpr.Filled f -> open.push(f.value());
        case MetricExpr.Detail d -> {
          d.value().ifPresent(open::push);
          d.having().ifPresent(open::push);
        }
        case MetricExpr.Dated d -> {
          d.times()
              .forEach((base, time) ->
                  times.computeIfAbsent(base, x -> new LinkedHashSet<>()).add(time));
          open.push(d.value());
        }
        case MetricExpr.Reference r -> {
          if (followed.add(r.metric())
              && scope.metric(r.metric()) instanceof Scope.Seen.Known(Metric metric)) {
            open.push(metric.expression());
          }
        }
      }
    }
    return times;
  }
}
