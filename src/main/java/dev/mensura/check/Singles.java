package dev.mensura.check;

import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.Signature;
import java.util.Optional;
import java.util.function.Function;

/** Finds the one aggregate that a metric is, with nothing but filters and a date around it. */
final class Singles {
  private Singles() {}

  static Optional<MetricExpr> of(MetricExpr expr, Function<String, Signature> signatures) {
    return switch (expr) {
      case MetricExpr.Aggregated a -> Optional.of(a);
      case MetricExpr.Reference r -> signatures.apply(r.metric()).single();
      case MetricExpr.Filtered f ->
          of(f.value(), signatures).map(v -> new MetricExpr.Filtered(v, f.predicates()));
      case MetricExpr.Dated d ->
          of(d.value(), signatures).map(v -> new MetricExpr.Dated(v, d.times()));
      case MetricExpr other -> Optional.empty();
    };
  }
}
