package dev.mensura.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Paint;
import dev.mensura.diagnostic.Severity;
import dev.mensura.diagnostic.TerminalReport;
import dev.mensura.ir.Metric;
import dev.mensura.model.Linked;
import dev.mensura.model.ModelReader;
import dev.mensura.model.Models;
import dev.mensura.source.SourceFile;
import dev.mensura.syntax.Parsed;
import dev.mensura.syntax.Parser;
import dev.mensura.testing.Golden;
import dev.mensura.testing.Marks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that say on each line what is wrong with it; what they mean is pinned beside them. */
class CheckGoldenTest {
  private static final Linked MODELS = models();

  private static Linked models() {
    Path path = Golden.ROOT.resolve("check/models.yml");
    var file = ModelReader.read(new SourceFile("models.yml", Golden.read(path)));
    assertThat(file.diagnostics()).isEmpty();
    Linked linked = Models.link(List.of(file));
    assertThat(linked.diagnostics()).isEmpty();
    return linked;
  }

  static Stream<Path> files() {
    return Golden.inputs("check", "metric").stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void findingsAreThoseMarked(Path path) {
    String text = Golden.read(path);
    Parsed parsed = Parser.parse(new SourceFile(path.getFileName().toString(), text));
    Analysis analysis = Checker.check(MODELS.catalog(), List.of(parsed), Analysis.NONE);
    var findings = new ArrayList<Diagnostic>(parsed.diagnostics());
    findings.addAll(analysis.diagnostics());
    var marks = new ArrayList<>(Marks.of(text));
    var unexpected = new ArrayList<String>();
    for (Diagnostic finding : findings) {
      String severity = finding.severity() == Severity.ERROR ? "error" : "warning";
      int line = finding.place().start().line();
      boolean expected =
          marks.removeIf(m ->
              m.severity().equals(severity)
                  && m.fits(line, finding.code().id(), finding.message()));
      if (!expected) {
        unexpected.add(finding.place() + " " + finding.code().id() + ": " + finding.message());
      }
    }
    assertThat(unexpected).as("not marked").isEmpty();
    assertThat(marks).as("not found").isEmpty();
    Golden.verify(Golden.output(path, "checked"), shown(analysis, findings));
  }

  private static String shown(Analysis analysis, List<Diagnostic> findings) {
    var out = new StringBuilder();
    for (Metric metric : analysis.metrics().values()) {
      var s = metric.signature();
      out.append(metric.name()).append(": ").append(s.type()).append(s.nullable() ? "?" : "");
      out.append(", ").append(s.unit()).append(", ").append(s.additivity().text());
      out.append(", over ").append(s.bases()).append('\n');
    }
    for (NamedQuery query : analysis.queries().values()) {
      out.append(query.name()).append(" = ").append(query.query()).append('\n');
    }
    for (var declared : analysis.assertDeclarations()) {
      analysis
          .assertion(declared)
          .ifPresent(a ->
              out.append("assert ")
                  .append(a.text())
                  .append(" = ")
                  .append(a.failing())
                  .append('\n'));
    }
    for (String name : analysis.testDeclarations().keySet()) {
      analysis.test(name).ifPresent(t -> shown(t, out));
    }
    if (!findings.isEmpty()) {
      out.append('\n').append(new TerminalReport(Paint.PLAIN, 100).render(findings));
    }
    return out.toString();
  }

  private static void shown(TestCase test, StringBuilder out) {
    out.append("test ").append(test.name()).append('\n');
    test.given().forEach(g -> out.append("  ").append(g).append('\n'));
    test.expectations().forEach(e -> out.append("  ").append(e).append('\n'));
  }
}
