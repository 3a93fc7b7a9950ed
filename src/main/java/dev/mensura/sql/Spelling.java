package dev.mensura.sql;

import dev.mensura.plan.MetricFunction.Meaning.Plain;
import dev.mensura.plan.QueryPlan;
import dev.mensura.sql.Expressions.Operand;
import dev.mensura.sql.Sql.Binding;
import dev.mensura.type.Aggregate;
import dev.mensura.type.Duration;
import dev.mensura.type.Grain;
import dev.mensura.type.TimePart;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.type.SqlTypeName;

/** What the dialects share, and what each of them has to spell. */
abstract class Spelling implements Dialect {
  @Override
  public String render(QueryPlan plan) {
    return new Statement(this).write(plan);
  }

  abstract Identifiers identifiers();

  /** The name of a type, as in a cast. */
  abstract String type(RelDataType type);

  /** The type of a calculated whole number. */
  static boolean isWide(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.DECIMAL
        && type.getScale() == 0
        && type.getPrecision() == 38;
  }

  /** The quotient as a double. */
  abstract String divide(List<Operand> operands);

  abstract String modulo(List<Operand> operands, RelDataType type);

  /** A function with operands and nothing else, whatever it is but a division or {@code IN}. */
  abstract String function(Plain plain, List<Operand> operands, RelDataType type);

  /** A period's start, of {@code type}. The operand is a date or a timestamp. */
  abstract String truncate(Operand time, Grain grain, RelDataType type);

  /** The name by which {@code EXTRACT} knows a part: the same in both databases. */
  static String extract(TimePart part, String time) {
    String name =
        switch (part) {
          case MONTH_OF_YEAR -> "MONTH";
          case DAY_OF_WEEK -> "ISODOW";
          case DAY_OF_MONTH -> "DAY";
          case DAY_OF_YEAR -> "DOY";
          case HOUR_OF_DAY -> "HOUR";
          case WEEK_OF_YEAR -> "WEEK";
          case QUARTER_OF_YEAR -> "QUARTER";
        };
    return "EXTRACT(" + name + " FROM " + time + ")";
  }

  abstract String part(Operand time, TimePart part);

  /** The starts of periods from the first to the last, a row each. */
  abstract String series(Operand first, Operand last, Grain grain, RelDataType type);

  /** Both databases clamp at the end of a month, and make a timestamp of a date. */
  String shift(Operand time, Duration by, RelDataType type) {
    String sum =
        time.sql().in(Binding.SUM)
            + (by.count() < 0 ? " - " : " + ")
            + interval(Math.abs(by.count()), by.grain());
    return type.getSqlTypeName() == SqlTypeName.DATE
        ? "CAST(" + sum + " AS DATE)"
        : "(" + sum + ")";
  }

  /** A date would be read as an instant in the session's time zone. */
  String timestamp(Operand time) {
    return time.type() == SqlTypeName.DATE
        ? "CAST(" + time.sql().text() + " AS TIMESTAMP)"
        : time.sql().text();
  }

  static String interval(long count, Grain grain) {
    String length =
        switch (grain.step()) {
          case SECOND, MINUTE, HOUR, DAY -> length(count, grain);
          case WEEK -> length(7 * count, Grain.DAY);
          case MONTH ->
              grain.count() == 12
                  ? length(count, Grain.YEAR)
                  : length(grain.count() * count, Grain.MONTH);
          case DECLARED -> throw ofTable(grain);
        };
    return "INTERVAL '" + length + "'";
  }

  private static String length(long count, Grain grain) {
    return count + " " + (count == 1 ? grain.text() : grain.plural());
  }

  /** Periods of a table are looked up in it before anything is written. */
  private static IllegalArgumentException ofTable(Grain grain) {
    return new IllegalArgumentException("a table says what a " + grain.text() + " is");
  }

