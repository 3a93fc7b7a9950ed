package dev.mensura.check;

import dev.mensura.ir.RowExpr;

/** Tells expressions that read only their own row from those that look further. */
final class OwnRow {
  private OwnRow() {}

  static boolean only(RowExpr expr) {
    return switch (expr) {
      case RowExpr.Column c -> c.path().isEmpty();
      case RowExpr.MetricOfRow m -> false;
      case RowExpr.Ranked r -> false;
      case RowExpr.Credited c -> false;
      case RowExpr other -> other.operands().stream().allMatch(OwnRow::only);
    };
  }
}
