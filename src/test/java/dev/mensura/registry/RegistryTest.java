package dev.mensura.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.mensura.check.Analysis;
import dev.mensura.check.Checker;
import dev.mensura.model.Linked;
import dev.mensura.model.ModelReader;
import dev.mensura.model.Models;
import dev.mensura.plan.PlanOptions;
import dev.mensura.source.SourceFile;
import dev.mensura.sql.Dialect;
import dev.mensura.syntax.Parsed;
import dev.mensura.syntax.Parser;
import dev.mensura.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryTest {
  private static final RegistryOptions OPTIONS =
      new RegistryOptions("test", Dialect.all(), PlanOptions.DEFAULT);

  private static Analysis check(List<SourceFile> models, List<SourceFile> metrics) {
    Linked linked = Models.link(models.stream().map(ModelReader::read).toList());
    List<Parsed> parsed = metrics.stream().map(Parser::parse).toList();
    return Checker.check(linked.catalog(), parsed, Analysis.NONE);
  }

  private static Analysis example() throws IOException {
    return check(files("models", ".yml"), files("examples", ".metric"));
  }

  private static List<SourceFile> files(String folder, String extension) throws IOException {
    List<SourceFile> files = new ArrayList<>();
    try (Stream<Path> paths = Files.list(Path.of(folder))) {
      for (Path path : paths.filter(p -> p.toString().endsWith(extension)).sorted().toList()) {
        files.add(new SourceFile(folder + "/" + path.getFileName(), Files.readString(path)));
      }
    }
    return files;
  }

  private static void assertFitsTheSchema(String registry) throws IOException {
    String text = Files.readString(Path.of("models", "mensura-registry.schema.json"));
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(text, InputFormat.JSON);
    assertThat(schema.validate(registry, InputFormat.JSON)).isEmpty();
  }

  static Stream<Path> projects() {
    return Golden.inputs("registry", "metric").stream();
  }

  @ParameterizedTest
  @MethodSource("projects")
  void entriesAreAsPinned(Path metrics) throws IOException {
    Path models = Golden.output(metrics, "yml");
    Analysis analysis =
        check(
            List.of(new SourceFile("models.yml", Golden.read(models))),
            List.of(new SourceFile("metrics.metric", Golden.read(metrics))));
    assertThat(analysis.diagnostics()).filteredOn(d -> d.isError()).isEmpty();
    String registry = Registry.text(analysis, OPTIONS);
    assertFitsTheSchema(registry);
    Golden.verify(Golden.output(metrics, "json"), registry);
  }

  @Test
  void theExampleFitsTheSchema() throws IOException {
    Analysis example = example();
    String registry = Registry.text(example, OPTIONS);
    assertFitsTheSchema(registry);
    JsonNode metrics = new ObjectMapper().readTree(registry).get("metrics");
    assertThat(metrics).hasSameSizeAs(example.metrics().values());
  }

  @Test
  void twoRunsGiveTheSameBytes() throws IOException {
    String one = Registry.text(example(), OPTIONS);
    assertThat(Registry.text(example(), OPTIONS)).isEqualTo(one).endsWith("\n}\n");
  }

  @Test
  void theEntryOfOneMetricIsTheOneInTheRegistry() throws IOException {
    Analysis example = example();
    var mapper = new ObjectMapper();
    String entry = Registry.entry("power_users", example, OPTIONS).orElseThrow();
    assertThat(mapper.readTree(Registry.text(example, OPTIONS)).get("metrics"))
        .contains(mapper.readTree(entry));
    assertThat(Registry.entry("no_such_metric", example, OPTIONS)).isEmpty();
  }

  @Test
  void withoutDialectsThereIsNoSql() throws IOException {
    var options = new RegistryOptions("test", List.of(), PlanOptions.DEFAULT);
    assertThat(Registry.text(example(), options)).doesNotContain("compiled_sql");
  }

  @Test
  void metricsWithErrorsAreLeftOut() {
    String models = "model: users\nfields:\n  id: integer\n";
    String metrics = "metric good = count users\nmetric bad = sum users.nothing\n";
    Analysis analysis =
        check(
            List.of(new SourceFile("models.yml", models)),
            List.of(new SourceFile("a.metric", metrics)));
    assertThat(Registry.text(analysis, OPTIONS)).contains("\"good\"").doesNotContain("\"bad\"");
  }

  @Test
  void aMetricThatIsTooLargeHasNoPlan() throws IOException {
    String models = "model: users\nfields:\n  a: integer\n  b: integer\n";
    var metrics = new StringBuilder("metric m0 = count users\n");
    for (int i = 1; i <= 40; i++) {
      String before = "m" + (i - 1);
      metrics.append(
          "metric m%d = (%s where a > %d) + (%s where b > %d)\n"
              .formatted(i, before, i, before, i));
    }
    Analysis analysis =
        check(
            List.of(new SourceFile("models.yml", models)),
            List.of(new SourceFile("a.metric", metrics.toString())));
    var options = new RegistryOptions("test", List.of(), PlanOptions.DEFAULT);
    String entry = Registry.entry("m40", analysis, options).orElseThrow();
    assertThat(entry).doesNotContain("\"plan\"").contains("\"fingerprint\"");
    assertThat(Registry.entry("m2", analysis, options).orElseThrow()).contains("\"plan\"");
  }
}
