package dev.mensura.check;

import dev.mensura.ir.RowExpr;

/** Tells expressions that read only their own row from those that look further. */
final class OwnRow {
  private OwnRow() {}

  static boolean only(RowExpr expr) {
    return switch (expr) {
      case RowExpr.Column c -> c.path().isEmpty();
      case RowExpr.Constant c -> true;
      case RowExpr.Call c -> c.arguments().stream().allMatch(OwnRow::only);
      case RowExpr.Truncate t -> only(t.value());
      case RowExpr.Part p -> only(p.value());
      case RowExpr.During d -> only(d.value());
      case RowExpr.OwnTime o -> true;
      case RowExpr.MetricOfRow m -> false;
    };
  }
}
