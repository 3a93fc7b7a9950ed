package dev.mensura.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.check.Analysis;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.ir.Fingerprints;
import dev.mensura.plan.PlanOptions;
import dev.mensura.source.SourceFile;
import dev.mensura.sql.Dialect;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A member of a family means what its body means with the arguments written out by hand. */
class FamiliesTest {
  private static final String MODELS =
      """
      model: orders
      table: orders
      primary_key: order_id
      time: ordered_at
      fields:
        order_id: integer
        customer_id: integer
        channel: string
        amount: decimal(12,2)
        gift: boolean
        ordered_at: timestamp
      """;

  private static final String PLAIN =
      "metric orders_placed = count orders\nmetric revenue = sum orders.amount\n";

  /** A parameter stands where braces are: d and e durations, n numbers, s and r texts, … */
  private static final List<String> BODIES =
      List.of(
          "count_distinct orders.customer_id over last {d}",
          "revenue where amount >= {n} and channel = {s}",
          "({m} {d} ago) / {m} - {n}",
          "({m} where ordered_at >= {t}) * {n}",
          "{m} where gift = {b} and ordered_at in last {d}",
          "case when {m} > {n} then {m} else {n} end",
          "(revenue over last {d}) - (revenue over last {e})",
          "count orders where channel in ({s}, 'web') or channel like {r}",
          "coalesce({m}, {n}) + {n}",
          "{m} default {n}",
          "sum (orders.amount * {n}) where ordered_at between {t} and @2024-12-31",
          "count orders where ordered_at + {d} > {t} and not (channel || {s} = {r})",
          "greatest({m}, {l}) where channel is not null");

  private static final List<String> METRICS = List.of("revenue", "orders_placed");

  @Test
  void aMemberMeansWhatItsBodySaysWithTheArgumentsInIt() {
    long seed = 20_240_517L;
    System.out.println("seed " + seed);
    var random = new Random(seed);
    for (int round = 0; round < 25; round++) {
      var families = new StringBuilder(PLAIN);
      var byHand = new StringBuilder(PLAIN);
      var names = new ArrayList<String>();
      for (int i = 0; i < 6; i++) {
        String body = BODIES.get(random.nextInt(BODIES.size()));
        Map<String, String> given = arguments(body, random);
        String family = "f" + i;
        var defaulted = new ArrayList<String>();
        given.keySet().stream().filter(p -> random.nextInt(3) == 0).forEach(defaulted::add);
        families.append("metric " + family + parameters(given, defaulted) + " = ");
        families.append(filled(body, p -> p) + "\n");
        families.append("metric x" + i + " = " + call(family, given, defaulted, random) + "\n");
        byHand.append("metric x" + i + " = " + filled(body, given::get) + "\n");
        names.add("x" + i);
      }
      Workspace called = workspace(families.toString());
      Workspace written = workspace(byHand.toString());
      assertThat(errors(called)).as(families.toString()).isEmpty();
      assertThat(errors(written)).as(byHand.toString()).isEmpty();
      for (String name : names) {
        String told = families + "\n" + byHand + "\n" + name;
        assertThat(fingerprint(name, called)).as(told).isEqualTo(fingerprint(name, written));
        for (Dialect dialect : Dialect.all()) {
          String query = name + " by year where year in @2023..@2024";
          Compiled<String> one = sql(query, called, dialect);
          Compiled<String> other = sql(query, written, dialect);
          assertThat(one.value()).as(told).isEqualTo(other.value());
          assertThat(messages(one.diagnostics())).as(told).isEqualTo(messages(other.diagnostics()));
        }
      }
    }
  }

  private static List<String> messages(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(Diagnostic::message).toList();
  }

  /** What is given for each parameter of a body, in the order in which they are declared. */
  private static Map<String, String> arguments(String body, Random random) {
    var parameters = new ArrayList<String>();
    for (String each : List.of("d", "e", "n", "s", "r", "m", "t", "b", "l")) {
      if (body.contains("{" + each + "}")) {
        parameters.add(each);
      }
    }
    Collections.shuffle(parameters, random);
    var given = new LinkedHashMap<String, String>();
    parameters.forEach(p -> given.put(p, argument(p, random)));
    return given;
  }

