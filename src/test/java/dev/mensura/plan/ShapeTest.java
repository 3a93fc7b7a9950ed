package dev.mensura.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.sql.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each shape that a plan can have, its answer told by hand, on both databases. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShapeTest {
  private static final String METRICS =
      """
      metric revenue = sum orders.amount
      metric orders_placed = count orders
      metric returned = sum returns.amount
      metric total_customers = count customers
      metric paid = count orders where status = 'paid'
      metric paid_share = paid / orders_placed
      metric last_order = max orders.ordered_at
      metric busy = count customers where orders_placed >= 2
      metric idle = count customers where orders_placed = 0
      metric big_orders = count orders where customer.orders_count >= 2
      metric with_default = coalesce(revenue, 0) + 1
      metric rich = count customers where with_default > 60
      metric poor = count customers where with_default = 1
      metric paid_revenue = revenue dated paid_on
      metric gifts = count orders where order_tags.tag = 'gift'
      metric rushes = count orders where order_tags.tag = 'rush'
      metric gift_revenue = revenue where order_tags.tag = 'gift'
      metric tagged_customers = count customers where gifts >= 1
      metric none_is_null = (count orders) default null
      metric busy_busy = count customers where busy >= 1
      """;

  /** A query, and the rows that it must give. */
  record Case(String query, List<String> rows) {
    @Override
    public String toString() {
      return query;
    }
  }

  private static Case of(String query, String... rows) {
    return new Case(query, List.of(rows));
  }

  static List<Case> cases() {
    return List.of(
        of("revenue, orders_placed by customer.region", "EU|190|4", "US|60|2", "null|67|3"),
        of("revenue by customer.area.zone", "east|190", "west|60", "null|67"),
        of(
            "(orders_placed over day to date) as n by hour where day = @2024-01-10 order by hour"
                + " limit 2",
            "2024-01-10 08:00:00.0|1",
            "2024-01-10 09:00:00.0|1"),
        of("paid by month", "2024-01-01|2", "2024-02-01|2", "2024-03-01|2"),
        of(
            "paid_share by month",
            "2024-01-01|0.666666666667",
            "2024-02-01|1",
            "2024-03-01|0.666666666667",
            "null|0"),
        of(
            "paid, paid_share by month having paid_share < 1 order by paid desc, month desc",
            "2024-03-01|2|0.666666666667",
            "2024-01-01|2|0.666666666667",
            "null|0|0"),
        of(
            "revenue, returned, count returns as n by customers.region",
            "EU|190|20|1",
            "US|60|null|0",
            "null|67|13|2"),
        of("revenue, returned where customers.region = 'nowhere'", "null|null"),
        of("orders_placed, count returns as n where customers.region = 'nowhere'", "0|0"),
        of("orders_placed where customers.region = 'nowhere' having orders_placed > 0"),
        of("paid by month where status = 'refunded'"),
        of("by customers.region, customers.plan", "EU|free", "EU|pro", "US|pro", "null|free"),
        of("by orders.status having revenue > 60", "paid"),
        of("busy by customers.plan", "pro|2"),
        of("idle", "1"),
        of("big_orders", "5"),
        of("(count orders where customer.orders_count is null) as n", "3"),
        of("rich, poor", "2|1"),
        of(
            "paid_revenue, revenue by month",
            "2024-01-01|100|160",
            "2024-02-01|70|80",
            "2024-03-01|37|77",
            "2024-04-01|60|null",
            "null|50|null"),
        of("gifts, rushes, gift_revenue", "2|2|120"),
        of("revenue, orders_placed by order_tags.tag", "gift|120|2", "rush|150|2", "null|147|6"),
        of("revenue where order_tags.tag in ('gift', 'rush')", "170"),
        of("gifts by order_tags.tag", "gift|2"),
        of("gifts, rushes by order_tags.tag", "gift|2|0", "rush|0|2"),
        of("tagged_customers", "2"),
        of("busy_busy", "2"),
        of("none_is_null by customers.region where order_tags.tag = 'rush'", "EU|1", "US|1"),
        of(
            "none_is_null, returned by month",
            "2024-01-01|3|null",
            "2024-02-01|2|20",
            "2024-03-01|3|8",
            "2024-05-01|null|5",
            "null|1|null"),
        of("none_is_null where customers.region = 'nowhere'", "null"),
        of(
            "count_distinct orders.customer_id as n by order_tags.tag",
            "gift|2",
            "rush|2",
            "null|4"),
        of("sum order_tags.weight as w by customers.region", "EU|7", "US|6", "null|1"),
        of("revenue by customer.region order by revenue desc limit 2", "EU|190", "null|67"),
        of("orders_placed by month having returned > 0", "2024-02-01|2", "2024-03-01|3"),
        of("paid by month order by returned desc", "2024-01-01|2", "2024-02-01|2", "2024-03-01|2"),
        of(
            "paid by month having orders_placed > 0",
            "2024-01-01|2",
            "2024-02-01|2",
            "2024-03-01|2"),
        of("orders_placed where month = @2024-02", "2"),
        of(
            "orders_placed by day where day in @2024-01-30..@2024-01-31",
            "2024-01-30|1",
            "2024-01-31|1"),
        of("orders_placed by month where month in last 2 months", "2024-02-01|2", "2024-03-01|3"),
        of("orders_placed where ordered_at in this month", "3"),
        of("orders_placed by day_of_week", "2|1", "3|2", "4|2", "6|1", "7|2", "null|1"),
        of("orders_placed by half", "2024-01-01|8", "null|1"),
        of("orders_placed by orders.paid_on.week where orders.paid_on > @2024-03", "2024-04-01|1"),
        of("sum orders.total as t, sum orders.quantity as q", "1119|39"),
        of(
            "avg orders.amount as a, median orders.amount as m, percentile(orders.amount, 0.75) as"
                + " p, percentile_disc(orders.amount, 0.75) as d, variance orders.amount as v",
            "39.625|35|52.5|50|941.125"),
        of("min orders.ordered_at as a, max orders.status as b", "2024-01-10 08:00:00.0|refunded"),
        of("orders_placed by orders.one", "1|9"),
        of("orders_placed by orders.one where orders.amount > 1000"),
        of("revenue by orders.one, order_tags.tag", "1|gift|120", "1|rush|150", "1|null|147"),
        of("by orders.one", "1"),
        of("7 as seven, revenue", "7|317"));
  }

  @BeforeAll
  void start() {
    databases = new Databases(Shop.TABLES);
    project = shop();
  }

  @AfterAll
  void stop() throws Exception {
    databases.close();
  }

  static Project shop() {
    return new Project(read("shop.yml"), METRICS);
  }

  private static String read(String resource) {
    try (InputStream in = Objects.requireNonNull(ShapeTest.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Databases databases;
  private Project project;

  @ParameterizedTest
  @MethodSource("cases")
  void bothDatabasesGiveTheRows(Case expected) {
    var options = new PlanOptions(Now.at(LocalDateTime.parse("2024-03-15T12:00:00")));
    QueryPlan plan = project.plan(expected.query(), options);
    for (Dialect dialect : databases.dialects()) {
      String sql = dialect.render(plan);
      if (Boolean.getBoolean("show")) {
        System.out.println("-- " + expected.query() + "\n" + sql);
      }
      assertThat(databases.rows(dialect, sql))
          .as(dialect.name() + "\n" + sql)
          .containsExactlyElementsOf(expected.rows());
    }
  }
}
