package dev.mensura.check;

import dev.mensura.ir.JoinPath;
import dev.mensura.ir.RowExpr;

/** Looks at an expression over one model's row from further away. */
final class Rebase {
  private Rebase() {}

  /** The same value, of the row at the end of {@code path}. */
  static RowExpr at(JoinPath path, RowExpr expr) {
    if (path.isEmpty()) {
      return expr;
    }
    return switch (expr) {
      case RowExpr.Column c -> new RowExpr.Column(path.then(c.path()), c.field(), c.type(), true);
      case RowExpr.Constant c -> c;
      case RowExpr.Call c ->
          new RowExpr.Call(
              c.function(), c.arguments().stream().map(a -> at(path, a)).toList(), c.type(), true);
      case RowExpr.Truncate t -> new RowExpr.Truncate(at(path, t.value()), t.grain(), t.type());
      case RowExpr.Part p -> new RowExpr.Part(at(path, p.value()), p.part());
      case RowExpr.During d -> new RowExpr.During(at(path, d.value()), d.span());
      case RowExpr.OwnTime o -> o;
      case RowExpr.MetricOfRow m ->
          new RowExpr.MetricOfRow(path.then(m.path()), m.metric(), m.ways(), m.type(), true);
    };
  }

  /** How many nodes an expression has, counted as it is printed: shared ones again. */
  static long size(RowExpr expr) {
    return switch (expr) {
      case RowExpr.Column c -> 1;
      case RowExpr.Constant c -> 1;
      case RowExpr.Call c -> 1 + c.arguments().stream().mapToLong(Rebase::size).sum();
      case RowExpr.Truncate t -> 1 + size(t.value());
      case RowExpr.Part p -> 1 + size(p.value());
      case RowExpr.During d -> 1 + size(d.value());
      case RowExpr.OwnTime o -> 1;
      case RowExpr.MetricOfRow m -> 1;
    };
  }
}
