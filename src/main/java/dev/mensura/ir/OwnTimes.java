package dev.mensura.ir;

import java.util.List;

/** Says which time a bare grain is taken of. */
public final class OwnTimes {
  private OwnTimes() {}

  /** The expression, with {@code time} wherever it reads the time of its leaf. */
  public static RowExpr replace(RowExpr expression, RowExpr time) {
    return switch (expression) {
      case RowExpr.OwnTime own -> time;
      case RowExpr.Column column -> column;
      case RowExpr.Constant constant -> constant;
      case RowExpr.MetricOfRow metric -> metric;
      case RowExpr.Call call -> {
        List<RowExpr> arguments = call.arguments().stream().map(a -> replace(a, time)).toList();
        // Whether the new time can be null may change whether the whole can: null is the safe
        // answer.
        yield arguments.equals(call.arguments())
            ? call
            : new RowExpr.Call(call.function(), arguments, call.type(), true);
      }
      case RowExpr.Truncate t ->
          new RowExpr.Truncate(replace(t.value(), time), t.grain(), t.type());
      case RowExpr.Part p -> new RowExpr.Part(replace(p.value(), time), p.part());
      case RowExpr.During d -> new RowExpr.During(replace(d.value(), time), d.span());
    };
  }
}
