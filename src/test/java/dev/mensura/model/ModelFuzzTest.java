package dev.mensura.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.SourceFile;
import dev.mensura.testing.Golden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is in a model file, reading it ends, and ends with models or diagnostics. */
class ModelFuzzTest {
  private static final long SEED = Long.getLong("fuzz.seed", 20_260_101L);
  private static final Duration BUDGET = Duration.ofSeconds(Long.getLong("fuzz.seconds", 8L));

  private static final List<String> PIECES =
      List.of(
          "\t",
          "\0",
          "\uFEFF",
          "\uD800",
          "\uFFFD",
          "😀",
          "é",
          "---\n",
          "...\n",
          "%YAML 9.9\n",
          "&a ",
          "*a",
          "!t ",
          "<<: *a\n",
          "|\n",
          ">-\n",
          "'",
          "\"",
          "\\",
          "`",
          "@",
          "%",
          "{",
          "}",
          "[",
          "]",
          ": ",
          ":",
          ", ",
          "- ",
          "? ",
          "#",
          " #",
          "\r",
          "\r\n",
          "\n",
          "\n\n  ",
          "\u2028",
          "null",
          "~",
          "1e999",
          "decimal(",
          "decimal(12,2)",
          "model: x\n",
          "fields: ",
          "joins:\n  a: ",
          "on: ",
          "expr: ",
          "case when ",
          "(((((",
          ")))))",
          "a.b.c",
          "0x1F",
          "yes",
          "\u0085",
          "[[[[[[[[",
          "{a: {a: {a: ");

  @Test
  void mutationsOfModelFilesEnd() throws IOException {
    List<String> seeds = seeds();
    var random = new Random(SEED);
    long end = System.nanoTime() + BUDGET.toNanos();
    int runs = 0;
    while (System.nanoTime() < end) {
      String text = mutate(seeds.get(random.nextInt(seeds.size())), seeds, random);
      check(text, "seed " + SEED + ", run " + runs);
      runs++;
    }
    System.out.println("model fuzz: seed " + SEED + ", " + runs + " files");
    assertThat(runs).isPositive();
  }

  private static List<String> seeds() throws IOException {
    List<Path> paths = new ArrayList<>(Golden.inputs("model", "yml"));
    try (Stream<Path> examples = Files.list(Path.of("models"))) {
      paths.addAll(examples.filter(p -> p.toString().endsWith(".yml")).sorted().toList());
    }
    return paths.stream().map(Golden::read).toList();
  }

  private static String mutate(String seed, List<String> seeds, Random random) {
    var text = new StringBuilder(seed);
    int changes = 1 + random.nextInt(6);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), at + random.nextInt(12));
      switch (random.nextInt(6)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        case 2 -> text.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
        case 3 -> text.insert(at, (char) random.nextInt(0x10000));
        case 4 ->
            text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(80))));
        default -> {
          String other = seeds.get(random.nextInt(seeds.size()));
          int from = random.nextInt(other.length());
          text.insert(at, other, from, Math.min(other.length(), from + random.nextInt(200)));
        }
      }
    }
    return text.toString();
  }

  private static void check(String text, String what) {
    try {
      var file = new SourceFile("fuzz.yml", text);
      ModelFile read = ModelReader.read(file);
      Linked linked = Models.link(List.of(read));
      List<Diagnostic> all = new ArrayList<>(read.diagnostics());
      all.addAll(linked.diagnostics());
      all.forEach(ModelFuzzTest::describe);
      all.addAll(SettingsReader.read(file).diagnostics());
      linked.catalog().models().forEach(m -> ModelWriter.write(m, linked.catalog()));
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(what + ":\n" + text, e);
    }
  }

  /** A finding has a place in the file and says something of it in one line. */
  private static void describe(Diagnostic diagnostic) {
    assertThat(diagnostic.place().toString()).isNotEmpty();
    assertThat(diagnostic.place().text()).isNotNull();
    assertThat(diagnostic.message()).isNotBlank().doesNotContain("snakeyaml");
  }

  static Stream<String> hostile() {
    String laughs = laughs();
    return Stream.of(
        laughs,
        "model: a\nfields: " + "[".repeat(200_000),
        "{a: ".repeat(100_000),
        "- ".repeat(100_000),
        "a:\n" + deeper(3_000),
        "model: " + "x".repeat(1_000_000),
        "model: '" + "x\n\n".repeat(300_000),
        "fields:\n" + "  a: integer\n".repeat(100_000),
        "&a ".repeat(50_000),
        "!".repeat(100_000),
        "model: m\nfields:\n  a: {type: integer, expr: " + "(".repeat(50_000) + "}",
        "model: m\nfields:\n  a: {type: integer, expr: '" + "1 + ".repeat(50_000) + "1'}",
        "\uFEFFmodel: m\r\nfields:\r\n  a: integer\r\n",
        new String(new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 1, 2}, StandardCharsets.ISO_8859_1),
        "\u0000\u0001\u0002",
        "---\n".repeat(50_000),
        "? ".repeat(50_000),
        ": ".repeat(50_000),
        "\"" + "\\".repeat(99_999),
        "x".repeat(9 << 20));
  }

  private static String laughs() {
    var text = new StringBuilder("model: m\nfields: {a: integer}\nmeta:\n  a0: &a0 [x, x]\n");
    for (int i = 1; i < 60; i++) {
      text.append("  a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
    }
    return text.toString();
  }

  private static String deeper(int depth) {
    var text = new StringBuilder();
    for (int i = 1; i <= depth; i++) {
      text.append(" ".repeat(i)).append("a:\n");
    }
    return text.toString();
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void hostileFilesEnd(String text) {
    long start = System.nanoTime();
    check(text, "a hostile file");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }
}
