package dev.mensura.plan;

import dev.mensura.ir.JoinPath;
import dev.mensura.ir.RowExpr;

/** Moves what was said of a row to the row at the end of a path. */
final class Rerooted {
  private Rerooted() {}

  static RowExpr at(JoinPath path, RowExpr expression) {
    return switch (expression) {
      case RowExpr.Column c ->
          new RowExpr.Column(
              path.then(c.path()), c.field(), c.type(), c.nullable() || !path.isEmpty());
      case RowExpr.Constant c -> c;
      case RowExpr.Call c ->
          new RowExpr.Call(
              c.function(),
              c.arguments().stream().map(a -> at(path, a)).toList(),
              c.type(),
              c.nullable() || !path.isEmpty());
      case RowExpr.Truncate t -> new RowExpr.Truncate(at(path, t.value()), t.grain(), t.type());
      case RowExpr.Part p -> new RowExpr.Part(at(path, p.value()), p.part());
      case RowExpr.During d -> new RowExpr.During(at(path, d.value()), d.span());
      case RowExpr.OwnTime own -> own;
      case RowExpr.MetricOfRow m ->
          new RowExpr.MetricOfRow(path.then(m.path()), m.metric(), m.ways(), m.type(), true);
    };
  }
}
