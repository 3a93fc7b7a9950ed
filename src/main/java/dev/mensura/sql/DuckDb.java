package dev.mensura.sql;

import dev.mensura.plan.MetricFunction.Meaning.Plain;
import dev.mensura.sql.Expressions.Operand;
import dev.mensura.sql.Sql.Binding;
import dev.mensura.sql.Sql.Source;
import dev.mensura.type.Aggregate;
import dev.mensura.type.Grain;
import dev.mensura.type.TimePart;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/** DuckDB. */
final class DuckDb extends Spelling {
  private static final Identifiers IDENTIFIERS =
      new Identifiers(
          """
          all analyse analyze and anti any array as asc asof asymmetric at authorization between bigint
          binary bit boolean both by case cast char character check coalesce collate collation column
          columns concurrently constraint create cross dec decimal default deferrable desc describe
          distinct do else end except exists extract false fetch float for foreign freeze from full
          generated glob grant group grouping grouping_id having ilike in initially inner inout int
          integer intersect interval into is isnull join lambda lateral leading left like limit map
          national natural nchar none not notnull null nullif numeric offset on only or order out outer
          overlaps overlay pivot pivot_longer pivot_wider placing position positional precision primary
          qualify real references returning right row select semi setof show similar smallint some
          struct substring summarize symmetric table tablesample then time timestamp to trailing treat
          trim true try_cast tuple union unique unpack unpivot user using values varchar variadic
          verbose when where window with
          """);

  @Override
  public String name() {
    return "duckdb";
  }

  @Override
  Identifiers identifiers() {
    return IDENTIFIERS;
  }

