package dev.mensura.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.sql.Dialect;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Conversions against a search for the latest event, one by one. */
class ConversionTest {
  private static final long SEED = 20_240_229;

  private static final String METRICS =
      """
      metric visited = count visits
      metric ads = count visits where source = 'ad'
      metric bought = count purchases
      metric revenue = sum purchases.amount
      metric dearest = max purchases.amount
      metric typical = avg purchases.amount
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

  /** Purchases with the visit that each is credited to. */
  private static String credited(String conditions, String only) {
    return """
    WITH credited AS (
      SELECT p.*, (
        SELECT v.visit_id FROM visits v
        WHERE v.user_id = p.buyer_id AND v.visited_at <= p.bought_at %s
        ORDER BY v.visited_at DESC, v.visit_id DESC LIMIT 1) AS visit
      FROM purchases p %s)
    """
        .formatted(conditions, only);
  }

  private static final String BY_SOURCE =
      """
      SELECT source,
        CAST(COUNT(DISTINCT visit) AS DOUBLE PRECISION) / COUNT(DISTINCT visit_id),
        COUNT(purchase_id), SUM(amount), MAX(amount), AVG(CAST(amount AS DOUBLE PRECISION))
      FROM visits LEFT JOIN credited ON visit = visit_id GROUP BY source ORDER BY 1 NULLS LAST
      """;

  private static String items(String arguments) {
    return ("conversion(visited, bought, @) as rate, conversions(visited, bought, @) as n,"
            + " conversions(visited, revenue, @) as r, conversions(visited, dearest, @) as d,"
            + " conversions(visited, typical, @) as t by visits.source")
        .replace("@", arguments);
  }

  @Test
  void eachPurchaseIsCreditedToTheLatestVisitBefore() {
    same(
        items("by: user_id = buyer_id, within: 7 days"),
        credited("AND p.bought_at < v.visited_at + INTERVAL '7 days'", "") + BY_SOURCE);
  }

  @Test
  void withoutALimitAnyEarlierVisitWillDo() {
    same(items("by: user_id = buyer_id"), credited("", "") + BY_SOURCE);
  }

  @Test
  void whatComesTooSoonIsCreditedToAnEarlierVisit() {
    same(
        items("by: user_id = buyer_id, within: 1 month, after: 2 days"),
        credited(
                "AND v.visited_at + INTERVAL '2 days' <= p.bought_at"
                    + " AND p.bought_at < v.visited_at + INTERVAL '1 month'",
                "")
            + BY_SOURCE);
  }

  @Test
  void monthsThatEndTogetherStillHaveALatestVisit() {
    same(
        items("by: user_id = buyer_id, within: 2 months, after: 1 month"),
        credited(
                "AND v.visited_at + INTERVAL '1 month' <= p.bought_at"
                    + " AND p.bought_at < v.visited_at + INTERVAL '2 months'",
                "")
            + BY_SOURCE);
  }

  @Test
  void whatMustMatchIsAKeyToo() {
    same(
        items("by: user_id = buyer_id, within: 7 days, matching: [session = session_id]"),
        credited(
                "AND v.session = p.session_id AND p.bought_at < v.visited_at + INTERVAL '7 days'",
                "")
            + BY_SOURCE);
  }

  @Test
  void filtersAndDatesOfTheEventsCount() {
    same(
        "conversion(ads, paid, by: user_id = buyer_id, within: 9 days) as rate by visits.session",
        """
        WITH credited AS (
          SELECT (SELECT v.visit_id FROM visits v
            WHERE v.user_id = p.buyer_id AND v.source = 'ad' AND v.visited_at <= p.paid_on
              AND p.paid_on < v.visited_at + INTERVAL '9 days'
            ORDER BY v.visited_at DESC, v.visit_id DESC LIMIT 1) AS visit
          FROM purchases p)
        SELECT session, CAST(COUNT(DISTINCT visit) AS DOUBLE PRECISION) / COUNT(DISTINCT visit_id)
        FROM visits LEFT JOIN credited ON visit = visit_id WHERE source = 'ad'
        GROUP BY session ORDER BY 1 NULLS LAST
        """);
  }

  @Test
  void aFilterOfTheQueryChangesNoCredit() {
    same(
        "conversions(visited, bought, by: user_id = buyer_id, within: 7 days) as n"
            + " by month where source = 'seo'",
        credited("AND p.bought_at < v.visited_at + INTERVAL '7 days'", "")
            + """
            SELECT CAST(date_trunc('month', visited_at) AS DATE), COUNT(purchase_id)
            FROM visits LEFT JOIN credited ON visit = visit_id WHERE source = 'seo'
            GROUP BY 1 ORDER BY 1 NULLS LAST
            """);
  }

  @Test
  void aFunnelGoesStepByStep() {
    same(
        "conversion(visited, bought, returned, by: user_id = buyer_id, within: 10 days, after: 1"
            + " day) as rate, conversions(visited, bought, returned, by: user_id = buyer_id,"
            + " within: 10 days, after: 1 day) as n by visits.source",
        credited(
                "AND v.visited_at + INTERVAL '1 day' <= p.bought_at"
                    + " AND p.bought_at < v.visited_at + INTERVAL '10 days'",
                "")
            + """
            , back AS (
              SELECT r.return_id, (
                SELECT c.visit FROM credited c
                WHERE c.buyer_id = r.buyer_id AND c.visit IS NOT NULL
                  AND c.bought_at + INTERVAL '1 day' <= r.returned_at
                  AND r.returned_at < c.bought_at + INTERVAL '10 days'
                ORDER BY c.bought_at DESC, c.purchase_id DESC LIMIT 1) AS visit
              FROM returns r)
            SELECT source, CAST(COUNT(DISTINCT visit) AS DOUBLE PRECISION) / COUNT(DISTINCT visit_id),
              COUNT(return_id)
            FROM visits LEFT JOIN back ON visit = visit_id GROUP BY source ORDER BY 1 NULLS LAST
            """);
  }

  @Test
  void aWindowAndAShiftStandAroundIt() {
    same(
        "(conversions(visited, bought, by: user_id = buyer_id, within: 7 days) over all time) as n"
            + " by month",
        credited("AND p.bought_at < v.visited_at + INTERVAL '7 days'", "")
            + """
            SELECT m, (SELECT COUNT(*) FROM credited JOIN visits ON visit = visit_id
              WHERE visited_at < m + INTERVAL '1 month')
            FROM (SELECT DISTINCT CAST(date_trunc('month', visited_at) AS DATE) AS m FROM visits
              WHERE visited_at IS NOT NULL) AS months
            ORDER BY m
            """);
  }

  @Test
  void farRowsDoNotMultiplyEvents() {
    same(
        "conversions(visited where buys.shop = 'x', bought, by: user_id = buyer_id, within: 7 days)"
            + " as n by visits.source",
        """
        WITH few AS (SELECT * FROM visits WHERE EXISTS (
          SELECT 1 FROM purchases WHERE session_id = session AND shop = 'x')),
        credited AS (
          SELECT (SELECT v.visit_id FROM few v
            WHERE v.user_id = p.buyer_id AND v.visited_at <= p.bought_at
              AND p.bought_at < v.visited_at + INTERVAL '7 days'
            ORDER BY v.visited_at DESC, v.visit_id DESC LIMIT 1) AS visit
          FROM purchases p)
        SELECT source, COUNT(visit)
        FROM few LEFT JOIN credited ON visit = visit_id GROUP BY source ORDER BY 1 NULLS LAST
        """);
  }
}
