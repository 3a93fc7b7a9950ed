package dev.mensura.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.source.SourceFile;
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

class FormatterTest {
  static List<Path> laidOut() {
    return Golden.inputs("format", "metric");
  }

  /** Every valid file there is. */
  static List<Path> valid() throws IOException {
    var files = new ArrayList<Path>();
    files.addAll(Golden.inputs("format", "metric"));
    files.addAll(Golden.inputs("parse", "metric"));
    Path examples = Path.of("examples");
    if (Files.isDirectory(examples)) {
      try (Stream<Path> all = Files.walk(examples)) {
        all.filter(file -> file.toString().endsWith(".metric")).sorted().forEach(files::add);
      }
    }
    files.removeIf(file -> !Parser.parse(source(file)).diagnostics().isEmpty());
    return files;
  }

  private static SourceFile source(Path path) {
    return new SourceFile(path.toString(), Golden.read(path));
  }

  @ParameterizedTest
  @MethodSource("laidOut")
  void aFileIsLaidOutAsItsGoldenFileSays(Path path) {
    Golden.verify(Golden.output(path, "formatted"), Formatter.format(source(path)).text());
  }

  @ParameterizedTest
  @MethodSource("valid")
  void aFormattedFileMeansTheSameAndStaysAsItIs(Path path) {
    SourceFile file = source(path);
    String once = Formatter.format(file).text();
    Parsed again = Parser.parse(new SourceFile("formatted.metric", once));
    assertThat(again.diagnostics()).isEmpty();
    assertThat(TreeText.print(again.declarations()))
        .isEqualTo(TreeText.print(Parser.parse(file).declarations()));
    assertThat(Formatter.format(again.file()).text()).isEqualTo(once);
  }

  @Test
  void aFileWithAMistakeStaysAsItIsAndSaysWhy() {
    var file = new SourceFile("broken.metric", "metric   a = 1\nmetric b = (\n");
    Formatted formatted = Formatter.format(file);
    assertThat(formatted.text()).isEqualTo(file.text());
    assertThat(formatted.diagnostics()).hasSize(1);
  }

  @Test
  void anEmptyFileStaysEmptyAndCommentsAloneStay() {
    assertThat(Formatter.format(new SourceFile("a", "")).text()).isEmpty();
    assertThat(Formatter.format(new SourceFile("a", "\n\n-- x  \n\n\n// y\n\n")).text())
        .isEqualTo("-- x\n\n// y\n");
  }
}