  private static String argument(String parameter, Random random) {
    return switch (parameter) {
      case "d", "e" ->
          List.of("1 year", "3 years", "12 months", "4 quarters").get(random.nextInt(4));
      case "n" -> List.of("0", "2.5", "17", "-0.5", "1e3").get(random.nextInt(5));
      case "l" -> List.of("1", "20").get(random.nextInt(2));
      case "s", "r" -> List.of("'it''s'", "\"web%\"", "''", "'a (b), c'").get(random.nextInt(4));
      case "t" -> List.of("@2024-02-29", "@2023-01-01").get(random.nextInt(2));
      case "b" -> String.valueOf(random.nextBoolean());
      default -> METRICS.get(random.nextInt(METRICS.size()));
    };
  }

  private static String parameters(Map<String, String> given, List<String> defaulted) {
    return given.entrySet().stream()
        .map(p ->
            p.getKey()
                + ": "
                + switch (p.getKey()) {
                  case "d", "e" -> "duration";
                  case "n" -> "number";
                  case "l" -> "[1, 20, 300]";
                  case "s", "r" -> "string";
                  case "t" -> "date";
                  case "b" -> "boolean";
                  default -> "metric";
                }
                + (defaulted.contains(p.getKey()) ? " = " + p.getValue() : ""))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /** Some in their order, the others with names in any; what is the default may be left out. */
  private static String call(
      String family, Map<String, String> given, List<String> defaulted, Random random) {
    var parameters = new ArrayList<>(given.keySet());
    int inOrder = random.nextInt(parameters.size() + 1);
    var arguments = new ArrayList<String>();
    parameters.subList(0, inOrder).forEach(p -> arguments.add(given.get(p)));
    var named = new ArrayList<String>();
    for (String parameter : parameters.subList(inOrder, parameters.size())) {
      if (!defaulted.contains(parameter) || random.nextBoolean()) {
        named.add(parameter + ": " + given.get(parameter));
      }
    }
    Collections.shuffle(named, random);
    arguments.addAll(named);
    return family + "(" + String.join(", ", arguments) + ")";
  }

  private static String filled(String body, UnaryOperator<String> values) {
    String text = body;
    for (String each : List.of("d", "e", "n", "s", "r", "m", "t", "b", "l")) {
      if (text.contains("{" + each + "}")) {
        text = text.replace("{" + each + "}", values.apply(each));
      }
    }
    return text;
  }

  @Test
  void aThousandMembersAndAChainOfAThousandFamiliesTakeNoTime() throws InterruptedException {
    var text = new StringBuilder(PLAIN + "metric f0(n: number = 1) = revenue * n\n");
    for (int hundreds = 0; hundreds < 10; hundreds++) {
      text.append(
          IntStream.rangeClosed(1 + 100 * hundreds, 100 + 100 * hundreds)
              .mapToObj(i -> "f0(" + i + ")")
              .collect(Collectors.joining(" + ", "metric sum" + hundreds + " = ", "\n")));
    }
    for (int i = 1; i <= 1_000; i++) {
      text.insert(0, "metric f" + i + "(n: number = 1) = f" + (i - 1) + "(n) + 1\n");
    }
    var found = new ArrayList<Workspace>();
    var asked = new ArrayList<Compiled<String>>();
    var thread =
        new Thread(
            null,
            () -> {
              found.add(workspace(text.toString()));
              asked.add(sql("f1000(7) by month", found.getFirst(), Dialect.all().getFirst()));
            },
            "small",
            512 * 1024);
    thread.start();
    thread.join();
    assertThat(errors(found.getFirst())).isEmpty();
    assertThat(asked.getFirst().value()).isPresent();
    assertThat(found.getFirst().analysis().metric("f500(7)")).isPresent();
  }

  @Test
  void whatGrowsWithoutEndIsRefused() {
    var text = new StringBuilder(PLAIN + "metric twice(m: metric) = m + m\n");
    text.append("metric once(m: metric) = m * 2\n");
    text.append("metric g0(m: metric) = m\n");
    for (int i = 1; i <= 40; i++) {
      text.append("metric g" + i + "(m: metric) = ");
      text.append("g" + (i - 1) + "(twice(m)) + g" + (i - 1) + "(once(m))\n");
    }
    text.append("metric grown = g40(revenue)\n");
    Workspace workspace = workspace(text.toString());
    assertThat(errors(workspace))
        .singleElement()
        .extracting(Diagnostic::message)
        .isEqualTo("`grown` needs more than 5000 members of families of metrics.");
    Compiled<String> asked = sql("g40(orders_placed)", workspace, Dialect.all().getFirst());
    assertThat(messages(asked.diagnostics()))
        .contains("The query needs more than 5000 members of families of metrics.");
  }

  @Test
  void aNameThatDoublesIsRefused() {
    var text = new StringBuilder(PLAIN + "metric pair(m: metric, o: metric) = m + o\n");
    text.append("metric h0(m: metric) = m\n");
    for (int i = 1; i <= 40; i++) {
      text.append("metric h" + i + "(m: metric) = h" + (i - 1) + "(pair(m, m))\n");
    }
    text.append("metric doubled = h40(revenue)\n");
    assertThat(errors(workspace(text.toString())))
        .singleElement()
        .extracting(Diagnostic::message)
        .asString()
        .contains("has more than 2000 characters when its arguments are filled in");
  }

  @Test
  void anyMemberCanBeAskedForByItsName() {
    Workspace workspace =
        workspace(PLAIN + "metric recent(w: duration = 28 days) = revenue over last w\n");
    Analysis analysis = workspace.analysis();
    assertThat(analysis.metric("recent(7 days)")).isPresent();
    assertThat(analysis.metric("recent(w: 7 day)").orElseThrow().name())
        .isEqualTo("recent(7 days)");
    assertThat(analysis.metric("recent(7)")).isEmpty();
    assertThat(analysis.metric("recent(")).isEmpty();
    assertThat(analysis.metric("revenue(7 days)")).isEmpty();
    assertThat(analysis.metric("nothing(7 days)")).isEmpty();
    for (Dialect dialect : Dialect.all()) {
      assertThat(sql("`recent(7 days)` by month", workspace, dialect).value())
          .isEqualTo(sql("recent(w: 7 days) by month", workspace, dialect).value())
          .isPresent();
    }
  }

  @Test
  void aChangedDefaultChangesBareCallsAlone() {
    String text = PLAIN + "metric recent(w: duration = 28 days) = revenue over last w\n";
    String users = "metric bare = recent\nmetric said = recent(28 days)\n";
    Workspace before = workspace(text + users);
    Workspace after = before.with(new SourceFile("m.metric", text.replace("28", "7") + users));
    assertThat(fingerprint("said", after)).isEqualTo(fingerprint("said", before));
    assertThat(fingerprint("bare", before)).isEqualTo(fingerprint("said", before));
    assertThat(fingerprint("bare", after)).isNotEqualTo(fingerprint("bare", before));
  }

  private static Workspace workspace(String metrics) {
    return Workspace.of(
        List.of(new SourceFile("models/m.yml", MODELS), new SourceFile("m.metric", metrics)));
  }

  private static List<Diagnostic> errors(Workspace workspace) {
    return workspace.diagnostics().stream().filter(Diagnostic::isError).toList();
  }

  private static String fingerprint(String metric, Workspace workspace) {
    Analysis analysis = workspace.analysis();
    return Fingerprints.over(analysis::metric, analysis.catalog(), analysis::rows)
        .of(metric)
        .orElseThrow();
  }

  private static Compiled<String> sql(String query, Workspace workspace, Dialect dialect) {
    return new Compiler(workspace, PlanOptions.DEFAULT)
        .sql(new SourceFile("<query>", query), dialect);
  }
}
