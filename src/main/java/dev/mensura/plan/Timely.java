package dev.mensura.plan;

import dev.mensura.ir.RowExpr;

/** Tells what is said of a row's own time from what is said of anything else. */
final class Timely {
  private Timely() {}

  /** Whether an expression reads this time, and nothing besides. */
  static boolean only(RowExpr expression, RowExpr time) {
    return reads(expression, time) && !readsOther(expression, time);
  }

  private static boolean reads(RowExpr expression, RowExpr time) {
    if (expression.equals(time)) {
      return true;
    }
    return switch (expression) {
      case RowExpr.Call c -> c.arguments().stream().anyMatch(a -> reads(a, time));
      case RowExpr.Truncate t -> reads(t.value(), time);
      case RowExpr.Part p -> reads(p.value(), time);
      case RowExpr.During d -> reads(d.value(), time);
      default -> false;
    };
  }

  private static boolean readsOther(RowExpr expression, RowExpr time) {
    if (expression.equals(time)) {
      return false;
    }
    return switch (expression) {
      case RowExpr.Constant c -> false;
      case RowExpr.Call c -> c.arguments().stream().anyMatch(a -> readsOther(a, time));
      case RowExpr.Truncate t -> readsOther(t.value(), time);
      case RowExpr.Part p -> readsOther(p.value(), time);
      case RowExpr.During d -> readsOther(d.value(), time);
      default -> true;
    };
  }
}
