package dev.mensura.check.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever stands in the text, there is an expression or a finding inside it, and soon. */
class SqlExpressionsFuzzTest {
  private static final long SEED = 4_711L;
  private static final int CASES = Integer.getInteger("sql.cases", 3_000);

  private static final List<String> SEEDS =
      List.of(
          "SUM(amount) / COUNT(DISTINCT customer_id)",
          "SUM(amount) FILTER (WHERE status = 'it''s' AND day >= DATE '2024-01-31')",
          "CASE WHEN COUNT(*) > 0 THEN AVG(qty) ELSE NULL END",
          "PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY \"odd name\" DESC)",
          "COUNT(*) FILTER (WHERE EXTRACT(YEAR FROM ordered_at) IN (2023, 2024))",
          "MAX(CAST(score AS DECIMAL(10, 2)) || TRIM(BOTH ' ' FROM status))",
          "COALESCE(SUM(qty % 2), 0) -- all\n/* of */ + 1e3");

  private static final List<String> PIECES =
      List.of(
          "(",
          ")",
          ",",
          ".",
          "'",
          "\"",
          "`",
          "''",
          "--",
          "/*",
          "*/",
          ";",
          "?",
          "::",
          "*",
          "+",
          "-",
          "=",
          "<>",
          " NOT ",
          " NULL ",
          " IS ",
          " IN ",
          " BETWEEN ",
          " AND ",
          " OR ",
          " LIKE ",
          " CASE ",
          " WHEN ",
          " THEN ",
          " END ",
          " SELECT ",
          " FROM ",
          " OVER ",
          " FILTER ",
          " WHERE ",
          " DISTINCT ",
          " INTERVAL '1' DAY ",
          "DATE ",
          "TIMESTAMP '2024-01-01 00:00:00'",
          "SUM(",
          "COUNT(*)",
          "DATE_TRUNC('month', ",
          "EXTRACT(",
          " TO MONTH)",
          "ARRAY[",
          "ROW(",
          "MULTISET",
          "{fn ",
          "U&'",
          "_utf8'x'",
          "X'ab'",
          "1",
          "2.5",
          "1e9",
          "\0",
          "\uD800",
          "é",
          "😀",
          "\u202E",
          "\n",
          "\r",
          "\t",
          "amount",
          "qty",
          "status",
          "ordered_at",
          "day",
          "paid",
          "nothing",
          "NEXT VALUE FOR x",
          "CURRENT_DATE",
          "GROUPING(",
          "WITHIN GROUP (ORDER BY ",
          " AS ",
          " ESCAPE ",
          " SIMILAR TO ",
          "TRIM(",
          "POSITION(");

  @Test
  void everyTextGivesAnExpressionOrFindingsInsideIt() {
    var random = new Random(SEED);
    for (int i = 0; i < CASES; i++) {
      String sql = mutated(random);
      Translated metric = random.nextInt(4) == 0 ? Orders.row(sql) : Orders.metric(sql);
      assertThat(metric.expr().isPresent())
          .as("seed %d, case %d: %s", SEED, i, sql)
          .isEqualTo(metric.diagnostics().isEmpty());
      for (Diagnostic found : metric.diagnostics()) {
        assertThat(found.place().span().end()).as(sql).isLessThanOrEqualTo(sql.length() + 1);
        assertThat(found.message())
            .as(sql)
            .doesNotContain("Encountered", "org.apache", "expecting one of");
      }
    }
  }

  private static String mutated(Random random) {
    var sql = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
    for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
      int at = random.nextInt(sql.length() + 1);
      switch (random.nextInt(3)) {
        case 0 -> sql.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        case 1 -> sql.delete(at, Math.min(sql.length(), at + 1 + random.nextInt(6)));
        default -> {
          String other = SEEDS.get(random.nextInt(SEEDS.size()));
          sql.replace(
              at,
              Math.min(sql.length(), at + random.nextInt(12)),
              other.substring(random.nextInt(other.length())));
        }
      }
    }
    return sql.toString();
  }

  @Test
  void largeTextsAreRefusedAtOnce() {
    assertThat(codes("1".repeat(1 << 20))).containsExactly(Code.SQL_NOT_ALLOWED);
    assertThat(codes("'" + "x".repeat(40_000))).containsExactly(Code.SQL_EXPRESSION);
  }

  @Test
  void deepNestingIsRefusedOrRead() {
    for (int depth : List.of(10, 150, 5_000)) {
      for (String sql :
          List.of(
              "SUM" + "(".repeat(depth) + "qty" + ")".repeat(depth),
              "SUM(" + "ABS(".repeat(depth) + "qty" + ")".repeat(depth) + ")",
              "SUM(qty" + " + qty".repeat(depth) + ")",
              "COUNT(*) FILTER (WHERE " + "NOT ".repeat(depth) + "paid)",
              "SUM(" + "- ".repeat(depth) + "qty)",
              "SUM(" + "CASE WHEN paid THEN ".repeat(depth) + "qty" + " END".repeat(depth) + ")",
              "SUM(" + "COALESCE(qty, ".repeat(depth) + "qty" + ")".repeat(depth) + ")",
              "SUM(" + "GREATEST(1, ".repeat(depth) + "qty" + ")".repeat(depth) + ")")) {
        List<Code> codes = codes(sql);
        assertThat(codes)
            .as("%d %.40s", depth, sql)
            .isEqualTo(
                depth > 200
                    ? List.of(
                        depth > 3_000 && sql.length() > SqlScanner.MAX_LENGTH
                            ? Code.SQL_NOT_ALLOWED
                            : Code.TOO_DEEP)
                    : List.of());
      }
    }
  }

  @Test
  void longListsAreRead() {
    String list = "1" + ", 2".repeat(10_000);
    assertThat(codes("COUNT(*) FILTER (WHERE qty IN (" + list + "))")).isEmpty();
  }

  private static List<Code> codes(String sql) {
    return Orders.metric(sql).diagnostics().stream().map(Diagnostic::code).toList();
  }
}
