package dev.mensura.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Paint;
import dev.mensura.diagnostic.TerminalReport;
import dev.mensura.ir.Metric;
import dev.mensura.model.Catalog;
import dev.mensura.model.ModelReader;
import dev.mensura.model.Models;
import dev.mensura.source.SourceFile;
import dev.mensura.syntax.Parsed;
import dev.mensura.syntax.Parser;
import dev.mensura.testing.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is kept from an earlier check never differs from what a check of everything finds. */
class RecheckTest {
  private static final Catalog CATALOG =
      Models.link(
              List.of(
                  ModelReader.read(
                      new SourceFile(
                          "models.yml", Golden.read(Golden.ROOT.resolve("check/models.yml"))))))
          .catalog();

  /** What the models' computed fields name. */
  private static final String NAMED =
      "metric first_order = min orders.ordered_at\nmetric orders_placed = count orders\n";

  private static final List<String> BODIES =
      List.of(
          "count orders",
          "sum orders.amount",
          "sum orders.fee_eur",
          "max orders.ordered_at",
          "%s + 1",
          "%s + %s",
          "%s / %s",
          "%s where status = 'paid'",
          "count customers where (%s) > 2",
          "count customers where order_count > 1",
          "case when %s > %s then 1 else 0 end",
          "sum orders.nothing",
          "min customers.first_order_at",
          "%s where region = 'EU'",
          "(((");

  private static final List<String> CALLS =
      List.of(
          "%s(2)",
          "%s() + 1",
          "%s(3, %s)",
          "%s(m: %s)",
          "%s(2, %s(3))",
          "`%s(2)`",
          "count customers where (%s(2, %s)) > 2",
          "%s(m: %s(5, %s)) + %s(2)");

  private static final List<String> PARAMETERS =
      List.of(
          "",
          "(n: number = 1)",
          "(n: number, m: metric)",
          "(n: number = 1, m: metric = %s)",
          "(n: number = 1, m: metric = %s(7))",
          "(n: integer = 1)",
          "(m: metric = %s, n: number = 2)");

  private static final List<String> FAMILIES =
      List.of(
          "%s * n", "m * n", "%s(n, m)", "%s(n) + m", "m + (m where region = 'EU')", "%s(m: m)");

  @Test
  void editsGiveTheSameAsAFreshCheck() {
    long seed = 20_240_229L;
    System.out.println("seed " + seed);
    var random = new Random(seed);
    var files = new ArrayList<Parsed>();
    for (int i = 0; i < 5; i++) {
      files.add(file(i, random));
    }
    Analysis kept = Checker.check(CATALOG, files, Analysis.NONE);
    for (int step = 0; step < 400; step++) {
      int edited = random.nextInt(files.size());
      files.set(edited, file(edited, random));
      kept = Checker.check(CATALOG, List.copyOf(files), kept);
      Analysis fresh = Checker.check(CATALOG, List.copyOf(files), Analysis.NONE);
      assertThat(shown(kept)).as("step " + step).isEqualTo(shown(fresh));
    }
  }

  @Test
  void editsOfFamiliesGiveTheSameAsAFreshCheck() {
    long seed = 20_240_301L;
    System.out.println("seed " + seed);
    var random = new Random(seed);
    var files = new ArrayList<Parsed>();
    for (int i = 0; i < 5; i++) {
      files.add(familyFile(i, random));
    }
    Analysis kept = Checker.check(CATALOG, files, Analysis.NONE);
    int calls = 0;
    for (int step = 0; step < 500; step++) {
      int edited = random.nextInt(files.size());
      files.set(edited, familyFile(edited, random));
      kept = Checker.check(CATALOG, List.copyOf(files), kept);
      Analysis fresh = Checker.check(CATALOG, List.copyOf(files), Analysis.NONE);
      assertThat(shown(kept)).as("step " + step).isEqualTo(shown(fresh));
      assertThat(members(kept)).as("step " + step).isEqualTo(members(fresh));
      calls += members(kept).size();
    }
    assertThat(calls).isGreaterThan(150);
  }

  /** What members of families mean, as those that use them find them. */
  private static Map<String, Metric> members(Analysis analysis) {
    var members = new TreeMap<String, Metric>();
    analysis.metrics().values().stream()
        .flatMap(m -> m.uses().stream())
        .filter(name -> name.endsWith(")"))
        .forEach(name -> members.put(name, analysis.metric(name).orElseThrow()));
    return members;
  }

