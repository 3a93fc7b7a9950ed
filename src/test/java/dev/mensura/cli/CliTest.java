package dev.mensura.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mensura.diagnostic.Code;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CliTest {
  @TempDir Path folder;

  @BeforeEach
  void makeProject() throws IOException {
    file(
        "models/users.yml",
        "model: users\ntable: users\nprimary_key: id\nfields:\n  id: integer\n");
    file("a.metric", "metric  a=count users\n");
  }

  private void file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Shell.Ended run(String... arguments) {
    return Shell.run(folder, "", arguments);
  }

  @Test
  void fmtRewritesFilesAndNamesThoseItChanged() throws IOException {
    file("b.metric", "metric b = count users\n");

    assertThat(run("fmt", "--check")).isEqualTo(new Shell.Ended(Exit.ERRORS, "a.metric\n", ""));
    assertThat(folder.resolve("a.metric")).hasContent("metric  a=count users\n");
    assertThat(run("fmt")).isEqualTo(new Shell.Ended(Exit.OK, "a.metric\n", ""));
    assertThat(folder.resolve("a.metric")).hasContent("metric a = count users\n");
    assertThat(run("fmt", "--check")).isEqualTo(new Shell.Ended(Exit.OK, "", ""));
  }

  @Test
  void fmtKeepsThePermissionsAndLinksOfAFile() throws IOException {
    Path real = folder.resolve("a.metric");
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-rw-r--"));
    Path link = Files.createSymbolicLink(folder.resolve("link.metric"), real);

    assertThat(run("fmt", "link.metric").exit()).isEqualTo(Exit.OK);
    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent("metric a = count users\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
        .isEqualTo("rw-rw-r--");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).noneMatch(f -> f.toString().endsWith(".tmp"));
    }
  }

  @Test
  void fmtLeavesAFileThatCannotBeReadAsItIs() throws IOException {
    file("a.metric", "metric  = \n");

    assertThat(run("fmt").exit()).isEqualTo(Exit.ERRORS);
    assertThat(folder.resolve("a.metric")).hasContent("metric  = \n");
  }

  @Test
  void compileWritesTheSameBytesEachTime() throws IOException {
    assertThat(run("compile", "-o", "r.json").exit()).isEqualTo(Exit.OK);
    String first = Files.readString(folder.resolve("r.json"));
    Shell.Ended again = run("compile");

    assertThat(again.out()).isEqualTo(first);
    assertThat(new ObjectMapper().readTree(first).at("/metrics/0/name").textValue()).isEqualTo("a");
  }

  @Test
  void compileWritesNothingWhereThereAreErrors() throws IOException {
    file("b.metric", "metric b = count nobody\n");
    Shell.Ended ended = run("compile", "-o", "r.json");

    assertThat(ended.exit()).isEqualTo(Exit.ERRORS);
    assertThat(ended.err()).contains("unknown-model");
    assertThat(folder.resolve("r.json")).doesNotExist();
  }

  @Test
  void aFileThatCannotBeWrittenIsOneLine() {
    assertThat(run("compile", "-o", "not/there/r.json"))
        .satisfies(ended -> assertThat(ended.exit()).isEqualTo(Exit.ERRORS))
        .satisfies(ended ->
            assertThat(ended.err()).endsWith("its folder is not there.\n").hasLineCount(1));
  }

  @Test
  void anEmptyProjectIsFine() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty/models")).getParent();
    Shell.Ended ended = Shell.run(empty, "", "check");

    assertThat(ended).isEqualTo(new Shell.Ended(Exit.OK, "nothing in 0 files: no mistakes.\n", ""));
  }

  @Test
  void theReaderOfAPipeMayGoAway() {
    var gone =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("Broken pipe");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    var err = new StringWriter();
    var terminal =
        new Terminal(
            new ByteArrayInputStream(new byte[0]),
            new PrintWriter(gone),
            new PrintWriter(err),
            false,
            false,
            100,
            folder,
            Map.of(),
            () -> Instant.EPOCH);

    assertThat(Cli.run(terminal, "list")).isEqualTo(Exit.BROKEN_PIPE);
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Commands.class)
  void everyCommandHasHelpWithExamples(Commands command) {
    Shell.Ended ended = run(command.text(), "--help");

    assertThat(ended.exit()).isEqualTo(Exit.OK);
    assertThat(ended.out())
        .startsWith("mensura " + command.text())
        .contains("Examples:\n  mensura");
  }

  @ParameterizedTest
  @EnumSource(Code.class)
  void everyCodeHasItsPage(Code code) {
    assertThat(run("explain", code.id()).out()).startsWith("# `" + code.id() + "`\n");
  }

  @Test
  void checkLoadsNothingOfWhatItDoesNotNeed() throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xlog:class+load",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.mensura.cli.Main",
            "check");
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String log = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isEqualTo(Exit.OK);
    assertThat(log)
        .contains("dev.mensura.check.Checker", "1 metric, 1 model in 2 files: no mistakes.")
        .doesNotContain(
            "org.duckdb", "org.postgresql", "com.fasterxml", "org.apache.calcite", "java.sql.");
  }
}
