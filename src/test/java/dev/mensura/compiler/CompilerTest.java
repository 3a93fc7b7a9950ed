package dev.mensura.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.plan.PlanOptions;
import dev.mensura.source.SourceFile;
import dev.mensura.sql.Dialect;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CompilerTest {
  private static final Dialect DUCKDB = Dialect.of("duckdb").orElseThrow();

  private static final SourceFile MODEL =
      new SourceFile(
          "models/users.yml",
          "model: users\ntable: users\nprimary_key: id\nfields:\n  id: integer\n  n: integer\n");

  private static Compiled<String> sql(String metrics, String query) {
    Workspace workspace = Workspace.of(List.of(MODEL, new SourceFile("a.metric", metrics)));
    return new Compiler(workspace, PlanOptions.DEFAULT)
        .sql(new SourceFile("<query>", query), DUCKDB);
  }

  private static List<Code> codes(Compiled<?> compiled) {
    return compiled.diagnostics().stream().map(Diagnostic::code).toList();
  }

  @Test
  void theTextOfAQueryBecomesSql() {
    assertThat(sql("metric a = count users\n", "a where n > 1").value())
        .contains("SELECT COUNT(*) AS a\nFROM users\nWHERE n > 1");
  }

  @Test
  void aWordMayBeTheNameOfADeclaredQuery() {
    String metrics = "metric a = count users\nquery q = a where n > 1\n";

    assertThat(sql(metrics, " q ").value()).isEqualTo(sql(metrics, "a where n > 1").value());
  }

  @Test
  void aNameOfAQueryAndAMetricIsRefused() {
    String metrics = "metric a = count users\nquery a = a where n > 1\n";

    assertThat(codes(sql(metrics, "a"))).containsExactly(Code.READS_TWO_WAYS);
    assertThat(codes(sql(metrics, "a as a"))).isEmpty();
  }

  @Test
  void aMistakeOfAMetricIsToldWhereTheMetricIsAskedFor() {
    Compiled<String> compiled = sql("metric a = count usres\nmetric b = a / 2\n", "b");

    assertThat(compiled.value()).isEmpty();
    assertThat(compiled.diagnostics())
        .filteredOn(d -> d.code() == Code.UNKNOWN_MODEL)
        .extracting(d -> d.place().toString())
        .containsExactly("a.metric:1:18");
  }

  @Test
  void aMistakeElsewhereStopsNoQuery() {
    assertThat(sql("metric a = count users\nmetric b = nothing\n", "a").diagnostics()).isEmpty();
  }

  @Test
  void aQueryThatIsNearlyTheNameOfADeclaredOneIsToldSo() {
    Compiled<String> compiled =
        sql("metric a = count users\nquery monthly = a where n > 1\n", "montly");

    assertThat(compiled.diagnostics().getFirst().fixes())
        .extracting(fix -> fix.title())
        .contains("Write `monthly`, a query");
  }

  @Test
  void aChainOfAThousandMetricsCompiles() {
    String metrics =
        "metric m0 = count users\n"
            + IntStream.rangeClosed(1, 1000)
                .mapToObj(i -> "metric m%d = m%d + %d\n".formatted(i, i - 1, i))
                .collect(Collectors.joining());
    Compiled<String> compiled = sql(metrics, "m1000");

    assertThat(compiled.diagnostics()).isEmpty();
    assertThat(compiled.value().orElseThrow().length()).isLessThan(100_000);
  }

  @Test
  void anExpressionOfAThousandOperatorsCompilesOrIsRefused() {
    String sum = IntStream.range(0, 1000).mapToObj(i -> "a").collect(Collectors.joining(" + "));
    String nested = "(".repeat(1000) + "a" + " + 1)".repeat(1000);

    for (String expression : List.of(sum, nested)) {
      Compiled<String> compiled = sql("metric a = count users\n", expression + " as x");
      assertThat(compiled.value().isPresent()).isEqualTo(compiled.diagnostics().isEmpty());
    }
  }

  @Test
  void theSameQueryGivesTheSameText() {
    String metrics = "metric a = count users\nmetric b = sum users.n / a\n";

    assertThat(sql(metrics, "a, b by users.n")).isEqualTo(sql(metrics, "a, b by users.n"));
  }
}
