package dev.mensura.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import dev.mensura.syntax.Said.Mark;
import dev.mensura.testing.Golden;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ParserGoldenTest {
  static List<Path> files() {
    return Golden.inputs("parse", "metric");
  }

  static Stream<Path> texts() {
    return Stream.of("query", "expr").flatMap(kind -> Golden.inputs("parse", kind).stream());
  }

  @ParameterizedTest
  @MethodSource("files")
  void aFileHasTheTreesAndFindingsThatItsGoldenFilesSay(Path path) {
    var file = new SourceFile(path.getFileName().toString(), Golden.read(path));
    Parsed parsed = Parser.parse(file);
    assertMarked(file.text(), parsed.diagnostics());
    Path said = Golden.output(path, "said");
    assertAll(
        () -> Golden.verify(Golden.output(path, "ast"), TreeText.print(parsed.declarations())),
        () -> {
          if (!parsed.diagnostics().isEmpty()) {
            Golden.verify(said, Said.print(file, parsed.diagnostics()));
          }
        });
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aTextOfAnotherKindHasTheTreeThatItsGoldenFileSays(Path path) {
    String text = Golden.read(path);
    var trees = new ArrayList<String>();
    if (path.toString().endsWith(".query")) {
      ParsedQuery parsed = Parser.parseQuery(new SourceFile("<query>", text));
      assertThat(parsed.diagnostics()).isEmpty();
      trees.add("(body" + TreeText.print(parsed.body().orElseThrow()) + ")");
    } else {
      for (String line : text.lines().toList()) {
        int start = text.indexOf(line);
        var file = new SourceFile("model.yml", text);
        ParsedExpr parsed =
            Parser.parseExpression(file, new Span(start, start + line.length()), line);
        assertThat(parsed.diagnostics()).isEmpty();
        trees.add(TreeText.print(parsed.expr().orElseThrow()));
      }
    }
    Golden.verify(Golden.output(path, "ast"), String.join("\n", trees));
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFixTakesItsFindingAwayAndAddsNone(Path path) {
    var file = new SourceFile(path.getFileName().toString(), Golden.read(path));
    List<Diagnostic> findings = Parser.parse(file).diagnostics();
    for (Diagnostic finding : findings) {
      for (var fix : finding.fixes()) {
        String fixed = Said.apply(file.text(), fix);
        assertThat(Parser.parse(new SourceFile("fixed.metric", fixed)).diagnostics())
            .as("%s: %s", finding.message(), fix.title())
            .hasSizeLessThan(findings.size());
      }
    }
  }

  private static void assertMarked(String text, List<Diagnostic> findings) {
    var unexpected = new ArrayList<>(findings);
    var missing = new ArrayList<Mark>();
    for (Mark mark : Said.marks(text)) {
      unexpected.stream()
          .filter(mark::fits)
          .findFirst()
          .ifPresentOrElse(unexpected::remove, () -> missing.add(mark));
    }
    assertThat(missing).as("missing findings").isEmpty();
    assertThat(unexpected).as("unexpected findings").isEmpty();
  }
}
