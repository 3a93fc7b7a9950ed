package dev.mensura.plan;

import static dev.mensura.plan.Shop.call;
import static dev.mensura.plan.Shop.count;
import static dev.mensura.plan.Shop.sum;
import static dev.mensura.plan.Shop.test;
import static dev.mensura.plan.Shop.value;
import static dev.mensura.plan.Shop.where;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.RowExpr;
import dev.mensura.sql.Dialect;
import dev.mensura.type.Function;
import dev.mensura.type.Grain;
import dev.mensura.type.ValueType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AnswerTest {
  private static Databases databases;

  private final Shop shop = new Shop();
  private final MetricExpr revenue =
      shop.metric("revenue", sum("orders", shop.field("orders", "amount")));
  private final MetricExpr placed = shop.metric("orders_placed", count("orders"));
  private final RowExpr isPaid = test(Function.EQ, shop.field("orders", "status"), value("paid"));
  private final RowExpr region = shop.field("orders", "customer.region");

  @BeforeAll
  static void start() {
    databases = new Databases(Shop.TABLES);
  }

  @AfterAll
  static void stop() throws Exception {
    databases.close();
  }

  private void expect(Shop.Asking asking, String... rows) {
    QueryPlan plan = asking.plan();
    for (Dialect dialect : databases.dialects()) {
      String sql = dialect.render(plan);
      if (Boolean.getBoolean("show")) {
        System.out.println("---- " + dialect.name() + "\n" + sql);
      }
      assertThat(databases.rows(dialect, sql))
          .as(dialect.name() + "\n" + sql)
          .containsExactly(rows);
    }
  }

  @Test
  void orphansAndNullKeysAreANullGroup() {
    expect(
        shop.ask("orders").item("revenue", revenue).item("n", placed).by("region", region),
        "EU|190|4",
        "US|60|3",
        "null|67|2");
  }

  @Test
  void leavesThatDifferInFiltersShareAScan() {
    expect(
        shop.ask("orders")
            .item("paid", where(placed, "orders", isPaid))
            .item(
                "share",
                call(Function.DIVIDE, ValueType.DOUBLE, where(placed, "orders", isPaid), placed))
            .by("month", shop.period("orders", Grain.MONTH)),
        "2024-01-01|2|0.666666666667",
        "2024-02-01|2|1",
        "2024-03-01|2|0.666666666667",
        "null|0|0");
  }

  @Test
  void severalBasesAreStitched() {
    expect(
        shop.ask("orders", "returns")
            .item("revenue", revenue)
            .item("n", placed)
            .item("returned", sum("returns", shop.field("returns", "amount")))
            .item("n_returns", count("returns"))
            .by("region", region, shop.field("returns", "customer.region")),
        "EU|190|4|20|1",
        "US|60|3|null|0",
        "null|67|2|13|2");
  }

  @Test
  void withoutGroupsThereIsOneRow() {
    expect(
        shop.ask("orders", "returns")
            .item("revenue", revenue)
            .item("n_returns", count("returns"))
            .where(
                test(Function.EQ, region, value("nowhere")),
                test(Function.EQ, shop.field("returns", "customer.region"), value("nowhere"))),
        "null|0");
  }
}
