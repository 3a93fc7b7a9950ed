package dev.mensura.ir;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.check.Analysis;
import dev.mensura.check.Checker;
import dev.mensura.model.Catalog;
import dev.mensura.model.Linked;
import dev.mensura.model.ModelFile;
import dev.mensura.model.ModelReader;
import dev.mensura.model.Models;
import dev.mensura.source.SourceFile;
import dev.mensura.syntax.Parsed;
import dev.mensura.syntax.Parser;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintsTest {
  private static final String MODELS =
      """
      model: orders
      primary_key: order_id
      time: ordered_at
      entity: order
      fields:
        order_id: integer
        buyer_id: integer
        status: {type: string, nullable: false}
        state: {type: string, column: status, nullable: false}
        amount: {type: double, unit: USD}
        tax: {type: double, unit: USD}
        fees: {type: double, unit: USD}
        euros: {type: double, unit: EUR}
        gross: {type: double, unit: USD, expr: amount + tax}
        ordered_at: timestamp
        paid_at: timestamp
      joins:
        buyer: {model: customers, on: buyer_id}
        client: {model: customers, on: buyer_id = id}
      ---
      model: customers
      primary_key: id
      entity: customer
      fields:
        id: integer
        region: string
        age: integer
        active: boolean
      """;

  private static Catalog catalog(String models) {
    ModelFile file = ModelReader.read(new SourceFile("models.yml", models));
    Linked linked = Models.link(List.of(file));
    assertThat(file.diagnostics()).isEmpty();
    assertThat(linked.diagnostics()).isEmpty();
    return linked.catalog();
  }

  private static Analysis check(String models, String metrics) {
    Parsed parsed = Parser.parse(new SourceFile("test.metric", metrics));
    Analysis analysis = Checker.check(catalog(models), List.of(parsed), Analysis.NONE);
    assertThat(parsed.diagnostics()).isEmpty();
    assertThat(analysis.diagnostics()).filteredOn(d -> d.isError()).isEmpty();
    return analysis;
  }

  private static SortedMap<String, String> fingerprints(String models, String metrics) {
    Analysis analysis = check(models, metrics);
    return Fingerprints.of(analysis.metrics(), analysis.catalog(), analysis::rows);
  }

  private static List<String> pair(String definitions) {
    String[] sides = definitions.split(" (===|<>) ", -1);
    String help = "metric base = sum orders.amount\nmetric paid = base where status = 'paid'\n";
    SortedMap<String, String> all =
        fingerprints(MODELS, help + "metric a = " + sides[0] + "\nmetric b = " + sides[1] + "\n");
    return List.of(all.get("a"), all.get("b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum orders.amount === sum(  orders.amount  ) /* laid out otherwise */",
        "sum orders.amount === base",
        "sum (orders.amount + orders.tax) === sum (orders.tax + orders.amount)",
        "sum (orders.amount + orders.tax + orders.fees) === sum (orders.fees + (orders.tax +"
            + " orders.amount))",
        "sum (orders.amount - orders.tax + orders.fees) === sum (orders.fees + orders.amount -"
            + " orders.tax)",
        "sum (orders.amount - (orders.tax - orders.fees)) === sum (orders.amount - orders.tax +"
            + " orders.fees)",
        "sum orders.gross === sum (orders.tax + orders.amount)",
        "count orders where status = 'a' and amount > 1 === count orders where amount > 1 and"
            + " status = 'a'",
        "count orders where status = 'a' and status = 'a' === count orders where status = 'a'",
        "count orders where 'a' = status === count orders where status = 'a'",
        "count orders where 1 < amount === count orders where amount > 1",
        "count orders where not amount > 1 === count orders where amount <= 1",
        "count orders where not (amount > 1 and tax > 2) === count orders where tax <= 2 or amount"
            + " <= 1",
        "count orders where status in ('a', 'b') === count orders where status = 'b' or status ="
            + " 'a'",
        "count orders where status in ('a', 'b', 'a') === count orders where status in ('b', 'a')",
        "count orders where status != 'a' and status != 'b' === count orders where status not in"
            + " ('b', 'a')",
        "count orders where amount between 1 and 2 === count orders where amount >= 1 and amount <="
            + " 2",
        "count orders where amount > 1.50 === count orders where amount > 1.5",
        "count orders where state = 'a' === count orders where status = 'a'",
        "count orders where buyer.region = 'EU' === count orders where client.region = 'EU'",
        "count customers where active = true === count customers where active",
        "count customers where active = false === count customers where not active",
        "count customers where not not active === count customers where active",
        "paid === sum orders.amount where status = 'paid'",
        "base / (count orders) where status = 'paid' === (sum orders.amount where status = 'paid')"
            + " / (count orders where status = 'paid')",
        "paid where amount > 1 === (sum orders.amount where amount > 1) where status = 'paid'",
        "base dated ordered_at === base",
        "median(orders.amount) === percentile(orders.amount, 0.50)",
        "count orders.status === count orders",
        "count orders default 0 === count orders",
        "base default 0 === coalesce(base, 0)",
        "count orders where base > 5 === count orders where (sum orders.amount) > 5",
        "base * 2 === 2 * base",
        "base + -1 === base - 1",
      })
  void definitionsThatMeanTheSameHaveOne(String definitions) {
    List<String> pair = pair(definitions);
    assertThat(pair.get(0)).isEqualTo(pair.get(1)).matches("[0-9a-f]{32}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum orders.amount <> sum orders.tax",
        "sum orders.amount <> avg orders.amount",
        "sum orders.amount <> sum orders.euros",
        "sum (orders.amount - orders.tax) <> sum (orders.tax - orders.amount)",
        "sum (orders.amount - orders.amount) <> sum (orders.tax - orders.tax)",
        "sum (orders.amount + orders.amount) <> sum orders.amount",
        "sum (orders.amount - (orders.tax + orders.fees)) <> sum (orders.amount - orders.tax +"
            + " orders.fees)",
        "count orders where amount > 1 <> count orders where amount >= 1",
        "count orders where amount > 1 <> count orders where amount < 1",
        "count orders where not (amount > 1 and tax > 2) <> count orders where amount <= 1 and tax"
            + " <= 2",
        "count orders where status = 'a' or amount > 1 <> count orders where status = 'a' and"
            + " amount > 1",
        "count orders where status in ('a', 'b') <> count orders where status in ('a', 'c')",
        "count orders where status not in ('a') <> count orders where status in ('a')",
        "count orders where status = '1' <> count orders where amount = 1",
        "count orders.amount <> count orders",
        "count orders.amount <> count_distinct orders.amount",
        "count orders <> count customers",
        "base <> paid",
        "base dated paid_at <> base",
        "base default 0 <> base",
        "base / (count orders) <> (count orders) / base",
        "percentile(orders.amount, 0.5) <> percentile(orders.amount, 0.9)",
        "count orders where buyer.age > 1 <> count orders where amount > 1",
        "(base where status = 'a') + (base where status = 'b') <> base where status = 'a' or status"
            + " = 'b'",
        "max orders.ordered_at <> max orders.paid_at",
        "count orders where coalesce(amount, tax) > 1 <> count orders where coalesce(tax, amount) >"
            + " 1",
        "count orders where ordered_at.month = @2024-05 <> count orders where ordered_at.month ="
            + " @2024-06",
      })
  void definitionsThatDifferHaveTwo(String definitions) {
    List<String> pair = pair(definitions);
    assertThat(pair.get(0)).isNotEqualTo(pair.get(1));
  }

  @Test
  void theModelIsPartOfTheMeaning() {
    String metric = "metric a = sum orders.amount\n";
    String before = fingerprints(MODELS, metric).get("a");
    String renamed =
        MODELS.replace("client:", "customer_of:").replace("tax:", "vat:").replace("+ tax", "+ vat");
    assertThat(fingerprints(renamed, metric).get("a")).isEqualTo(before);
    String filtered =
        MODELS.replace("time: ordered_at", "time: ordered_at\nwhere: status != 'draft'");
    assertThat(fingerprints(filtered, metric).get("a")).isNotEqualTo(before);
    String moved = MODELS.replace("time: ordered_at", "time: ordered_at\ntable: old.orders");
    assertThat(fingerprints(moved, metric).get("a")).isNotEqualTo(before);
    String later = MODELS.replace("time: ordered_at", "time: paid_at");
    assertThat(fingerprints(later, metric).get("a")).isNotEqualTo(before);
  }

  @Test
  void theyAreTheSameInEveryRun() {
    String metrics = "metric a = sum orders.amount where status in ('b', 'a') default 0\n";
    assertThat(fingerprints(MODELS, metrics))
        .containsEntry("a", "26f22412e2001433f4bc58408c81c02f");
  }

  @Test
  void equalMetricsAreFoundAndAliasesAreNot() {
    String metrics =
        """
        metric a = sum orders.amount
        metric b = sum (orders.amount)
        metric c = a
        metric d = a / count orders
        metric e = b / count orders
        metric f = count orders
        """;
    Analysis analysis = check(MODELS, metrics);
    EqualMetrics equal =
        EqualMetrics.NONE.next(analysis.metrics(), analysis.catalog(), analysis::rows);
    assertThat(equal.groups()).containsExactly(List.of("a", "b"), List.of("d", "e"));
  }

  @Test
  void aChangeIsFollowedToAllThatUseIt() {
    Catalog catalog = catalog(MODELS);
    String rest = "metric b = a / count orders\nmetric c = sum orders.tax\n";
    Parsed unchanged = Parser.parse(new SourceFile("rest.metric", rest));
    Parsed first = Parser.parse(new SourceFile("a.metric", "metric a = sum orders.amount\n"));
    Parsed second = Parser.parse(new SourceFile("a.metric", "metric a = sum orders.tax\n"));
    Analysis before = Checker.check(catalog, List.of(first, unchanged), Analysis.NONE);
    Analysis after = Checker.check(catalog, List.of(second, unchanged), before);
    EqualMetrics one = EqualMetrics.NONE.next(before.metrics(), catalog, before::rows);
    EqualMetrics two = one.next(after.metrics(), catalog, after::rows);
    assertThat(two.fingerprints())
        .isEqualTo(Fingerprints.of(after.metrics(), catalog, after::rows))
        .isNotEqualTo(one.fingerprints());
    assertThat(two.groups()).containsExactly(List.of("a", "c"));
  }

  @Test
  void tenThousandMetricsInLongChainsTakeLinearTime() {
    var text = new StringBuilder();
    for (int chain = 0; chain < 10; chain++) {
      text.append("metric m%d_0 = sum orders.amount where amount > %d\n".formatted(chain, chain));
      for (int i = 1; i < 1_000; i++) {
        String before = "m%d_%d".formatted(chain, i - 1);
        String filter = i % 100 == 0 ? " where tax > " + i : "";
        text.append("metric m%d_%d = %s + %s%s\n".formatted(chain, i, before, before, filter));
      }
    }
    Analysis analysis = check(MODELS, text.toString());
    SortedMap<String, Metric> metrics = analysis.metrics();
    long start = System.nanoTime();
    EqualMetrics all = EqualMetrics.NONE.next(metrics, analysis.catalog(), analysis::rows);
    Duration first = Duration.ofNanos(System.nanoTime() - start);
    assertThat(all.groups()).isEmpty();
    var edited = new TreeMap<>(metrics);
    edited.put("m0_999", renamed(metrics.get("m1_999"), "m0_999"));
    long again = System.nanoTime();
    EqualMetrics next = all.next(edited, analysis.catalog(), analysis::rows);
    Duration second = Duration.ofNanos(System.nanoTime() - again);
    System.out.println("fingerprints of 10,000 metrics: " + first + ", after an edit: " + second);
    assertThat(next.groups()).containsExactly(List.of("m0_999", "m1_999"));
    assertThat(first).isLessThan(Duration.ofSeconds(10));
  }

  private static Metric renamed(Metric metric, String name) {
    return new Metric(
        name, metric.expression(), metric.signature(), metric.uses(), metric.properties());
  }

  @Test
  void whenAJoinedRowHoldsIsPartOfTheMeaning() {
    String models =
        """
        model: plans
        primary_key: [user_id, since]
        valid: {from: since, to: until}
        fields: {user_id: integer, plan: string, since: date, until: date}
        ---
        model: orders
        primary_key: id
        time: ordered_on
        fields: {id: integer, user_id: integer, ordered_on: date, sent_on: date}
        joins:
          plan: {model: plans, on: user_id}
          same: {model: plans, on: user_id, at: ordered_on}
          sent: {model: plans, on: user_id, at: sent_on}
        """;
    String metrics =
        """
        metric a = count orders where plan.plan = 'pro'
        metric b = count orders where same.plan = 'pro'
        metric c = count orders where sent.plan = 'pro'
        """;
    SortedMap<String, String> held = fingerprints(models, metrics);
    assertThat(held.get("a")).isEqualTo(held.get("b")).isNotEqualTo(held.get("c"));
    SortedMap<String, String> series = fingerprints(models.replace(", to: until", ""), metrics);
    assertThat(series.get("a")).isNotEqualTo(held.get("a"));
  }
}
