package dev.mensura.compiler;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Paint;
import dev.mensura.diagnostic.TerminalReport;
import dev.mensura.source.SourceFile;
import dev.mensura.testing.Golden;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Says back metrics and queries over the models and metrics of the example. */
class ReadingsTest {
  private static final Workspace EXAMPLE = Project.load(Project.real(Path.of(""))).workspace();
  private static final LocalDateTime NOW = LocalDateTime.parse("2024-11-22T10:00:00");

  @ParameterizedTest
  @MethodSource("inputs")
  void aSentenceIsReadForEachDeclaration(Path input) {
    var file = new SourceFile("asked.metric", Golden.read(input));
    Workspace workspace = EXAMPLE.with(file);
    var readings = new Readings(workspace.catalog(), NOW);
    var text = new StringBuilder();
    var analysis = workspace.analysis();
    analysis.metrics().values().stream()
        .filter(m -> analysis.metricDeclarations().get(m.name()).file() == file)
        .forEach(m -> text.append(readings.of(m)).append('\n'));
    analysis.queries().values().stream()
        .filter(q -> analysis.queryDeclarations().get(q.name()).file() == file)
        .forEach(q -> text.append(readings.of(q.name(), q.query())).append('\n'));
    List<Diagnostic> findings =
        workspace.diagnostics().stream().filter(d -> d.place().file() == file).toList();
    text.append(new TerminalReport(Paint.PLAIN, 100).render(findings));

    Golden.verify(Golden.output(input, "readings"), text.toString());
  }

  static List<Path> inputs() {
    return Golden.inputs("readings", "metric");
  }
}
