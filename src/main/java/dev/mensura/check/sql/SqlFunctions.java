package dev.mensura.check.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;

/**
 * The operators that a validated expression can have, by name in any letter case. Calcite's own
 * table of all operators is built by reflection, which takes longer than everything else here.
 */
final class SqlFunctions implements SqlOperatorTable {
  static final SqlFunctions TABLE = new SqlFunctions();

  private final Map<String, List<SqlOperator>> operators = new HashMap<>();

  private SqlFunctions() {
    standard();
    aggregates();
    scalars();
  }

  private void standard() {
    List.of(
            SqlStdOperatorTable.PLUS,
            SqlStdOperatorTable.MINUS,
            SqlStdOperatorTable.MINUS_DATE,
            SqlStdOperatorTable.MULTIPLY,
            SqlStdOperatorTable.DIVIDE,
            SqlStdOperatorTable.PERCENT_REMAINDER,
            SqlStdOperatorTable.MOD,
            SqlStdOperatorTable.UNARY_MINUS,
            SqlStdOperatorTable.UNARY_PLUS,
            SqlStdOperatorTable.CONCAT,
            SqlStdOperatorTable.EQUALS,
            SqlStdOperatorTable.NOT_EQUALS,
            SqlStdOperatorTable.LESS_THAN,
            SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
            SqlStdOperatorTable.GREATER_THAN,
            SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
            SqlStdOperatorTable.AND,
            SqlStdOperatorTable.OR,
            SqlStdOperatorTable.NOT,
            SqlStdOperatorTable.IN,
            SqlStdOperatorTable.NOT_IN,
            SqlStdOperatorTable.BETWEEN,
            SqlStdOperatorTable.NOT_BETWEEN,
            SqlStdOperatorTable.LIKE,
            SqlStdOperatorTable.NOT_LIKE,
            SqlStdOperatorTable.IS_NULL,
            SqlStdOperatorTable.IS_NOT_NULL,
            SqlStdOperatorTable.IS_TRUE,
            SqlStdOperatorTable.IS_NOT_TRUE,
            SqlStdOperatorTable.IS_FALSE,
            SqlStdOperatorTable.IS_NOT_FALSE,
            SqlStdOperatorTable.IS_UNKNOWN,
            SqlStdOperatorTable.IS_NOT_UNKNOWN,
            SqlStdOperatorTable.IS_DISTINCT_FROM,
            SqlStdOperatorTable.IS_NOT_DISTINCT_FROM,
            SqlStdOperatorTable.CASE,
            SqlStdOperatorTable.CAST,
            SqlStdOperatorTable.COALESCE,
            SqlStdOperatorTable.NULLIF,
            SqlStdOperatorTable.ROW,
            SqlStdOperatorTable.DESC,
            SqlStdOperatorTable.NULLS_FIRST,
            SqlStdOperatorTable.NULLS_LAST)
        .forEach(this::add);
    List.of(
            SqlStdOperatorTable.COUNT,
            SqlStdOperatorTable.SUM,
            SqlStdOperatorTable.AVG,
            SqlStdOperatorTable.MIN,
            SqlStdOperatorTable.MAX,
            SqlStdOperatorTable.STDDEV,
            SqlStdOperatorTable.STDDEV_SAMP,
            SqlStdOperatorTable.VARIANCE,
            SqlStdOperatorTable.VAR_SAMP,
            SqlStdOperatorTable.EVERY,
            SqlStdOperatorTable.SOME,
            SqlStdOperatorTable.APPROX_COUNT_DISTINCT,
            SqlStdOperatorTable.PERCENTILE_CONT,
            SqlStdOperatorTable.PERCENTILE_DISC,
            SqlStdOperatorTable.FILTER,
            SqlStdOperatorTable.WITHIN_GROUP,
            SqlStdOperatorTable.ABS,
            SqlStdOperatorTable.ROUND,
            SqlStdOperatorTable.FLOOR,
            SqlStdOperatorTable.CEIL,
            SqlStdOperatorTable.SIGN,
            SqlStdOperatorTable.POWER,
            SqlStdOperatorTable.SQRT,
            SqlStdOperatorTable.LN,
            SqlStdOperatorTable.EXP,
            SqlStdOperatorTable.LOWER,
            SqlStdOperatorTable.UPPER,
            SqlStdOperatorTable.TRIM,
            SqlStdOperatorTable.CHAR_LENGTH,
            SqlStdOperatorTable.CHARACTER_LENGTH,
            SqlStdOperatorTable.SUBSTRING,
            SqlStdOperatorTable.REPLACE,
            SqlStdOperatorTable.EXTRACT,
            SqlStdOperatorTable.YEAR,
            SqlStdOperatorTable.QUARTER,
            SqlStdOperatorTable.MONTH,
            SqlStdOperatorTable.WEEK,
            SqlStdOperatorTable.DAYOFYEAR,
            SqlStdOperatorTable.DAYOFMONTH,
            SqlStdOperatorTable.HOUR)
        .forEach(this::add);
  }

