package dev.mensura.ir;

import java.util.List;

/** Says which time a bare grain is taken of. */
public final class OwnTimes {
  private OwnTimes() {}

  /** The expression, with {@code time} wherever it reads the time of its leaf. */
  public static RowExpr replace(RowExpr expression, RowExpr time) {
    if (expression instanceof RowExpr.OwnTime) {
      return time;
    }
    List<RowExpr> operands =
        expression.operands().stream().map(operand -> replace(operand, time)).toList();
    if (operands.equals(expression.operands())) {
      return expression;
    }
    // Whether the new time can be null may change whether the whole can: null is the safe answer.
    return expression instanceof RowExpr.Call call
        ? new RowExpr.Call(call.function(), operands, call.type(), true)
        : expression.with(operands);
  }

  /** Whether the expression reads the time of its leaf. */
  public static boolean isIn(RowExpr expression) {
    return expression instanceof RowExpr.OwnTime
        || expression.operands().stream().anyMatch(OwnTimes::isIn);
  }
}