  private static Parsed familyFile(int number, Random random) {
    var text = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      if (random.nextInt(12) == 0) {
        continue;
      }
      // Often a plain metric and a family lead, so that much of what follows is sound.
      boolean usual = random.nextInt(8) > 0;
      String parameters =
          i == 0 && usual
              ? ""
              : i == 1 && usual
                  ? PARAMETERS.get(3)
                  : PARAMETERS.get(random.nextInt(PARAMETERS.size()));
      List<String> bodies =
          random.nextInt(4) == 0 || i == 0
              ? List.of("count orders", "sum orders.amount", "max orders.ordered_at")
              : parameters.isEmpty() ? CALLS : FAMILIES;
      String line = "metric %s" + parameters + " = " + bodies.get(random.nextInt(bodies.size()));
      line = line.replaceFirst("%s", "m" + number + "_" + i);
      while (line.contains("%s")) {
        // Mostly earlier ones, so that not all is a circle.
        int file = random.nextInt(10) == 0 ? random.nextInt(5) : number;
        int most = file == number && random.nextInt(20) > 0 ? Math.max(i, 1) : 4;
        line = line.replaceFirst("%s", "m" + file + "_" + random.nextInt(most));
      }
      text.append(line).append('\n');
    }
    text.append("query q" + number + " = m0_0, m1_1(2) by month\n");
    return Parser.parse(new SourceFile(number + ".metric", text.toString()));
  }

  @Test
  void untouchedMetricsAreNotCheckedAgain() {
    Parsed one =
        Parser.parse(new SourceFile("one.metric", "metric a = count orders\nmetric b = a + 1"));
    Parsed two = Parser.parse(new SourceFile("two.metric", "metric c = sum orders.quantity"));
    Analysis before = Checker.check(CATALOG, List.of(one, two), Analysis.NONE);
    Parsed edited = Parser.parse(new SourceFile("two.metric", "metric c = max orders.quantity"));
    Analysis after = Checker.check(CATALOG, List.of(one, edited), before);
    assertThat(after.metric("b").orElseThrow()).isSameAs(before.metric("b").orElseThrow());
    assertThat(after.metric("c").orElseThrow()).isNotEqualTo(before.metric("c").orElseThrow());
  }

  @Test
  void aChainOfAThousandMetricsIsCheckedOnAnOrdinaryStack() throws InterruptedException {
    var text = new StringBuilder(NAMED + "metric m0 = sum orders.quantity\n");
    for (int i = 1; i <= 1000; i++) {
      text.insert(0, "metric m" + i + " = m" + (i - 1) + " + m" + (i - 1) + "\n");
    }
    Parsed file = Parser.parse(new SourceFile("chain.metric", text.toString()));
    var found = new ArrayList<Analysis>();
    var thread =
        new Thread(
            null,
            () -> found.add(Checker.check(CATALOG, List.of(file), Analysis.NONE)),
            "small",
            512 * 1024);
    thread.start();
    thread.join();
    assertThat(found.getFirst().diagnostics()).isEmpty();
    assertThat(found.getFirst().metric("m1000")).isPresent();
  }

  @Test
  void aCycleOfAThousandMetricsIsToldOnce() {
    var text = new StringBuilder(NAMED);
    for (int i = 0; i < 1000; i++) {
      text.append("metric m" + i + " = m" + (i + 1) % 1000 + " + 1\n");
    }
    Parsed file = Parser.parse(new SourceFile("cycle.metric", text.toString()));
    Analysis analysis = Checker.check(CATALOG, List.of(file), Analysis.NONE);
    assertThat(analysis.diagnostics()).hasSize(1);
    assertThat(analysis.diagnostics().getFirst().message())
        .startsWith("Metric `m0` is made from itself");
  }

  private static Parsed file(int number, Random random) {
    var text = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      if (random.nextInt(8) == 0) {
        continue;
      }
      String body = BODIES.get(random.nextInt(BODIES.size()));
      while (body.contains("%s")) {
        body = body.replaceFirst("%s", "m" + random.nextInt(5) + "_" + random.nextInt(6));
      }
      String properties = random.nextInt(10) == 0 ? " { deprecated: true }" : "";
      text.append("metric m" + number + "_" + i + " = " + body + properties + "\n");
    }
    text.append("query q" + number + " = m0_0, m1_1 by month\n");
    text.append("assert m0_1 <= m" + random.nextInt(5) + "_2 by month\n");
    text.append("test \"t" + random.nextInt(6) + "\" { expect m1_0 = 1 expect m2_1 = 0 }\n");
    return Parser.parse(new SourceFile(number + ".metric", text.toString()));
  }

  private static String shown(Analysis analysis) {
    var out = new StringBuilder();
    analysis.metrics().values().forEach(m -> out.append(m).append('\n'));
    analysis.queries().values().forEach(q -> out.append(q).append('\n'));
    analysis
        .assertDeclarations()
        .forEach(d -> analysis.assertion(d).ifPresent(a -> out.append(a).append('\n')));
    analysis
        .testDeclarations()
        .keySet()
        .forEach(name -> analysis.test(name).ifPresent(t -> out.append(t).append('\n')));
    List<Diagnostic> diagnostics = analysis.diagnostics();
    return out.append(new TerminalReport(Paint.PLAIN, 100).render(diagnostics)).toString();
  }
}
