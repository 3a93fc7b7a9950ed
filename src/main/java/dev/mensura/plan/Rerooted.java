package dev.mensura.plan;

import dev.mensura.ir.JoinPath;
import dev.mensura.ir.RowExpr;
import java.util.List;

/** Moves what was said of a row to the row at the end of a path. */
final class Rerooted {
  private Rerooted() {}

  static RowExpr at(JoinPath path, RowExpr expression) {
    return switch (expression) {
      case RowExpr.Column c ->
          new RowExpr.Column(
              path.then(c.path()), c.field(), c.type(), c.nullable() || !path.isEmpty());
      case RowExpr.MetricOfRow m ->
          new RowExpr.MetricOfRow(path.then(m.path()), m.metric(), m.ways(), m.type(), true);
      case RowExpr.Call c ->
          new RowExpr.Call(
              c.function(), operands(path, c), c.type(), c.nullable() || !path.isEmpty());
      case RowExpr other -> other.with(operands(path, other));
    };
  }

  private static List<RowExpr> operands(JoinPath path, RowExpr expression) {
    return expression.operands().stream().map(operand -> at(path, operand)).toList();
  }
}
