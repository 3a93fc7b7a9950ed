package dev.mensura.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.sql.Dialect;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rankings, against SQL written by hand. */
class RankingTest {
  private static final long SEED = 20_240_229;

  private static final String METRICS =
      """
      metric visited = count visits
      metric bought = count purchases
      metric revenue = sum purchases.amount
      metric paid = count purchases dated paid_on
      metric returned = count returns
      metric few = count purchases where shop in (top 2 by revenue)
      metric rolling = revenue over last 10 days
      """;

  private static Databases databases;
  private static Project project;

  @BeforeAll
  static void open() {
    System.out.println("seed " + SEED);
    databases = new Databases(Visits.statements(SEED));
    project = new Project(Visits.MODELS, METRICS);
  }

  @AfterAll
  static void close() throws Exception {
    databases.close();
  }

  private static void same(String query, String sql) {
    QueryPlan plan = project.plan(query);
    for (Dialect dialect : databases.dialects()) {
      List<String> expected = databases.rows(dialect, sql);
      assertThat(databases.rows(dialect, dialect.render(plan)))
          .as("%s on %s, seed %d\n%s", query, dialect.name(), SEED, dialect.render(plan))
          .isEqualTo(expected);
      assertThat(expected).isNotEmpty();
    }
  }

  private static String top(String what, String order, String where) {
    return """
    (SELECT shop FROM (SELECT shop, %s AS v FROM purchases %s GROUP BY shop) AS x
      WHERE v IS NOT NULL ORDER BY v %s, shop NULLS LAST LIMIT 2)
    """
        .formatted(what, where, order);
  }

  private static String among(String top) {
    return "EXISTS (SELECT 1 FROM " + top + " AS t WHERE t.shop IS NOT DISTINCT FROM p.shop)";
  }

  @Test
  void theFilterOfAQueryRanksOnceOverItsTime() {
    same(
        "bought by month, purchases.shop where purchases.shop in (top 2 by revenue)"
            + " and month in @2024-02..@2024-03",
        """
        SELECT CAST(date_trunc('month', bought_at) AS DATE), shop, COUNT(*) FROM purchases AS p
        WHERE bought_at >= TIMESTAMP '2024-02-01 00:00:00'
          AND bought_at < TIMESTAMP '2024-04-01 00:00:00' AND %s
        GROUP BY 1, 2 ORDER BY 1, 2 NULLS LAST
        """
            .formatted(
                among(
                    top(
                        "SUM(amount)",
                        "DESC",
                        "WHERE bought_at >= TIMESTAMP '2024-02-01 00:00:00'"
                            + " AND bought_at < TIMESTAMP '2024-04-01 00:00:00'"))));
  }

  @Test
  void theBottomAndWhatIsNotAmongIt() {
    same(
        "bought by purchases.shop where purchases.shop not in (bottom 2 by bought)",
        "SELECT shop, COUNT(*) FROM purchases AS p WHERE NOT "
            + among(top("COUNT(*)", "ASC", ""))
            + " GROUP BY shop ORDER BY 1 NULLS LAST");
  }

  @Test
  void aMetricsOwnFilterRanksInEachPeriod() {
    String ranked =
        """
        WITH m AS (SELECT *, CAST(date_trunc('month', bought_at) AS DATE) AS month FROM purchases),
        r AS (SELECT month, shop, ROW_NUMBER() OVER (
            PARTITION BY month ORDER BY SUM(amount) DESC, shop NULLS LAST) AS nth
          FROM m GROUP BY month, shop HAVING SUM(amount) IS NOT NULL)
        SELECT m.month, COUNT(*) FROM m JOIN r
          ON m.month IS NOT DISTINCT FROM r.month AND m.shop IS NOT DISTINCT FROM r.shop
        WHERE nth <= 2 GROUP BY 1 ORDER BY 1 NULLS LAST
        """;
    same("few by month", ranked);
  }

