package dev.mensura.ir;

import dev.mensura.model.Catalog;
import dev.mensura.model.Field;
import dev.mensura.type.Function;
import dev.mensura.type.ValueType;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Looks at an expression over one model's row from further away. */
public final class Rebase {
  private Rebase() {}

  /**
   * The same value, of the row at the end of {@code path}; null where no row is there, whatever the
   * expression makes of nulls.
   */
  public static RowExpr at(JoinPath path, RowExpr value, Catalog catalog) {
    if (path.isEmpty()) {
      return value;
    }
    RowExpr far = moved(path, value);
    return isNullOfNulls(far) ? far : whereThereIsARow(path, far, catalog);
  }

  private static RowExpr moved(JoinPath path, RowExpr expr) {
    return switch (expr) {
      case RowExpr.Column c -> new RowExpr.Column(path.then(c.path()), c.field(), c.type(), true);
      case RowExpr.Constant c -> c;
      case RowExpr.Call c ->
          new RowExpr.Call(
              c.function(),
              c.arguments().stream().map(a -> moved(path, a)).toList(),
              c.type(),
              true);
      case RowExpr.Truncate t -> new RowExpr.Truncate(moved(path, t.value()), t.grain(), t.type());
      case RowExpr.Part p -> new RowExpr.Part(moved(path, p.value()), p.part());
      case RowExpr.During d -> new RowExpr.During(moved(path, d.value()), d.span());
      case RowExpr.OwnTime o -> o;
      case RowExpr.MetricOfRow m ->
          new RowExpr.MetricOfRow(path.then(m.path()), m.metric(), m.ways(), m.type(), true);
    };
  }

  /** A row that isn't there has no key, and one that a join found has. */
  private static RowExpr whereThereIsARow(JoinPath path, RowExpr value, Catalog catalog) {
    String key = path.edges().getLast().keys().getFirst().far().field();
    ValueType type = catalog.get(path.target()).field(key).map(Field::type).orElseThrow();
    var column = new RowExpr.Column(path, key, type, true);
    var there = new RowExpr.Call(Function.IS_NOT_NULL, List.of(column), ValueType.BOOLEAN, false);
    var nothing = new RowExpr.Constant(null, ValueType.NULL);
    return new RowExpr.Call(Function.CASE, List.of(there, value, nothing), value.type(), true);
  }

  /** Whether the value is surely null where every field that it reads is. */
  private static boolean isNullOfNulls(RowExpr expr) {
    return switch (expr) {
      case RowExpr.Column c -> true;
      case RowExpr.MetricOfRow m -> true;
      case RowExpr.OwnTime o -> true;
      case RowExpr.Constant c -> c.value() == null;
      case RowExpr.Truncate t -> isNullOfNulls(t.value());
      case RowExpr.Part p -> isNullOfNulls(p.value());
      case RowExpr.During d -> isNullOfNulls(d.value());
      case RowExpr.Call c -> isNullOfNulls(c);
    };
  }

  private static boolean isNullOfNulls(RowExpr.Call call) {
    List<RowExpr> arguments = call.arguments();
    return switch (call.function()) {
      case IS_NULL, IS_NOT_NULL, CONCAT -> false;
      case CASE -> results(arguments).allMatch(Rebase::isNullOfNulls);
      case AND, OR, COALESCE, LEAST, GREATEST -> arguments.stream().allMatch(Rebase::isNullOfNulls);
      case IN, NULLIF -> isNullOfNulls(arguments.getFirst());
      case PLUS,
          MINUS,
          TIMES,
          DIVIDE,
          MODULO,
          NEGATE,
          CONCAT_OPERATOR,
          EQ,
          NE,
          LT,
          LE,
          GT,
          GE,
          NOT,
          LIKE,
          CAST,
          SHIFT,
          ELAPSED,
          ABS,
          ROUND,
          FLOOR,
          CEIL,
          SIGN,
          POWER,
          SQRT,
          LN,
          EXP,
          LOWER,
          UPPER,
          TRIM,
          LENGTH,
          SUBSTRING,
          REPLACE,
          STARTS_WITH,
          ENDS_WITH,
          CONTAINS ->
          arguments.stream().anyMatch(Rebase::isNullOfNulls);
    };
  }

  /** What a {@code case} chooses between: what follows each condition, and the last. */
  private static Stream<RowExpr> results(List<RowExpr> arguments) {
    int last = arguments.size() - 1;
    return IntStream.rangeClosed(0, last)
        .filter(i -> i % 2 == 1 || i == last)
        .mapToObj(arguments::get);
  }

  /** How many nodes an expression has, counted as it is printed: shared ones again. */
  public static long size(RowExpr expr) {
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
