package dev.mensura.check;

import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.Signature;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** Finds the models whose rows a metric expression reads. */
final class Bases {
  private Bases() {}

  static SortedSet<String> of(MetricExpr expr, Function<String, Signature> signatures) {
    var bases = new TreeSet<String>();
    collect(expr, signatures, bases);
    return Collections.unmodifiableSortedSet(bases);
  }

  private static void collect(
      MetricExpr expr, Function<String, Signature> signatures, SortedSet<String> into) {
    switch (expr) {
      case MetricExpr.Aggregated a -> into.add(a.base());
      case MetricExpr.Constant c -> {}
      case MetricExpr.Call c -> c.arguments().forEach(a -> collect(a, signatures, into));
      case MetricExpr.Reference r -> into.addAll(signatures.apply(r.metric()).bases());
      case MetricExpr.Filtered f -> {
        into.addAll(f.predicates().keySet());
        // What ranks is looked at under the same filters from outside.
        f.predicates().values().stream()
            .flatMap(p -> Rankings.in(p).stream())
            .forEach(r -> collect(r.ranking().by(), signatures, into));
      }
      case MetricExpr.Dated d -> into.addAll(d.times().keySet());
      case MetricExpr.Moved m -> collect(m.value(), signatures, into);
      case MetricExpr.Across a -> collect(a.value(), signatures, into);
      case MetricExpr.Marked m -> into.addAll(m.times().keySet());
      case MetricExpr.Filled f -> collect(f.value(), signatures, into);
      case MetricExpr.Detail d -> {
        d.value().ifPresent(v -> collect(v, signatures, into));
        d.having().ifPresent(h -> collect(h, signatures, into));
      }
    }
  }
}
