package dev.mensura.bench;

import dev.mensura.compiler.Compiler;
import dev.mensura.compiler.Workspace;
import dev.mensura.plan.PlanOptions;
import dev.mensura.source.SourceFile;
import dev.mensura.sql.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import org.duckdb.DuckDBDriver;

/**
 * How long DuckDB takes for what the compiler writes and for what a person would write for the same
 * answer, in turns, in the same process.
 */
public final class Ratios {
  private static final double BAR = 1.1;

  private static final String MODEL =
      """
      model: events
      table: events
      primary_key: id
      time: happened_at
      fields:
        id: {type: integer, nullable: false}
        happened_at: {type: timestamp, nullable: false}
        user_id: {type: integer, nullable: false}
        region: {type: string, nullable: false}
        kind: {type: string, nullable: false}
        amount: {type: "decimal(12,2)", nullable: false}
      """;

  private static final String METRICS =
      """
      metric revenue = sum events.amount
      metric seen = count events
      metric users = count_distinct events.user_id
      metric lowest = min events.amount
      metric highest = max events.amount
      metric mean = avg events.amount
      metric bought = seen where kind = 'k1'
      metric paid = revenue where kind = 'k1'
      metric viewed = seen where kind = 'k2'
      metric dear = seen where amount > 900
      metric share = bought / seen
      """;

  /** Rows over three years, the same on every machine. */
  private static final String ROWS =
      """
      CREATE TABLE events AS
      SELECT
        i AS id,
        TIMESTAMP '2022-01-01' + to_seconds(CAST(hash(i * 7) %% 94608000 AS BIGINT)) AS happened_at,
        CAST(hash(i * 3) %% 5000 AS BIGINT) AS user_id,
        'r' || (hash(i * 5) %% 8) AS region,
        'k' || (hash(i * 13) %% 4) AS kind,
        CAST((hash(i * 11) %% 100000) / 100.0 AS DECIMAL(12, 2)) AS amount
      FROM range(%d) AS t(i)
      """;

  private record Case(String name, String query, String byHand) {}

  /**
   * What was measured of one statement.
   *
   * @param fingerprint the same for the same answer
   */
  private record Measured(double milliseconds, String fingerprint) {}

  private Ratios() {}

  /**
   * @param arguments how many rows (10 million), how often each statement runs (5), {@code naive}
   *     for the join of all rows to the days that read them too
   */
  public static void main(String[] arguments) throws SQLException {
    long rows = arguments.length > 0 ? Long.parseLong(arguments[0]) : 10_000_000;
    int times = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    var compiler =
        new Compiler(
            Sound.require(
                Workspace.of(
                    List.of(
                        new SourceFile("models/events.yml", MODEL),
                        new SourceFile("metrics/events.metric", METRICS)))),
            PlanOptions.DEFAULT);
    try (Connection database = new DuckDBDriver().connect("jdbc:duckdb:", new Properties())) {
      execute(database, "SET TimeZone = 'UTC'");
      execute(database, "SET disabled_optimizers = 'common_subplan'");
      execute(database, ROWS.formatted(rows));
      System.out.printf(Locale.ROOT, "%,d rows, medians of %d runs in turns%n", rows, times);
      System.out.printf(
          "%-26s %12s %12s %7s %s%n", "", "compiled", "by hand", "ratio", "  reads of the table");
      for (Case each : cases()) {
        compare(database, compiler, each, times);
      }
      if (Arrays.asList(arguments).contains("naive")) {
        Measured naive = run(database, NAIVE);
        System.out.printf(
            Locale.ROOT, "%-26s %9.0f ms%n", "naive range join", naive.milliseconds());
      }
    }
  }

