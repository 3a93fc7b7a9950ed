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

/**
 * PostgreSQL, from version 14. It has no approximate aggregates: the exact ones answer for them.
 */
final class Postgres extends Spelling {
  private static final Identifiers IDENTIFIERS =
      new Identifiers(
          """
          all analyse analyze and any array as asc asymmetric authorization between bigint binary bit
          boolean both case cast char character check coalesce collate collation column concurrently
          constraint create cross current_catalog current_date current_role current_schema current_time
          current_timestamp current_user dec decimal default deferrable desc distinct do else end
          except exists extract false fetch float for foreign freeze from full grant greatest group
          grouping having ilike in initially inner inout int integer intersect interval into is isnull
          join json json_array json_arrayagg json_exists json_object json_objectagg json_query
          json_scalar json_serialize json_table json_value lateral leading least left like limit
          localtime localtimestamp merge_action national natural nchar none normalize not notnull null
          nullif numeric offset on only or order out outer overlaps overlay placing position precision
          primary real references returning right row select session_user setof similar smallint some
          substring symmetric system_user table tablesample then time timestamp to trailing treat trim
          true union unique user using values varchar variadic verbose when where window with
          xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot
          xmlserialize xmltable
          """);

  @Override
  public String name() {
    return "postgres";
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
              ? "NUMERIC"
              : "NUMERIC(" + type.getPrecision() + ", " + type.getScale() + ")";
      case DOUBLE -> doubleName();
      case VARCHAR -> "TEXT";
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
    return "DOUBLE PRECISION";
  }

  @Override
  String divide(List<Operand> operands) {
    Operand dividend = operands.getFirst();
    String above =
        dividend.type() == SqlTypeName.DOUBLE && !dividend.isLiteral()
            ? dividend.sql().in(Binding.PRODUCT)
            : asDouble(dividend);
    return above + " / NULLIF(" + operands.get(1).sql().text() + ", 0)";
  }

  /** Doubles have no remainder here, so they take the way over exact numbers. */
  @Override
  String modulo(List<Operand> operands, RelDataType type) {
    boolean doubles = operands.stream().anyMatch(o -> o.type() == SqlTypeName.DOUBLE);
    String rest =
        doubles
            ? numeric(operands.get(0)) + " % NULLIF(" + numeric(operands.get(1)) + ", 0)"
            : operands.get(0).sql().in(Binding.PRODUCT)
                + " % NULLIF("
                + operands.get(1).sql().text()
                + ", 0)";
    return doubles ? "CAST(" + rest + " AS " + doubleName() + ")" : rest;
  }

  private static String numeric(Operand value) {
    return value.type() == SqlTypeName.DECIMAL
        ? value.sql().in(Binding.PRODUCT)
        : "CAST(" + value.sql().text() + " AS NUMERIC)";
  }

  @Override
  String function(Plain plain, List<Operand> operands, RelDataType type) {
    Operand first = operands.getFirst();
    String text = first.sql().text();
    return switch (plain) {
      case DIVIDE -> divide(operands);
      case MODULO -> modulo(operands, type);
      case ROUND -> round(operands);
      case SIGN -> "CAST(sign(" + text + ") AS " + type(type) + ")";
      case LENGTH, LEAST, GREATEST, REPLACE, CONCAT, STARTS_WITH -> call(plain, operands);
      case ENDS_WITH -> {
        String end = operands.get(1).sql().text();
        yield "(right("
            + text
            + ", length("
            + end
            + ")) = "
            + operands.get(1).sql().in(Binding.CONCAT)
            + ")";
      }
      case CONTAINS -> "(strpos(" + list(operands) + ") > 0)";
      case TRIM -> "btrim(" + text + ", ' ')";
      case SUBSTRING -> substring(operands);
      case EXP -> "exp(" + asDouble(first) + ")";
      case POWER -> power(first, operands.get(1));
      case SQRT -> where(first.sql().in(Binding.CONCAT) + " >= 0", "sqrt(" + asDouble(first) + ")");
      case LN -> "ln(NULLIF(GREATEST(" + asDouble(first) + ", 0), 0))";
      case IN -> throw new IllegalArgumentException("`in` is an operator");
      case ELAPSED -> elapsed(operands);
    };
  }

  /** It rounds doubles to even; exact numbers it rounds away from zero. */
  private String round(List<Operand> operands) {
    if (operands.getFirst().type() != SqlTypeName.DOUBLE) {
      return call(Plain.ROUND, operands);
    }
    String digits = operands.size() > 1 ? ", " + operands.get(1).sql().text() : "";
    return "CAST(round(CAST("
        + operands.getFirst().sql().text()
        + " AS NUMERIC)"
        + digits
        + ") AS "
        + doubleName()
        + ")";
  }

  /** It refuses a power without a real value, so such operands must not reach it. */
  private String power(Operand base, Operand exponent) {
    String b = base.sql().in(Binding.CONCAT);
    String e = exponent.sql().in(Binding.CONCAT);
    return where(
        b
            + " > 0 OR ("
            + b
            + " = 0 AND "
            + e
            + " >= 0) OR ("
            + b
            + " < 0 AND "
            + e
            + " = floor("
            + e
            + "))",
        "power(" + asDouble(base) + ", " + asDouble(exponent) + ")");
  }