  @Override
  String type(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case BIGINT -> "BIGINT";
      case DECIMAL ->
          isWide(type)
              ? "HUGEINT"
              : "DECIMAL(" + type.getPrecision() + ", " + type.getScale() + ")";
      case DOUBLE -> "DOUBLE";
      case VARCHAR -> "VARCHAR";
      case BOOLEAN -> "BOOLEAN";
      case DATE -> "DATE";
      case TIME -> "TIME";
      case TIMESTAMP -> "TIMESTAMP";
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> "TIMESTAMPTZ";
      default -> throw new IllegalArgumentException("no type of a plan: " + type);
    };
  }

  @Override
  String doubleName() {
    return "DOUBLE";
  }

  /** Its division is one of doubles, whatever the operands. */
  @Override
  String divide(List<Operand> operands) {
    return operands.get(0).sql().in(Binding.PRODUCT)
        + " / NULLIF("
        + operands.get(1).sql().text()
        + ", 0)";
  }

  @Override
  String modulo(List<Operand> operands, RelDataType type) {
    return operands.get(0).sql().in(Binding.PRODUCT)
        + " % NULLIF("
        + operands.get(1).sql().text()
        + ", 0)";
  }

  @Override
  String function(Plain plain, List<Operand> operands, RelDataType type) {
    String first = operands.getFirst().sql().text();
    return switch (plain) {
      case DIVIDE -> divide(operands);
      case MODULO -> modulo(operands, type);
      case ROUND,
          SIGN,
          LENGTH,
          LEAST,
          GREATEST,
          REPLACE,
          CONCAT,
          STARTS_WITH,
          ENDS_WITH,
          CONTAINS ->
          call(plain, operands);
      case TRIM -> "trim(" + first + ", ' ')";
      case SUBSTRING -> substring(operands);
      case EXP -> "exp(" + asDouble(operands.getFirst()) + ")";
      // Not a number and infinity are how it says that there is no real value.
      case POWER ->
          "NULLIF(NULLIF(power("
              + asDouble(operands.get(0))
              + ", "
              + asDouble(operands.get(1))
              + "), CAST('NaN' AS DOUBLE)), CAST('Infinity' AS DOUBLE))";
      case SQRT -> "NULLIF(sqrt(" + asDouble(operands.getFirst()) + "), CAST('NaN' AS DOUBLE))";
      case LN ->
          "NULLIF(NULLIF(ln("
              + asDouble(operands.getFirst())
              + "), CAST('NaN' AS DOUBLE)), CAST('-Infinity' AS DOUBLE))";
      case IN -> throw new IllegalArgumentException("`in` is an operator");
      case ELAPSED -> elapsed(operands);
    };
  }

  private static String elapsed(List<Operand> operands) {
    String difference =
        operands.get(0).sql().in(Binding.SUM) + " - " + operands.get(1).sql().in(Binding.PRODUCT);
    boolean dates = operands.stream().allMatch(o -> o.type() == SqlTypeName.DATE);
    return dates ? "((" + difference + ") * 86400)" : "epoch(" + difference + ")";
  }

  @Override
  String truncate(Operand time, Grain grain, RelDataType type) {
    String value = time.sql().text();
    boolean cast = type.getSqlTypeName() == SqlTypeName.DATE && grain.equals(Grain.DAY);
    String start = cast ? value : start(value, grain);
    return type.getSqlTypeName() == SqlTypeName.DATE ? "CAST(" + start + " AS DATE)" : start;
  }

  @Override
  String halfYear(String value) {
    return "date_trunc('year', "
        + value
        + ") + INTERVAL 6 MONTH * (EXTRACT(MONTH FROM "
        + value
        + ") > 6)::INT";
  }

  @Override
  String series(Operand first, Operand last, Grain grain, RelDataType type) {
    String all =
        "unnest(generate_series("
            + timestamp(first)
            + ", "
            + timestamp(last)
            + ", "
            + interval(1, grain)
            + "))";
    return type.getSqlTypeName() == SqlTypeName.DATE ? "CAST(" + all + " AS DATE)" : all;
  }

  @Override
  String part(Operand time, TimePart part) {
    return extract(part, time.sql().text());
  }

  @Override
  String like(Sql text, Sql pattern, String not) {
    return text.in(Binding.CONCAT) + " " + not + "LIKE " + pattern.in(Binding.CONCAT);
  }

  @Override
  Sql same(Operand left, Operand right) {
    return new Sql(
        left.sql().in(Binding.CONCAT) + " IS NOT DISTINCT FROM " + right.sql().in(Binding.CONCAT),
        Binding.COMPARE,
        Source.ROWS);
  }

  @Override
  String aggregate(
      Aggregate aggregate,
      Optional<String> value,
      Optional<RelDataType> valueType,
      Optional<BigDecimal> fraction,
      String filter) {
    String x = value.orElse("*");
    String at = fraction.map(f -> ", " + f.toPlainString()).orElse("");
    return switch (aggregate) {
      case COUNT -> call("COUNT", x, filter);
      case COUNT_DISTINCT -> call("COUNT", "DISTINCT " + x, filter);
      case SUM -> call("SUM", x, filter);
      case AVG -> call("AVG", x, filter);
      case MIN -> call("MIN", x, filter);
      case MAX -> call("MAX", x, filter);
      // A quantile of decimals would be a rounded decimal.
      case MEDIAN -> call("quantile_cont", asDouble(x) + ", 0.5", filter);
      case PERCENTILE -> call("quantile_cont", asDouble(x) + at, filter);
      case PERCENTILE_DISC -> call("quantile_disc", x + at, filter);
      case APPROX_PERCENTILE -> call("approx_quantile", asDouble(x) + at, filter);
      case STDDEV -> call("stddev_samp", x, filter);
      case VARIANCE -> call("var_samp", x, filter);
      case APPROX_COUNT_DISTINCT -> call("approx_count_distinct", x, filter);
      case ANY_TRUE -> call("bool_or", x, filter);
      case ALL_TRUE -> call("bool_and", x, filter);
    };
  }

  private static String asDouble(String value) {
    return "CAST(" + value + " AS DOUBLE)";
  }
}
