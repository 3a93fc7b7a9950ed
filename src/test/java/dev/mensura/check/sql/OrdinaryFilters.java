package dev.mensura.check.sql;

import static dev.mensura.check.sql.Rows.column;
import static dev.mensura.check.sql.Rows.number;

import dev.mensura.ir.RowExpr;
import dev.mensura.type.Function;
import dev.mensura.type.Grain;
import dev.mensura.type.TimeSpan;
import dev.mensura.type.ValueType;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Judges filters as they stand in every project. Run by a loader that watches what is loaded. */
public final class OrdinaryFilters implements Supplier<String> {
  @Override
  public String get() {
    var year =
        new RowExpr.During(
            column("ts"),
            new TimeSpan.Fixed(
                LocalDateTime.of(2024, 1, 1, 0, 0), LocalDateTime.of(2025, 1, 1, 0, 0)));
    RowExpr status = call(Function.EQ, column("s"), text("p"));
    RowExpr either = call(Function.OR, status, call(Function.EQ, column("s"), text("q")));
    RowExpr range =
        call(
            Function.AND,
            call(Function.GE, column("a"), number("3")),
            call(Function.LT, column("a"), number("10")));
    RowExpr named = call(Function.NOT, call(Function.LIKE, column("u"), text("%x%")));
    RowExpr known = call(Function.IS_NOT_NULL, column("u"));
    RowExpr pair = call(Function.LT, column("a"), column("b"));
    var last = new RowExpr.During(column("d"), new TimeSpan.Last(30, Grain.DAY));
    var verdicts = new ArrayList<Verdict>();
    for (RowExpr filter :
        List.of(
            status,
            either,
            range,
            column("f"),
            pair,
            call(Function.AND, year, either, range, named, known, pair, last, column("f")))) {
      verdicts.add(FilterReasoner.judge(filter, Rows.CATALOG));
    }
    return verdicts.toString();
  }

  private static RowExpr call(Function function, RowExpr... arguments) {
    return new RowExpr.Call(function, List.of(arguments), ValueType.BOOLEAN, true);
  }

  private static RowExpr text(String value) {
    return new RowExpr.Constant(value, ValueType.STRING);
  }
}