  private void aggregates() {
    aggregate("MEDIAN", ReturnTypes.ARG0_NULLABLE_IF_EMPTY, OperandTypes.ANY);
    aggregate("APPROX_PERCENTILE", ReturnTypes.ARG0_NULLABLE_IF_EMPTY, OperandTypes.ANY_ANY);
    for (String name : List.of("COUNT_IF", "COUNTIF")) {
      aggregate(name, ReturnTypes.BIGINT, OperandTypes.BOOLEAN);
    }
    for (String name : List.of("BOOL_OR", "BOOL_AND", "LOGICAL_OR", "LOGICAL_AND")) {
      aggregate(name, ReturnTypes.BOOLEAN_NULLABLE, OperandTypes.BOOLEAN);
    }
  }

  private void scalars() {
    for (String name : List.of("IFNULL", "NVL", "LEAST", "GREATEST")) {
      function(name, ReturnTypes.LEAST_RESTRICTIVE, OperandTypes.SAME_VARIADIC);
    }
    function("IF", ReturnTypes.ARG1_NULLABLE, OperandTypes.SECOND_THIRD_SAME);
    function("POW", ReturnTypes.DOUBLE_NULLABLE, OperandTypes.NUMERIC_NUMERIC);
    function("LENGTH", ReturnTypes.INTEGER_NULLABLE, OperandTypes.CHARACTER);
    function(
        "SUBSTR", ReturnTypes.ARG0_NULLABLE_VARYING, OperandTypes.STRING_INTEGER_OPTIONAL_INTEGER);
    function(
        "CONCAT",
        ReturnTypes.VARCHAR_NULLABLE,
        OperandTypes.repeat(
            org.apache.calcite.sql.type.SqlOperandCountRanges.from(1), OperandTypes.STRING));
    for (String name : List.of("STARTS_WITH", "ENDS_WITH", "CONTAINS")) {
      function(name, ReturnTypes.BOOLEAN_NULLABLE, OperandTypes.STRING_STRING);
    }
    function("DATE_TRUNC", ReturnTypes.ARG1_NULLABLE, OperandTypes.ANY_ANY);
  }

  private void aggregate(String name, SqlReturnTypeInference type, SqlOperandTypeChecker operands) {
    add(SqlBasicAggFunction.create(name, SqlKind.OTHER_FUNCTION, type, operands));
  }

  private void function(String name, SqlReturnTypeInference type, SqlOperandTypeChecker operands) {
    add(SqlBasicFunction.create(name, type, operands));
  }

  private void add(SqlOperator operator) {
    operators
        .computeIfAbsent(operator.getName().toUpperCase(Locale.ROOT), name -> new ArrayList<>())
        .add(operator);
  }

  @Override
  public void lookupOperatorOverloads(
      SqlIdentifier name,
      @Nullable SqlFunctionCategory category,
      SqlSyntax syntax,
      List<SqlOperator> found,
      SqlNameMatcher matcher) {
    if (!name.isSimple()) {
      return;
    }
    for (SqlOperator operator :
        operators.getOrDefault(name.getSimple().toUpperCase(Locale.ROOT), List.of())) {
      if (family(operator.getSyntax()) == family(syntax)) {
        found.add(operator);
      }
    }
  }

  /**
   * {@code COUNT(x)} is a call like any other, although {@code COUNT(*)} has a syntax of its own.
   */
  private static SqlSyntax family(SqlSyntax syntax) {
    return syntax == SqlSyntax.FUNCTION_STAR ? SqlSyntax.FUNCTION : syntax.family;
  }

  @Override
  public List<SqlOperator> getOperatorList() {
    return operators.values().stream().flatMap(List::stream).toList();
  }
}
