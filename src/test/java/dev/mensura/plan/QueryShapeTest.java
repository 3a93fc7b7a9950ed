package dev.mensura.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.sql.Dialect;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Filled periods and limits within groups, against SQL written by hand. */
class QueryShapeTest {
  private static final long SEED = 20_240_229;

  private static final String METRICS =
      """
      metric visited = count visits
      metric bought = count purchases
      metric revenue = sum purchases.amount
      metric paid = count purchases dated paid_on
      metric returned = count returns
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

  private static final String DAYS =
      """
      WITH days AS (SELECT CAST(d AS DATE) AS day FROM generate_series(
        TIMESTAMP '2024-02-01 00:00:00', TIMESTAMP '2024-02-20 00:00:00', INTERVAL '1 day') AS g(d)),
      by_day AS (SELECT CAST(bought_at AS DATE) AS day, shop, COUNT(*) AS n, SUM(amount) AS r
        FROM purchases
        WHERE bought_at >= TIMESTAMP '2024-02-01 00:00:00'
          AND bought_at < TIMESTAMP '2024-02-21 00:00:00'
        GROUP BY 1, 2),
      filled AS (SELECT days.day, shops.shop, by_day.day IS NOT NULL AS is_there, n, r
        FROM days CROSS JOIN (SELECT DISTINCT shop FROM by_day) AS shops
        LEFT JOIN by_day ON by_day.day = days.day AND by_day.shop IS NOT DISTINCT FROM shops.shop)
      """;

  @Test
  void eachGroupThatAppearsIsInEveryPeriod() {
    same(
        "bought, revenue by day, purchases.shop fill where day in @2024-02-01..@2024-02-20",
        DAYS + "SELECT day, shop, COALESCE(n, 0), r FROM filled ORDER BY 1, 2 NULLS LAST");
  }

  @Test
  void onlyWhatFillsHasTheFiller() {
    same(
        "revenue, revenue / bought as each by day, purchases.shop fill 0"
            + " where day in @2024-02-01..@2024-02-20",
        DAYS
            + "SELECT day, shop, CASE WHEN is_there THEN r ELSE 0 END,"
            + " CASE WHEN is_there THEN CAST(r AS DOUBLE PRECISION) / n ELSE 0 END"
            + " FROM filled ORDER BY 1, 2 NULLS LAST");
  }

  @Test
  void filledRowsAreKeptOrderedAndLimitedAsOthers() {
    same(
        "revenue by day, purchases.shop fill 7 where day in @2024-02-01..@2024-02-20"
            + " having revenue < 20 and bought < 2 order by revenue desc limit 12",
        DAYS
            + """
            SELECT day, shop, v FROM (SELECT day, shop, COALESCE(n, 0) AS n,
              CASE WHEN is_there THEN r ELSE 7 END AS v FROM filled) AS f
            WHERE v < 20 AND n < 2 ORDER BY v DESC, day, shop NULLS LAST LIMIT 12
            """);
  }

  @Test
  void periodsOfSeveralLengthsAndPartsFollowFromTheShortest() {
    same(
        "bought by month, day, day_of_week fill where day in @2024-02-01..@2024-02-20",
        DAYS
            + """
            SELECT DATE '2024-02-01', day, CAST(EXTRACT(ISODOW FROM day) AS BIGINT),
              COALESCE((SELECT SUM(n) FROM by_day WHERE by_day.day = days.day), 0)
            FROM days ORDER BY 2
            """);
  }

  @Test
  void metricsOfSeveralModelsFillTheSamePeriodsUpToTheHorizonOfBoth() {
    same(
        "visited, returned by week fill",
        """
        WITH bounds AS (SELECT MIN(t) AS a, MAX(t) AS b FROM (
          SELECT visited_at AS t FROM visits UNION ALL SELECT returned_at FROM returns) AS x),
        weeks AS (SELECT CAST(w AS DATE) AS week FROM bounds, generate_series(
          TIMESTAMP '2024-01-15 00:00:00', TIMESTAMP '2024-04-29 00:00:00', INTERVAL '7 days') AS g(w)
          WHERE w + INTERVAL '7 days' > a AND w <= b UNION ALL SELECT NULL)
        SELECT week,
          (SELECT COUNT(*) FROM visits
            WHERE CAST(date_trunc('week', visited_at) AS DATE) IS NOT DISTINCT FROM week),
          (SELECT COUNT(*) FROM returns
            WHERE CAST(date_trunc('week', returned_at) AS DATE) IS NOT DISTINCT FROM week)
        FROM weeks ORDER BY 1 NULLS LAST
        """);
  }

  @Test
  void aLimitHoldsWithinGroupsInTheOrderOfTheQuery() {
    same(
        "visited by month, visits.source order by month, visited desc limit 2 per month",
        """
        SELECT month, source, n FROM (
          SELECT *, ROW_NUMBER() OVER (PARTITION BY month ORDER BY n DESC, source NULLS LAST) AS nth
          FROM (SELECT CAST(date_trunc('month', visited_at) AS DATE) AS month, source, COUNT(*) AS n
            FROM visits GROUP BY 1, 2) AS x) AS y
        WHERE nth <= 2 ORDER BY month NULLS LAST, n DESC, source NULLS LAST
        """);
  }

  @Test
  void whatOrdersAloneIsNotShownWithALimitEither() {
    same(
        "bought by purchases.shop, purchases.session_id order by revenue limit 1 per session_id",
        """
        SELECT shop, session_id, n FROM (
          SELECT *, ROW_NUMBER() OVER (
            PARTITION BY session_id ORDER BY r NULLS LAST, shop NULLS LAST) AS nth
          FROM (SELECT shop, session_id, COUNT(*) AS n, SUM(amount) AS r
            FROM purchases GROUP BY 1, 2) AS x) AS y
        WHERE nth <= 1 ORDER BY r NULLS LAST, shop NULLS LAST, session_id NULLS LAST
        """);
  }
}