  private static String elapsed(List<Operand> operands) {
    boolean dates = operands.stream().allMatch(o -> o.type() == SqlTypeName.DATE);
    String difference =
        operands.get(0).sql().in(Binding.SUM) + " - " + operands.get(1).sql().in(Binding.PRODUCT);
    return dates
        ? "((" + difference + ") * 86400)"
        : "CAST(EXTRACT(EPOCH FROM " + difference + ") AS DOUBLE PRECISION)";
  }

  @Override
  String truncate(Operand time, Grain grain, RelDataType type) {
    // A date would be read as an instant in the session's time zone.
    boolean date = time.type() == SqlTypeName.DATE;
    String value = date ? "CAST(" + time.sql().text() + " AS TIMESTAMP)" : time.sql().text();
    boolean cast = type.getSqlTypeName() == SqlTypeName.DATE && grain.equals(Grain.DAY);
    String start = cast ? time.sql().text() : start(value, grain);
    return type.getSqlTypeName() == SqlTypeName.DATE ? "CAST(" + start + " AS DATE)" : start;
  }

  @Override
  String halfYear(String value) {
    return "date_trunc('year', "
        + value
        + ") + INTERVAL '6 months' * (EXTRACT(MONTH FROM "
        + value
        + ") > 6)::INT";
  }

  @Override
  String series(Operand first, Operand last, Grain grain, RelDataType type) {
    String all =
        "generate_series("
            + timestamp(first)
            + ", "
            + timestamp(last)
            + ", "
            + interval(1, grain)
            + ")";
    return type.getSqlTypeName() == SqlTypeName.DATE ? "CAST(" + all + " AS DATE)" : all;
  }

  @Override
  String part(Operand time, TimePart part) {
    return "CAST(" + extract(part, time.sql().text()) + " AS BIGINT)";
  }

  @Override
  String like(Sql text, Sql pattern, String not) {
    // Without this a backslash would be an escape.
    String escape =
        pattern.text().startsWith("'") && !pattern.text().contains("\\") ? "" : " ESCAPE ''";
    return text.in(Binding.CONCAT) + " " + not + "LIKE " + pattern.in(Binding.CONCAT) + escape;
  }

  @Override
  String cast(Operand value, RelDataType type) {
    boolean truthAsNumber =
        value.type() == SqlTypeName.BOOLEAN
            && type.getSqlTypeName() != SqlTypeName.BOOLEAN
            && type.getSqlTypeName() != SqlTypeName.VARCHAR;
    return truthAsNumber
        ? "CAST(CAST(" + value.sql().text() + " AS INTEGER) AS " + type(type) + ")"
        : super.cast(value, type);
  }

  /** It joins by what is equal at once, but by what is not distinct row by row. */
  @Override
  Sql same(Operand left, Operand right) {
    String other =
        switch (left.type()) {
          case BOOLEAN -> "FALSE";
          case DATE -> "DATE '1970-01-01'";
          case TIME -> "TIME '00:00:00'";
          case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> "TIMESTAMP '1970-01-01 00:00:00'";
          case CHAR, VARCHAR -> "''";
          default -> "0";
        };
    String equal =
        "COALESCE(%s, %s) = COALESCE(%s, %s)"
            .formatted(left.sql().text(), other, right.sql().text(), other);
    String nulls =
        "(%s IS NULL) = (%s IS NULL)"
            .formatted(left.sql().in(Binding.CONCAT), right.sql().in(Binding.CONCAT));
    return new Sql(equal + " AND " + nulls, Binding.AND, Source.ROWS);
  }

  @Override
  String aggregate(
      Aggregate aggregate,
      Optional<String> value,
      Optional<RelDataType> valueType,
      Optional<BigDecimal> fraction,
      String filter) {
    String x = value.orElse("*");
    boolean truth = valueType.filter(t -> t.getSqlTypeName() == SqlTypeName.BOOLEAN).isPresent();
    return switch (aggregate) {
      case COUNT -> call("COUNT", x, filter);
      case COUNT_DISTINCT, APPROX_COUNT_DISTINCT -> call("COUNT", "DISTINCT " + x, filter);
      case SUM -> call("SUM", x, filter);
      case AVG -> asDouble(call("AVG", x, filter), valueType);
      case MIN -> call(truth ? "bool_and" : "MIN", x, filter);
      case MAX -> call(truth ? "bool_or" : "MAX", x, filter);
      case MEDIAN -> percentile("percentile_cont", new BigDecimal("0.5"), x, filter);
      case PERCENTILE, APPROX_PERCENTILE ->
          percentile("percentile_cont", fraction.orElseThrow(), x, filter);
      case PERCENTILE_DISC -> percentile("percentile_disc", fraction.orElseThrow(), x, filter);
      case STDDEV -> asDouble(call("stddev_samp", x, filter), valueType);
      case VARIANCE -> asDouble(call("var_samp", x, filter), valueType);
      case ANY_TRUE -> call("bool_or", x, filter);
      case ALL_TRUE -> call("bool_and", x, filter);
    };
  }

  private static String percentile(String name, BigDecimal fraction, String value, String filter) {
    return name
        + "("
        + fraction.toPlainString()
        + ") WITHIN GROUP (ORDER BY "
        + value
        + ")"
        + filter;
  }

  private String asDouble(String aggregate, Optional<RelDataType> valueType) {
    return valueType.filter(t -> t.getSqlTypeName() == SqlTypeName.DOUBLE).isPresent()
        ? aggregate
        : "CAST(" + aggregate + " AS " + doubleName() + ")";
  }
}
