package dev.mensura.ir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.type.Additivity;
import dev.mensura.type.Aggregate;
import dev.mensura.type.Function;
import dev.mensura.type.Unit;
import dev.mensura.type.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReducerTest {
  private static final RowExpr PAID = equal("status", "paid");
  private static final RowExpr EU = equal("region", "EU");
  private static final RowExpr BIG = equal("size", "big");

  private final Map<String, Metric> metrics = new HashMap<>();

  @Test
  void equalLeavesAreOne() {
    define("orders_placed", count());
    define("double_orders", plus(ref("orders_placed"), count()));
    Reduction reduction = reduce(ref("double_orders"));
    assertThat(reduction.leaves()).hasSize(1);
    assertThat(reduction.values()).hasSize(2);
    assertThat(reduction.name(0)).contains("orders_placed");
  }

  @Test
  void filtersAreASetOfConjunctsWhateverTheirOrder() {
    Reduction reduction =
        reduce(
            where(where(count(), PAID), and(EU, BIG)),
            where(where(count(), BIG), and(PAID, and(EU, PAID))));
    assertThat(reduction.leaves()).hasSize(1);
    assertThat(reduction.roots()).containsExactly(0, 0);
    assertThat(reduction.leaves().keySet().iterator().next().filters())
        .containsExactlyInAnyOrder(PAID, EU, BIG);
  }

  @Test
  void aFilterHoldsForEveryLeafInside() {
    define("orders_placed", count());
    define("ratio", plus(where(ref("orders_placed"), PAID), ref("orders_placed")));
    assertThat(reduce(where(ref("ratio"), EU)).leaves().keySet())
        .extracting(Leaf::filters)
        .containsExactly(List.of(EU, PAID), List.of(EU));
  }

  @Test
  void theInnerDateCounts() {
    RowExpr paidAt = column("paid_at");
    RowExpr sentAt = column("sent_at");
    RowExpr own = new RowExpr.OwnTime("orders", ValueType.TIMESTAMP, false);
    RowExpr known = new RowExpr.Call(Function.IS_NOT_NULL, List.of(own), ValueType.BOOLEAN, false);
    Leaf leaf =
        reduce(dated(where(dated(count(), paidAt), known), sentAt))
            .leaves()
            .keySet()
            .iterator()
            .next();
    assertThat(leaf.time()).contains(paidAt);
    assertThat(((RowExpr.Call) leaf.filters().getFirst()).arguments()).containsExactly(paidAt);
  }

  @Test
  void chainsThatDoubleStayLinearOnASmallStack() throws InterruptedException {
    define("m0", count());
    for (int i = 1; i <= 5_000; i++) {
      define("m" + i, plus(ref("m" + (i - 1)), ref("m" + (i - 1))));
    }
    var found = new int[1];
    var thread =
        new Thread(
            null, () -> found[0] = reduce(ref("m5000")).values().size(), "small stack", 256 * 1024);
    thread.start();
    thread.join();
    assertThat(found[0]).isEqualTo(5_001);
  }

  @Test
  void contextsThatDoubleAreRefused() {
    define("m0", count());
    for (int i = 1; i <= 40; i++) {
      define(
          "m" + i, plus(where(ref("m" + (i - 1)), equal("status", "s" + i)), ref("m" + (i - 1))));
    }
    assertThat(Reducer.reduce(List.of(ref("m40")), metrics::get)).isEmpty();
  }

  private Reduction reduce(MetricExpr... expressions) {
    return Reducer.reduce(List.of(expressions), metrics::get).orElseThrow();
  }

  private void define(String name, MetricExpr expression) {
    var signature =
        new Signature(
            expression.type(),
            expression.nullable(),
            Unit.ANY,
            Additivity.SUM,
            new TreeSet<>(List.of("orders")),
            Signature.Motion.STILL,
            Signature.Extent.PERIOD,
            Signature.Status.CURRENT,
            Optional.empty());
    metrics.put(name, new Metric(name, expression, signature, new TreeSet<>(), Properties.NONE));
  }

  private static MetricExpr count() {
    return new MetricExpr.Aggregated(
        "orders",
        Aggregate.COUNT,
        Optional.empty(),
        Optional.empty(),
        MetricExpr.Empty.ZERO,
        ValueType.INTEGER);
  }

  private static MetricExpr ref(String metric) {
    return new MetricExpr.Reference(metric, ValueType.INTEGER, false);
  }

  private static MetricExpr plus(MetricExpr left, MetricExpr right) {
    return new MetricExpr.Call(Function.PLUS, List.of(left, right), ValueType.INTEGER, false);
  }

  private static MetricExpr where(MetricExpr value, RowExpr predicate) {
    return new MetricExpr.Filtered(value, new TreeMap<>(Map.of("orders", predicate)));
  }

  private static MetricExpr dated(MetricExpr value, RowExpr time) {
    return new MetricExpr.Dated(value, new TreeMap<>(Map.of("orders", time)));
  }

  private static RowExpr column(String field) {
    return new RowExpr.Column(JoinPath.at("orders"), field, ValueType.TIMESTAMP, true);
  }

  private static RowExpr equal(String field, String value) {
    return new RowExpr.Call(
        Function.EQ,
        List.of(
            new RowExpr.Column(JoinPath.at("orders"), field, ValueType.STRING, true),
            new RowExpr.Constant(value, ValueType.STRING)),
        ValueType.BOOLEAN,
        true);
  }

  private static RowExpr and(RowExpr left, RowExpr right) {
    return new RowExpr.Call(Function.AND, List.of(left, right), ValueType.BOOLEAN, true);
  }
}