  @Test
  void withoutPeriodsItRanksAllAtOnceUnderWhatIsSaidOutside() {
    same(
        "few by purchases.shop where purchases.session_id = 'a'",
        "SELECT shop, COUNT(*) FROM purchases AS p WHERE session_id = 'a' AND "
            + among(top("SUM(amount)", "DESC", "WHERE session_id = 'a'"))
            + " GROUP BY shop ORDER BY 1 NULLS LAST");
    same(
        "(few where session_id = 'a') as n by purchases.shop",
        "SELECT shop, COUNT(*) FROM purchases AS p WHERE session_id = 'a' AND "
            + among(top("SUM(amount)", "DESC", "WHERE session_id = 'a'"))
            + " GROUP BY shop ORDER BY 1 NULLS LAST");
  }

  @Test
  void anotherModelRanks() {
    same(
        "(visited where purchases.shop in (top 2 by revenue)) as n by visits.source",
        "SELECT source, COUNT(*) FROM visits WHERE EXISTS (SELECT 1 FROM purchases p"
            + " WHERE session_id = session AND "
            + among(top("SUM(amount)", "DESC", ""))
            + ") GROUP BY source ORDER BY 1 NULLS LAST");
  }

  @Test
  void aWindowAroundItMovesWhatRanksToo() {
    same(
        "(few over last 10 days) as n by day where day in @2024-03-01..@2024-03-05",
        """
        WITH days AS (SELECT CAST(d AS DATE) AS day FROM generate_series(
          TIMESTAMP '2024-03-01 00:00:00', TIMESTAMP '2024-03-05 00:00:00', INTERVAL '1 day')
          AS g(d)),
        w AS (SELECT day, purchases.* FROM days JOIN purchases
          ON bought_at >= day - INTERVAL '9 days' AND bought_at < day + INTERVAL '1 day'),
        r AS (SELECT day, shop, ROW_NUMBER() OVER (
            PARTITION BY day ORDER BY SUM(amount) DESC, shop NULLS LAST) AS nth
          FROM w GROUP BY day, shop HAVING SUM(amount) IS NOT NULL)
        SELECT w.day, COUNT(*) FROM w JOIN r
          ON w.day = r.day AND w.shop IS NOT DISTINCT FROM r.shop
        WHERE nth <= 2 GROUP BY 1 ORDER BY 1
        """);
  }

  @Test
  void whatRanksMayMoveInTimeAndBeARatio() {
    same(
        "bought by day where purchases.shop in (top 2 by rolling / bought)"
            + " and day in @2024-03-01..@2024-03-05",
        "SELECT CAST(bought_at AS DATE), COUNT(*) FROM purchases AS p"
            + " WHERE bought_at >= TIMESTAMP '2024-03-01 00:00:00'"
            + " AND bought_at < TIMESTAMP '2024-03-06 00:00:00' AND "
            + among(
                top(
                    "CAST(SUM(amount) FILTER (WHERE bought_at >= TIMESTAMP '2024-02-25 00:00:00')"
                        + " AS DOUBLE PRECISION) / NULLIF(COUNT(*) FILTER"
                        + " (WHERE bought_at >= TIMESTAMP '2024-03-01 00:00:00'), 0)",
                    "DESC",
                    "WHERE bought_at < TIMESTAMP '2024-03-06 00:00:00'"))
            + " GROUP BY 1 ORDER BY 1");
  }

  @Test
  void itStandsInsideOfOtherConditions() {
    same(
        "(bought where case when shop in (top 2 by revenue) then amount > 30 else amount > 60 end)"
            + " as n by purchases.shop",
        "SELECT shop, COUNT(*) FROM purchases AS p WHERE CASE WHEN "
            + among(top("SUM(amount)", "DESC", ""))
            + " THEN amount > 30 ELSE amount > 60 END GROUP BY shop ORDER BY 1 NULLS LAST");
  }
}
