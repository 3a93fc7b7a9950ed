package dev.mensura.check.sql;

import dev.mensura.ir.RowExpr;
import dev.mensura.type.Function;
import dev.mensura.type.Grain;
import dev.mensura.type.TimePart;
import dev.mensura.type.TimeSpan;
import dev.mensura.type.ValueType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random predicates over a few columns of {@link Rows}. */
final class Predicates {
  private static final List<Function> ORDERS =
      List.of(Function.EQ, Function.NE, Function.LT, Function.LE, Function.GT, Function.GE);

  /** The days that times are compared with. */
  static final List<String> DAYS = List.of("2024-01-31", "2024-02-01", "2024-02-15", "2024-03-01");

  private final Random random;
  private final List<String> columns;

  Predicates(Random random, List<String> columns) {
    this.random = random;
    this.columns = columns;
  }

  RowExpr predicate(int depth) {
    int choice = depth == 0 ? 0 : random.nextInt(10);
    return switch (choice) {
      case 0, 1, 2 -> test();
      case 3, 4, 5 -> call(Function.AND, many(depth));
      case 6, 7 -> call(Function.OR, many(depth));
      case 8 -> call(Function.NOT, List.of(predicate(depth - 1)));
      default ->
          random.nextBoolean()
              ? call(Function.COALESCE, List.of(predicate(depth - 1), predicate(depth - 1)))
              : call(
                  Function.CASE,
                  List.of(predicate(depth - 1), predicate(depth - 1), predicate(depth - 1)));
    };
  }

  private List<RowExpr> many(int depth) {
    var parts = new ArrayList<RowExpr>();
    for (int i = 2 + random.nextInt(2); i > 0; i--) {
      parts.add(predicate(depth - 1));
    }
    return parts;
  }

  private RowExpr test() {
    RowExpr.Column column = column();
    if (random.nextInt(8) == 0) {
      Function function = random.nextBoolean() ? Function.IS_NULL : Function.IS_NOT_NULL;
      RowExpr asked = random.nextInt(4) == 0 ? call(Function.EQ, List.of(column, column)) : column;
      return new RowExpr.Call(function, List.of(asked), ValueType.BOOLEAN, false);
    }
    return switch (column.type().kind()) {
      case BOOLEAN ->
          random.nextBoolean()
              ? column
              : call(
                  Function.EQ,
                  List.of(column, new RowExpr.Constant(random.nextBoolean(), ValueType.BOOLEAN)));
      case STRING -> text(column);
      case DATE, TIMESTAMP -> time(column);
      default -> number(column);
    };
  }

  private RowExpr.Column column() {
    return Rows.column(columns.get(random.nextInt(columns.size())));
  }

  private RowExpr number(RowExpr.Column column) {
    RowExpr.Column other = column();
    if (other.type().equals(column.type()) && random.nextInt(3) == 0) {
      return call(order(), List.of(column, other));
    }
    if (random.nextInt(6) == 0) {
      return call(Function.IN, List.of(column, constant(), constant(), constant()));
    }
    RowExpr value =
        random.nextInt(8) == 0
            ? new RowExpr.Call(
                Function.PLUS, List.of(column, constant()), column.type(), column.nullable())
            : column;
    return random.nextInt(4) == 0
        ? call(order(), List.of(constant(), value))
        : call(order(), List.of(value, constant()));
  }

  private RowExpr constant() {
    String half = random.nextInt(5) == 0 ? ".5" : "";
    return new RowExpr.Constant(
        new BigDecimal(random.nextInt(5) + half),
        half.isEmpty() ? ValueType.INTEGER : ValueType.decimal(2, 1));
  }

  private RowExpr text(RowExpr.Column column) {
    RowExpr.Column other = column();
    if (other.type().equals(column.type()) && random.nextInt(3) == 0) {
      return call(random.nextBoolean() ? Function.EQ : Function.NE, List.of(column, other));
    }
    return switch (random.nextInt(6)) {
      case 0, 1 -> call(Function.EQ, List.of(column, text()));
      case 2 -> call(Function.NE, List.of(column, text()));
      case 3 -> call(Function.IN, List.of(column, text(), text(), text()));
      case 4 -> call(Function.STARTS_WITH, List.of(column, text()));
      default -> call(order(), List.of(column, text()));
    };
  }

  private RowExpr text() {
    return new RowExpr.Constant(List.of("p", "q", "r").get(random.nextInt(3)), ValueType.STRING);
  }

  private RowExpr time(RowExpr.Column column) {
    RowExpr value =
        random.nextInt(3) == 0
            ? new RowExpr.Truncate(
                column,
                List.of(Grain.DAY, Grain.MONTH, Grain.YEAR).get(random.nextInt(3)),
                ValueType.DATE)
            : column;
    return switch (random.nextInt(5)) {
      case 0, 1 -> {
        LocalDateTime start = point();
        LocalDateTime end = point();
        yield new RowExpr.During(
            value,
            new TimeSpan.Fixed(
                random.nextInt(4) == 0 ? null : start, random.nextInt(4) == 0 ? null : end));
      }
      case 2 ->
          call(order(), List.of(new RowExpr.Part(column, TimePart.MONTH_OF_YEAR), monthNumber()));
      default ->
          call(
              order(),
              List.of(
                  value,
                  random.nextBoolean()
                      ? new RowExpr.Constant(point(), ValueType.TIMESTAMP)
                      : new RowExpr.Constant(day(), ValueType.DATE)));
    };
  }

  private RowExpr monthNumber() {
    return new RowExpr.Constant(BigDecimal.valueOf(random.nextInt(14)), ValueType.INTEGER);
  }

  private LocalDate day() {
    return LocalDate.parse(DAYS.get(random.nextInt(DAYS.size())));
  }

  private LocalDateTime point() {
    return random.nextInt(3) == 0 ? day().atTime(12, 0) : day().atStartOfDay();
  }

  private Function order() {
    return ORDERS.get(random.nextInt(ORDERS.size()));
  }

  private static RowExpr call(Function function, List<RowExpr> arguments) {
    boolean nullable = arguments.stream().anyMatch(RowExpr::nullable);
    return new RowExpr.Call(function, arguments, ValueType.BOOLEAN, nullable);
  }
}