  private static void compare(Connection database, Compiler compiler, Case each, int times)
      throws SQLException {
    String compiled =
        Sound.require(
            compiler.sql(
                new SourceFile("<query>", each.query()), Dialect.of("duckdb").orElseThrow()));
    if (!run(database, compiled).fingerprint().equals(run(database, each.byHand()).fingerprint())) {
      throw new IllegalStateException(each.name() + ": the two answers differ");
    }
    var ours = new ArrayList<Double>();
    var theirs = new ArrayList<Double>();
    for (int i = 0; i < times; i++) {
      ours.add(run(database, compiled).milliseconds());
      theirs.add(run(database, each.byHand()).milliseconds());
    }
    double ratio = median(ours) / median(theirs);
    System.out.printf(
        Locale.ROOT,
        "%-26s %9.0f ms %9.0f ms %7.2f   %d and %d, bar %.1f, %s%n",
        each.name(),
        median(ours),
        median(theirs),
        ratio,
        reads(compiled),
        reads(each.byHand()),
        BAR,
        ratio <= BAR ? "met" : "MISSED");
  }

  private static long reads(String sql) {
    return Pattern.compile("\\b(FROM|JOIN) events\\b").matcher(sql).results().count();
  }

  private static double median(List<Double> times) {
    return times.stream().sorted().toList().get(times.size() / 2);
  }

  private static Measured run(Connection database, String sql) throws SQLException {
    long start = System.nanoTime();
    double sum = 0;
    long rows = 0;
    try (Statement statement = database.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      int columns = answer.getMetaData().getColumnCount();
      while (answer.next()) {
        rows++;
        for (int i = 1; i <= columns; i++) {
          if (answer.getObject(i) instanceof Number number) {
            sum += number.doubleValue() * i;
          }
        }
      }
    }
    double milliseconds = (System.nanoTime() - start) / 1e6;
    return new Measured(milliseconds, rows + " rows, " + String.format(Locale.ROOT, "%.7e", sum));
  }

  private static void execute(Connection database, String sql) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<Case> cases() {
    return List.of(
        new Case(
            "rolling sum",
            "revenue over last 28 days as revenue by day, region",
            """
            WITH daily AS (
              SELECT CAST(happened_at AS DATE) AS day, region, SUM(amount) AS amount
              FROM events
              GROUP BY ALL
            )
            SELECT day, region, SUM(amount) OVER (
              PARTITION BY region ORDER BY day RANGE BETWEEN INTERVAL 27 DAYS PRECEDING AND CURRENT ROW
            ) AS revenue
            FROM daily
            ORDER BY day, region
            """),
        new Case(
            "rolling distinct",
            "users over last 28 days as users by day",
            """
            WITH daily AS (
              SELECT DISTINCT CAST(happened_at AS DATE) AS day, user_id FROM events
            ), days AS (
              SELECT DISTINCT day FROM daily
            )
            SELECT days.day, COUNT(DISTINCT user_id) AS users
            FROM days
            JOIN daily ON daily.day BETWEEN days.day - 27 AND days.day
            GROUP BY days.day
            ORDER BY days.day
            """),
        new Case(
            "year over year by day",
            "revenue, revenue 1 year ago as before by day",
            """
            WITH daily AS (
              SELECT CAST(happened_at AS DATE) AS day, SUM(amount) AS amount FROM events GROUP BY ALL
            )
            SELECT this.day, this.amount AS revenue, before.amount AS before
            FROM daily AS this
            LEFT JOIN daily AS before ON before.day = CAST(this.day - INTERVAL 1 YEAR AS DATE)
            ORDER BY this.day
            """),
        new Case(
            "the same of one year",
            "revenue, revenue 1 year ago as before by day where year = @2024",
            """
            WITH daily AS (
              SELECT CAST(happened_at AS DATE) AS day, SUM(amount) AS amount
              FROM events
              WHERE happened_at >= DATE '2023-01-01' AND happened_at < DATE '2025-01-01'
              GROUP BY ALL
            ), days AS (
              SELECT CAST(unnest(generate_series(
                TIMESTAMP '2024-01-01', TIMESTAMP '2024-12-31', INTERVAL 1 DAY)) AS DATE) AS day
            )
            SELECT days.day, this.amount AS revenue, before.amount AS before
            FROM days
            LEFT JOIN daily AS this ON this.day = days.day
            LEFT JOIN daily AS before ON before.day = CAST(days.day - INTERVAL 1 YEAR AS DATE)
            ORDER BY days.day
            """),
        new Case(
            "running total",
            "revenue over all time as total by day, region",
            """
            WITH daily AS (
              SELECT CAST(happened_at AS DATE) AS day, region, SUM(amount) AS amount
              FROM events
              GROUP BY ALL
            )
            SELECT day, region, SUM(amount) OVER (
              PARTITION BY region ORDER BY day ROWS UNBOUNDED PRECEDING) AS total
            FROM daily
            ORDER BY day, region
            """),
        new Case("ten metrics, four windows", tenByFour(), tenByFourByHand()));
  }