  /**
   * The start of the period of a timestamp. Months that begin later are moved to those that don't.
   */
  final String start(String value, Grain grain) {
    return switch (grain.step()) {
      case SECOND, MINUTE, HOUR, DAY -> truncated(grain.text(), value);
      case WEEK ->
          grain.offset() == 0
              ? truncated("week", value)
              : truncated("week", value + " + " + interval(7 - grain.offset(), Grain.DAY))
                  + " - "
                  + interval(7 - grain.offset(), Grain.DAY);
      case MONTH ->
          grain.offset() == 0
              ? startOfMonths(value, grain.count())
              : startOfMonths(
                      "(" + value + " - " + interval(grain.offset(), Grain.MONTH) + ")",
                      grain.count())
                  + " + "
                  + interval(grain.offset(), Grain.MONTH);
      case DECLARED -> throw ofTable(grain);
    };
  }

  private String startOfMonths(String value, int count) {
    return switch (count) {
      case 1 -> truncated("month", value);
      case 3 -> truncated("quarter", value);
      case 6 -> halfYear(value);
      default -> truncated("year", value);
    };
  }

  private static String truncated(String unit, String value) {
    return "date_trunc('" + unit + "', " + value + ")";
  }

  abstract String halfYear(String value);

  /** Whether two values are the same, null being a value like others. */
  abstract Sql same(Operand left, Operand right);

  /** No character of a pattern is an escape. */
  abstract String like(Sql text, Sql pattern, String not);

  String cast(Operand value, RelDataType type) {
    return "CAST(" + value.sql().text() + " AS " + type(type) + ")";
  }

  /** As a double, in such a way that databases agree in the digits. */
  String asDouble(Operand value) {
    return value.type() == SqlTypeName.DOUBLE && !value.isLiteral()
        ? value.sql().text()
        : "CAST(" + value.sql().text() + " AS " + doubleName() + ")";
  }

  abstract String doubleName();

  /**
   * An aggregate.
   *
   * @param value what is aggregated; none: rows are counted
   * @param valueType its type, where there is one
   * @param fraction of a percentile
   * @param filter {@code " FILTER (WHERE …)"} or nothing, to stand behind the call itself
   */
  abstract String aggregate(
      Aggregate aggregate,
      Optional<String> value,
      Optional<RelDataType> valueType,
      Optional<BigDecimal> fraction,
      String filter);

  /**
   * Characters by position, the first being 1: those that exist of the ones asked for. Databases
   * read positions before the first differently, so these are never asked.
   */
  static String substring(List<Operand> operands) {
    String text = operands.get(0).sql().text();
    Operand from = operands.get(1);
    boolean simpleFrom = isAtLeast(from, 1);
    String start = simpleFrom ? from.sql().text() : "GREATEST(" + from.sql().text() + ", 1)";
    if (operands.size() == 2) {
      return "substring(" + text + ", " + start + ")";
    }
    Operand count = operands.get(2);
    if (simpleFrom && isAtLeast(count, 0)) {
      return "substring(" + text + ", " + start + ", " + count.sql().text() + ")";
    }
    String left = count.sql().in(Binding.SUM) + " + LEAST(" + from.sql().text() + " - 1, 0)";
    return where(
        from.sql().in(Binding.CONCAT)
            + " IS NOT NULL AND "
            + count.sql().in(Binding.CONCAT)
            + " IS NOT NULL",
        "substring("
            + text
            + ", CAST("
            + start
            + " AS INTEGER), CAST(GREATEST("
            + left
            + ", 0) AS INTEGER))");
  }

  private static boolean isAtLeast(Operand operand, long least) {
    return operand.node() instanceof RexLiteral literal
        && !literal.isNull()
        && literal.getValueAs(BigDecimal.class) instanceof BigDecimal value
        && value.compareTo(BigDecimal.valueOf(least)) >= 0;
  }

  static String call(String name, String value, String filter) {
    return name + "(" + value + ")" + filter;
  }

  static String list(List<Operand> operands) {
    return operands.stream().map(o -> o.sql().text()).collect(Collectors.joining(", "));
  }

  static String call(Plain plain, List<Operand> operands) {
    return plain.name().toLowerCase(Locale.ROOT) + "(" + list(operands) + ")";
  }

  /** A function is called where its value exists; elsewhere it is null. */
  static String where(String condition, String value) {
    return "CASE WHEN " + condition + " THEN " + value + " END";
  }
}
