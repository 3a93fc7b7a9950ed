package dev.mensura.check.sql;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Functions that SQL has and a metric can't be made of, and the way out of each. */
final class Refusals {
  private static final String NOW =
      "Outside the text, `in last 30 days` and `in this month` speak of now.";
  private static final String TEXT = "A computed field of the model can prepare the text.";
  private static final String WINDOW =
      "Outside the text, `over` and `across` widen what a metric sees.";
  private static final String LIST = "A metric is one value; a query lists values with `by`.";
  private static final String PICK = "`MIN(x)` and `MAX(x)` pick one value, the same in every run.";
  private static final String DIFFERENCE =
      "Outside the text, `avg (later.day - earlier.day)` is a length of time.";
  private static final String SHIFT = "`x + INTERVAL '7' DAY` moves a time.";
  private static final String SPELL =
      "Queries group by periods: `by month`; a field's `format` says how it is shown.";
  private static final String SAMPLE = "`STDDEV(x)` and `VARIANCE(x)` are those of a sample.";
  private static final String PATTERN =
      "`LIKE`, `STARTS_WITH`, `ENDS_WITH` and `CONTAINS` test texts.";
  private static final String ROUND = "`ROUND(x, 2)`, `FLOOR(x)` and `CEIL(x)` round.";

  private static final Map<String, String> FUNCTIONS = functions();
  private static final Map<String, String> CONSTANTS = constants();

  private Refusals() {}

  /** The way out of a function, if it is one of these. */
  static Optional<String> of(String name) {
    return Optional.ofNullable(FUNCTIONS.get(name)).or(() -> ofConstant(name));
  }

  /** The way out of a function that is called without parentheses. */
  static Optional<String> ofConstant(String name) {
    return Optional.ofNullable(CONSTANTS.get(name));
  }

  private static Map<String, String> constants() {
    var map = new TreeMap<String, String>();
    put(
        map,
        NOW,
        "CURRENT_DATE",
        "CURRENT_TIME",
        "CURRENT_TIMESTAMP",
        "LOCALTIME",
        "LOCALTIMESTAMP",
        "SYSDATE");
    put(
        map,
        "What a metric is doesn't depend on who asks.",
        "CURRENT_USER",
        "SESSION_USER",
        "SYSTEM_USER",
        "USER");
    return map;
  }

  private static Map<String, String> functions() {
    var map = new TreeMap<String, String>();
    put(map, NOW, "NOW", "TODAY", "GETDATE", "CURDATE");
    put(
        map,
        WINDOW,
        "ROW_NUMBER",
        "RANK",
        "DENSE_RANK",
        "NTILE",
        "LAG",
        "LEAD",
        "FIRST_VALUE",
        "LAST_VALUE",
        "CUME_DIST");
    put(map, WINDOW, "NTH_VALUE", "PERCENT_RANK", "RATIO_TO_REPORT");
    put(
        map,
        LIST,
        "STRING_AGG",
        "LISTAGG",
        "GROUP_CONCAT",
        "ARRAY_AGG",
        "ARRAY_CONCAT_AGG",
        "COLLECT",
        "LIST",
        "JSON_AGG");
    put(
        map,
        PICK,
        "ANY_VALUE",
        "FIRST",
        "LAST",
        "ARG_MAX",
        "ARG_MIN",
        "MAX_BY",
        "MIN_BY",
        "SINGLE_VALUE",
        "MODE",
        "RANDOM",
        "RAND");
    put(
        map,
        DIFFERENCE,
        "DATEDIFF",
        "DATE_DIFF",
        "TIMESTAMPDIFF",
        "TIMESTAMP_DIFF",
        "AGE",
        "MONTHS_BETWEEN");
    put(
        map,
        SHIFT,
        "DATEADD",
        "DATE_ADD",
        "DATE_SUB",
        "TIMESTAMPADD",
        "TIMESTAMP_ADD",
        "ADD_MONTHS");
    put(
        map,
        SPELL,
        "TO_CHAR",
        "TO_DATE",
        "TO_TIMESTAMP",
        "DATE_FORMAT",
        "FORMAT_DATE",
        "STRFTIME",
        "FORMAT",
        "DATE_PART",
        "DATEPART");
    put(map, "`CAST(x AS DATE)` is the day of a time.", "DATE", "DATETIME", "TIMESTAMP");
    put(
        map,
        "`CAST(x AS DECIMAL(12, 2))` changes a type.",
        "TRY_CAST",
        "SAFE_CAST",
        "CONVERT",
        "TO_NUMBER");
    put(
        map,
        SAMPLE,
        "STDDEV_POP",
        "VAR_POP",
        "COVAR_POP",
        "COVAR_SAMP",
        "CORR",
        "REGR_SLOPE",
        "REGR_INTERCEPT",
        "SKEWNESS",
        "KURTOSIS");
    put(map, "`LN(x) / LN(10)` is the logarithm to the base 10.", "LOG", "LOG10", "LOG2");
    put(map, ROUND, "TRUNC", "TRUNCATE");
    put(
        map,
        TEXT,
        "LEFT",
        "RIGHT",
        "LTRIM",
        "RTRIM",
        "LPAD",
        "RPAD",
        "REVERSE",
        "INITCAP",
        "SPLIT_PART",
        "SPLIT",
        "CONCAT_WS");
    put(
        map,
        TEXT,
        "TRANSLATE",
        "TRANSLATE3",
        "OVERLAY",
        "REPEAT",
        "MD5",
        "JSON_VALUE",
        "JSON_EXTRACT",
        "ASCII",
        "CHR");
    put(
        map,
        PATTERN,
        "POSITION",
        "STRPOS",
        "INSTR",
        "LOCATE",
        "REGEXP_LIKE",
        "REGEXP_MATCHES",
        "REGEXP_REPLACE",
        "REGEXP_EXTRACT",
        "SIMILAR TO",
        "NOT SIMILAR TO");
    put(
        map,
        "`COUNT(DISTINCT x)` counts different values.",
        "COUNT_DISTINCT",
        "COUNTD",
        "UNIQ",
        "NUNIQUE");
    put(
        map,
        "`PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY x)` is a percentile.",
        "PERCENTILE",
        "QUANTILE",
        "QUANTILE_CONT",
        "APPROX_QUANTILE",
        "APPROX_QUANTILES");
    put(map, "`COALESCE(SUM(x), 0)` is 0 where there is no row.", "TOTAL", "SUM0", "$SUM0");
    put(
        map,
        "`CASE WHEN … THEN … END` chooses.",
        "DECODE",
        "IIF",
        "IFF",
        "NVL2",
        "ISNULL",
        "ZEROIFNULL");
    put(
        map,
        "`EXTRACT(ISODOW FROM x)` counts from Monday, 1.",
        "DAYOFWEEK",
        "DAYNAME",
        "WEEKDAY",
        "MONTHNAME");
    put(map, "Groups are chosen by the query.", "GROUPING", "GROUPING_ID", "GROUP_ID");
    put(
        map,
        "`QUARTER`, `MONTH`, `WEEK`, `DAY` and `HOUR` are parts of a time.",
        "MINUTE",
        "SECOND");
    return map;
  }

  private static void put(Map<String, String> map, String wayOut, String... names) {
    for (String name : names) {
      map.put(name, wayOut);
    }
  }
}