  private static final List<String> TEN =
      List.of(
          "revenue", "seen", "lowest", "highest", "mean", "bought", "paid", "viewed", "dear",
          "share");

  private static String tenByFour() {
    var items = new ArrayList<String>();
    for (String metric : TEN) {
      items.add(metric + " over last 7 days as " + metric + "_7");
      items.add(metric + " over last 28 days as " + metric + "_28");
      items.add(metric + " over year to date as " + metric + "_year");
      items.add(metric + " over all time as " + metric + "_ever");
    }
    return String.join(", ", items) + " by day, region";
  }

  private static String tenByFourByHand() {
    var items = new ArrayList<String>();
    for (String metric : TEN) {
      for (String window : List.of("w7", "w28", "wy", "we")) {
        items.add(
            switch (metric) {
              case "lowest" -> "MIN(lowest) OVER " + window;
              case "highest" -> "MAX(highest) OVER " + window;
              case "mean" -> "SUM(revenue) OVER %1$s / SUM(seen) OVER %1$s".formatted(window);
              case "share" -> "SUM(bought) OVER %1$s / SUM(seen) OVER %1$s".formatted(window);
              default -> "SUM(" + metric + ") OVER " + window;
            });
      }
    }
    return """
    WITH daily AS (
      SELECT
        CAST(happened_at AS DATE) AS day,
        region,
        SUM(amount) AS revenue,
        COUNT(*) AS seen,
        MIN(amount) AS lowest,
        MAX(amount) AS highest,
        COUNT(*) FILTER (WHERE kind = 'k1') AS bought,
        SUM(amount) FILTER (WHERE kind = 'k1') AS paid,
        COUNT(*) FILTER (WHERE kind = 'k2') AS viewed,
        COUNT(*) FILTER (WHERE amount > 900) AS dear
      FROM events
      GROUP BY ALL
    )
    SELECT day, region, %s
    FROM daily
    WINDOW
      w7 AS (PARTITION BY region ORDER BY day RANGE BETWEEN INTERVAL 6 DAYS PRECEDING AND CURRENT ROW),
      w28 AS (PARTITION BY region ORDER BY day RANGE BETWEEN INTERVAL 27 DAYS PRECEDING AND CURRENT ROW),
      wy AS (PARTITION BY region, date_trunc('year', day) ORDER BY day ROWS UNBOUNDED PRECEDING),
      we AS (PARTITION BY region ORDER BY day ROWS UNBOUNDED PRECEDING)
    ORDER BY day, region
    """
        .formatted(String.join(", ", items));
  }

  private static final String NAIVE =
      """
      WITH days AS (
        SELECT DISTINCT CAST(happened_at AS DATE) AS day FROM events
      )
      SELECT days.day, region, SUM(amount) AS revenue
      FROM events
      JOIN days ON happened_at >= days.day - INTERVAL 27 DAYS AND happened_at < days.day + INTERVAL 1 DAY
      GROUP BY days.day, region
      ORDER BY days.day, region
      """;
}
