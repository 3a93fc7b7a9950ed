package dev.mensura.check;

import dev.mensura.ir.JoinPath;
import dev.mensura.ir.RowExpr;
import java.util.List;

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
      case RowExpr.MetricOfRow m ->
          new RowExpr.MetricOfRow(path.then(m.path()), m.metric(), m.ways(), m.type(), true);
      case RowExpr.Call c -> new RowExpr.Call(c.function(), operands(path, c), c.type(), true);
      case RowExpr.Credited c ->
          throw new IllegalArgumentException("credited events are of a base row: " + c);
      case RowExpr other -> other.with(operands(path, other));
    };
  }

  private static List<RowExpr> operands(JoinPath path, RowExpr expr) {
    return expr.operands().stream().map(operand -> at(path, operand)).toList();
  }

  /** How many nodes an expression has, counted as it is printed: shared ones again. */
  static long size(RowExpr expr) {
    return 1 + expr.operands().stream().mapToLong(Rebase::size).sum();
  }
}
