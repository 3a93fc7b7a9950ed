package dev.mensura.check;

import dev.mensura.ir.Coordinate;
import dev.mensura.ir.Frame;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.Signature;
import dev.mensura.ir.Signature.Motion;
import java.util.function.Function;
import java.util.stream.Stream;

/** Says whether a metric expression reads other stretches of time than it is asked for. */
final class Motions {
  private Motions() {}

  static Motion of(MetricExpr expr, Function<String, Signature> signatures) {
    return switch (expr) {
      case MetricExpr.Aggregated a -> Motion.STILL;
      case MetricExpr.Constant c -> Motion.STILL;
      case MetricExpr.Call c ->
          c.arguments().stream().map(a -> of(a, signatures)).reduce(Motion.STILL, Motion::and);
      case MetricExpr.Reference r -> signatures.apply(r.metric()).motion();
      case MetricExpr.Filtered f -> of(f.value(), signatures).and(rankings(f, signatures));
      case MetricExpr.Dated d -> of(d.value(), signatures);
      case MetricExpr.Moved m -> of(m.move()).and(of(m.value(), signatures));
      case MetricExpr.Across a -> of(a.value(), signatures);
      case MetricExpr.Marked m -> of(m.value(), signatures);
      case MetricExpr.Filled f -> of(f.value(), signatures);
      case MetricExpr.Detail d -> {
        Motion inside =
            Stream.concat(d.value().stream(), d.having().stream())
                .map(e -> of(e, signatures))
                .reduce(Motion.STILL, Motion::and);
        // Seen from periods of its own, a window takes the place of no other.
        yield inside == Motion.WINDOWED && d.keys().stream().anyMatch(Coordinate::isTime)
            ? Motion.SHIFTED
            : inside;
      }
    };
  }

  /** What ranks moves for itself, and no window around it takes its place. */
  private static Motion rankings(MetricExpr.Filtered f, Function<String, Signature> signatures) {
    boolean moves =
        f.predicates().values().stream()
            .flatMap(p -> Rankings.in(p).stream())
            .anyMatch(r -> of(r.ranking().by(), signatures) != Motion.STILL);
    return moves ? Motion.SHIFTED : Motion.STILL;
  }

  private static Motion of(Frame.Move move) {
    return switch (move) {
      case Frame.Move.Ago ago -> Motion.SHIFTED;
      case Frame.Move.Start start -> Motion.SHIFTED;
      case Frame.Move.Each each -> Motion.STILL;
      case Frame.Move.Window window -> Motion.WINDOWED;
    };
  }
}
