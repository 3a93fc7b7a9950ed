package dev.mensura.check;

import dev.mensura.ir.Coordinate;
import dev.mensura.ir.Grouping;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.Signature;
import dev.mensura.ir.Signature.Extent;
import java.util.function.Function;
import java.util.stream.Stream;

/** Says whether a part of a metric looks at the whole of the query's time. */
final class Extents {
  private Extents() {}

  static Extent of(MetricExpr expr, Function<String, Signature> signatures) {
    return isWhole(expr, signatures) ? Extent.WHOLE : Extent.PERIOD;
  }

  private static boolean isWhole(MetricExpr expr, Function<String, Signature> signatures) {
    return switch (expr) {
      case MetricExpr.Aggregated a -> false;
      case MetricExpr.Constant c -> false;
      case MetricExpr.Call c -> c.arguments().stream().anyMatch(a -> isWhole(a, signatures));
      case MetricExpr.Reference r -> signatures.apply(r.metric()).extent() == Extent.WHOLE;
      case MetricExpr.Filtered f -> isWhole(f.value(), signatures);
      case MetricExpr.Dated d -> isWhole(d.value(), signatures);
      case MetricExpr.Moved m -> isWhole(m.value(), signatures);
      case MetricExpr.Across a -> dropsTime(a.left()) || isWhole(a.value(), signatures);
      case MetricExpr.Marked m -> isWhole(m.value(), signatures);
      case MetricExpr.Filled f -> isWhole(f.value(), signatures);
      case MetricExpr.Detail d ->
          Stream.concat(d.value().stream(), d.having().stream())
              .anyMatch(e -> isWhole(e, signatures));
    };
  }

  /** Periods that are left out take with them what was said of them outside. */
  private static boolean dropsTime(Grouping.Across across) {
    return across.time()
        || across.which() == Grouping.Which.THESE
            && across.coordinates().stream().anyMatch(Coordinate::isTime);
  }
}
