package dev.mensura.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.RowExpr;
import dev.mensura.sql.Dialect;
import dev.mensura.type.Function;
import dev.mensura.type.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Metrics made of metrics made of metrics: a thousand of them. */
class ChainTest {
  private static final int LENGTH = 1_000;

  @Test
  void aChainIsAsLongAsItsTextAndRuns() throws Exception {
    var shop = new Shop();
    shop.metric("m0", Shop.count("orders"));
    for (int i = 1; i <= LENGTH; i++) {
      shop.metric("m" + i, call(Function.PLUS, shop.ref("m" + (i - 1)), Shop.number(1)));
    }
    runs(shop, "1009", text -> assertThat(text).hasSizeLessThan(60 * LENGTH));
  }

  @Test
  void aChainThatUsesEachLinkTwiceIsNoLonger() throws Exception {
    var shop = new Shop();
    RowExpr never = Shop.test(Function.EQ, shop.field("orders", "status"), Shop.value("never"));
    shop.metric("m0", Shop.where(Shop.count("orders"), "orders", never));
    for (int i = 1; i <= LENGTH; i++) {
      MetricExpr last = shop.ref("m" + (i - 1));
      shop.metric("m" + i, call(Function.PLUS, last, last));
    }
    runs(shop, "0", text -> assertThat(text).hasSizeLessThan(500 * LENGTH));
  }

  @Test
  void manyMetricsAreAddedUp() throws Exception {
    var shop = new Shop();
    MetricExpr all = Shop.number(0);
    for (int i = 0; i < LENGTH; i++) {
      RowExpr large = Shop.test(Function.GT, shop.field("orders", "quantity"), Shop.value(i));
      shop.metric("m" + i, Shop.where(Shop.count("orders"), "orders", large));
      all = call(Function.PLUS, all, shop.ref("m" + i));
    }
    shop.metric("m" + LENGTH, all);
    runs(shop, "39", text -> assertThat(text).hasSizeLessThan(1_500 * LENGTH));
  }

  private static MetricExpr call(Function function, MetricExpr... operands) {
    return Shop.call(function, ValueType.INTEGER, operands);
  }

  private static void runs(Shop shop, String value, Consumer<String> check) throws Exception {
    Map<Dialect, String> texts = new HashMap<>();
    var small =
        new Thread(
            null,
            () -> {
              QueryPlan plan = shop.ask("orders").item("last", shop.ref("m" + LENGTH)).plan();
              Dialect.all().forEach(d -> texts.put(d, d.render(plan)));
            },
            "small stack",
            512 * 1024);
    small.start();
    small.join();
    texts.values().forEach(check);
    try (var databases = new Databases(Shop.TABLES)) {
      for (Dialect dialect : databases.dialects()) {
        String name = dialect.name();
        Dialect same =
            texts.keySet().stream().filter(d -> d.name().equals(name)).findFirst().orElseThrow();
        assertThat(databases.rows(dialect, texts.get(same))).isEqualTo(List.of(value));
      }
    }
  }
}
