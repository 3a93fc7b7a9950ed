package dev.mensura.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Related;
import dev.mensura.source.SourceFile;
import dev.mensura.testing.Golden;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Model files with the errors that they must give, marked where they must be. */
class ModelMarksTest {
  private static final Pattern MARK =
      Pattern.compile("# error(?:\\+(\\d))?\\[([a-z-]+)]:(?: ([^#]*(?:[^#\\s]|\\t)))?");

  static Stream<Path> files() {
    return Golden.inputs("model", "yml").stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void errorsStandWhereTheyAreMarked(Path path) {
    var file = new SourceFile(path.getFileName().toString(), Golden.read(path));
    List<String> found = errors(file).stream().map(ModelMarksTest::mark).sorted().toList();
    assertThat(found).isEqualTo(marks(file));
  }

  @ParameterizedTest
  @MethodSource("files")
  void messagesAreAsPinned(Path path) {
    var file = new SourceFile(path.getFileName().toString(), Golden.read(path));
    var text = new StringBuilder();
    errors(file).forEach(error -> describe(error, text));
    Golden.verify(Golden.output(path, "messages"), text.toString());
  }

  private static List<Diagnostic> errors(SourceFile file) {
    ModelFile models = ModelReader.read(file);
    List<Diagnostic> all = new ArrayList<>(models.diagnostics());
    all.addAll(Models.link(List.of(models)).diagnostics());
    all.sort(Comparator.comparingInt(d -> d.place().span().start()));
    return all;
  }

  private static String mark(Diagnostic d) {
    String text = d.place().text().lines().findFirst().orElse("");
    return "%3d error[%s]: %s".formatted(d.place().start().line(), d.code().id(), text);
  }

  private static List<String> marks(SourceFile file) {
    List<String> marks = new ArrayList<>();
    for (int line = 1; line <= file.lineCount(); line++) {
      Matcher matcher = MARK.matcher(file.text(file.lineSpan(line)));
      while (matcher.find()) {
        int at = line + (matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1)));
        String text = matcher.group(3) == null ? "" : matcher.group(3);
        marks.add("%3d error[%s]: %s".formatted(at, matcher.group(2), text));
      }
    }
    return marks.stream().sorted().toList();
  }

  private static void describe(Diagnostic d, StringBuilder text) {
    text.append("%s %s: %s%n".formatted(d.place().start(), d.code().id(), d.message()));
    d.notes().forEach(note -> text.append("    ").append(note).append('\n'));
    for (Related related : d.related()) {
      text.append("    at %s %s%n".formatted(related.place().start(), related.message()));
    }
    d.fixes()
        .forEach(fix ->
            text.append("    fix: ")
                .append(fix.title())
                .append(" -> ")
                .append(fix.edits().getFirst().text())
                .append('\n'));
  }
}
