package dev.mensura.compare;

import dev.mensura.ir.RowExpr;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What row expressions are made of: columns, the row's own time, and metrics of the row. */
final class Atoms {
  private Atoms() {}

  static Set<RowExpr> of(List<RowExpr> expressions) {
    Set<RowExpr> found = new LinkedHashSet<>();
    expressions.forEach(e -> collect(e, found));
    return found;
  }

  private static void collect(RowExpr expression, Set<RowExpr> into) {
    switch (expression) {
      case RowExpr.Column c -> into.add(c);
      case RowExpr.OwnTime t -> into.add(t);
      case RowExpr.MetricOfRow m -> into.add(m);
      case RowExpr.Ranked r -> into.add(r);
      case RowExpr.Credited c -> into.add(c);
      case RowExpr other -> other.operands().forEach(operand -> collect(operand, into));
    }
  }

  /** The expression with other atoms. What contains one that can be null now, can be null too. */
  static RowExpr replace(RowExpr expression, Map<RowExpr, RowExpr> atoms) {
    RowExpr other = atoms.get(expression);
    if (other != null) {
      return other;
    }
    List<RowExpr> operands =
        expression.operands().stream().map(operand -> replace(operand, atoms)).toList();
    if (operands.equals(expression.operands())) {
      return expression;
    }
    return expression instanceof RowExpr.Call c
        ? new RowExpr.Call(
            c.function(),
            operands,
            c.type(),
            c.nullable() || operands.stream().anyMatch(RowExpr::nullable))
        : expression.with(operands);
  }

  /** The atom, with no claim that it is never null. */
  static RowExpr nullable(RowExpr atom) {
    return switch (atom) {
      case RowExpr.Column c -> new RowExpr.Column(c.path(), c.field(), c.type(), true);
      case RowExpr.OwnTime t -> new RowExpr.OwnTime(t.base(), t.type(), true);
      case RowExpr.MetricOfRow m ->
          new RowExpr.MetricOfRow(m.path(), m.metric(), m.ways(), m.type(), true);
      case RowExpr other -> other;
    };
  }
}
