package dev.mensura.compare;

import dev.mensura.ir.RowExpr;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

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
      case RowExpr.Constant c -> {}
      case RowExpr.Call c -> c.arguments().forEach(a -> collect(a, into));
      case RowExpr.Truncate t -> collect(t.value(), into);
      case RowExpr.Part p -> collect(p.value(), into);
      case RowExpr.During d -> collect(d.value(), into);
    }
  }

  /** The expression with other atoms. What contains one that can be null now, can be null too. */
  static RowExpr replace(RowExpr expression, Map<RowExpr, RowExpr> atoms) {
    Function<RowExpr, RowExpr> next = e -> replace(e, atoms);
    return switch (expression) {
      case RowExpr.Column c -> atoms.getOrDefault(c, c);
      case RowExpr.OwnTime t -> atoms.getOrDefault(t, t);
      case RowExpr.MetricOfRow m -> atoms.getOrDefault(m, m);
      case RowExpr.Constant c -> c;
      case RowExpr.Call c -> {
        List<RowExpr> arguments = new ArrayList<>();
        c.arguments().forEach(a -> arguments.add(next.apply(a)));
        boolean same = arguments.equals(c.arguments());
        boolean nullable = c.nullable() || arguments.stream().anyMatch(RowExpr::nullable);
        yield same ? c : new RowExpr.Call(c.function(), arguments, c.type(), nullable);
      }
      case RowExpr.Truncate t -> new RowExpr.Truncate(next.apply(t.value()), t.grain(), t.type());
      case RowExpr.Part p -> new RowExpr.Part(next.apply(p.value()), p.part());
      case RowExpr.During d -> new RowExpr.During(next.apply(d.value()), d.span());
    };
  }

  /** The atom, with no claim that it is never null. */
  static RowExpr nullable(RowExpr atom) {
    return switch (atom) {
      case RowExpr.Column c -> new RowExpr.Column(c.path(), c.field(), c.type(), true);
      case RowExpr.OwnTime t -> new RowExpr.OwnTime(t.base(), t.type(), true);
      case RowExpr.MetricOfRow m ->
          new RowExpr.MetricOfRow(m.path(), m.metric(), m.ways(), m.type(), true);
      case RowExpr.Constant c -> c;
      case RowExpr.Call c -> c;
      case RowExpr.Truncate t -> t;
      case RowExpr.Part p -> p;
      case RowExpr.During d -> d;
    };
  }
}
