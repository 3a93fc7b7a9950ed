package dev.mensura.check;

import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.Reducer;
import dev.mensura.ir.Reduction;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Reduces what is typed to leaves. */
final class Reductions {
  private Reductions() {}

  /**
   * None if it is too large, or uses a metric that turned out to be broken since: then it is looked
   * at again anyway.
   */
  static Optional<Reduction> of(List<MetricExpr> expressions, MetricTyper metrics) {
    var followed = new HashSet<String>();
    var open = new ArrayDeque<MetricExpr>(expressions);
    while (!open.isEmpty()) {
      MetricExpr next = open.pop();
      if (next instanceof MetricExpr.Reference r && followed.add(r.metric())) {
        if (!(metrics.scope().metric(r.metric()) instanceof Scope.Seen.Known known)) {
          return Optional.empty();
        }
        open.push(known.metric().expression());
      }
      next.parts().forEach(open::push);
    }
    return Reducer.reduce(expressions, metrics::known);
  }
}
