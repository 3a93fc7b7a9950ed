package dev.mensura.check.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Fix;
import dev.mensura.source.SourceFile;
import dev.mensura.syntax.Parsed;
import dev.mensura.syntax.Parser;
import dev.mensura.syntax.TreeText;
import dev.mensura.syntax.ast.Declaration;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.testing.Golden;
import dev.mensura.type.Calendar;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SQL expressions in metric files: their meaning in the language, and the messages of those
 * without.
 */
class SqlExpressionsGoldenTest {
  static Stream<Path> inputs() {
    return Golden.inputs("check-sql", "metric").stream();
  }

  /** In {@code meaning_*.metric}, every metric in SQL is followed by the same metric without. */
  @ParameterizedTest
  @MethodSource("inputs")
  void sqlMeansWhatIsSaidOrIsRefused(Path input) {
    var file = new SourceFile(input.getFileName().toString(), Golden.read(input));
    Parsed parsed = Parser.parse(file);
    assertThat(parsed.diagnostics()).isEmpty();
    List<Declaration.Metric> metrics =
        parsed.declarations().stream().map(Declaration.Metric.class::cast).toList();
    if (file.path().startsWith("meaning_")) {
      for (int i = 0; i < metrics.size(); i += 2) {
        Translated translated = translate(metrics.get(i), file);
        assertThat(translated.diagnostics()).as(metrics.get(i).name().text()).isEmpty();
        assertThat(TreeText.print(translated.expr().orElseThrow()))
            .as(metrics.get(i).name().text())
            .isEqualTo(TreeText.print(metrics.get(i + 1).body()));
      }
    } else {
      Golden.verify(
          Golden.output(input, "messages"),
          metrics.stream().map(m -> messages(m, file)).collect(Collectors.joining("\n")));
    }
  }

  private static Translated translate(Declaration.Metric metric, SourceFile file) {
    return SqlExpressions.metric((Expr.Sql) metric.body(), file, Orders.MODEL, Calendar.PLAIN);
  }

  private static String messages(Declaration.Metric metric, SourceFile file) {
    Translated translated = translate(metric, file);
    assertThat(translated.expr().isPresent()).isEqualTo(translated.diagnostics().isEmpty());
    return metric.name().text()
        + "\n"
        + translated.diagnostics().stream()
            .map(SqlExpressionsGoldenTest::message)
            .collect(Collectors.joining());
  }

  private static String message(Diagnostic found) {
    var text = new StringBuilder();
    text.append("  ").append(found.place().start()).append(' ').append(found.code().id());
    text.append(" «").append(found.place().text().replace("\n", "⏎")).append("» ");
    text.append(found.message()).append('\n');
    found.notes().forEach(note -> text.append("    ").append(note).append('\n'));
    for (Fix fix : found.fixes()) {
      text.append("    fix: ").append(fix.title()).append(": «");
      text.append(fix.edits().getFirst().place().text()).append("» -> «");
      text.append(fix.edits().getFirst().text()).append("»\n");
    }
    return text.toString();
  }
}
