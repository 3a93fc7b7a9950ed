package dev.mensura;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds what the compiler can't see of the sources: their size, their promises, their manners. */
class HygieneTest {
  private static final int LONGEST_FILE = 600;

  /** Written apart so that this file does not hold them. */
  private static final Pattern LEFT_OPEN =
      Pattern.compile(
          "\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b|@Dis" + "abled\\b|Thread\\.sl" + "eep\\(");

  @Test
  void noFileHoldsMoreThanOneIdea() {
    assertThat(sources("src").filter(file -> lines(file).size() > LONGEST_FILE))
        .as("files of more than %d lines", LONGEST_FILE)
        .isEmpty();
  }

  @Test
  void nothingIsLeftOpen() {
    assertThat(Stream.concat(sources("src"), files("grammar", ".g4")).flatMap(HygieneTest::open))
        .isEmpty();
  }

  private static Stream<String> open(Path file) {
    List<String> lines = lines(file);
    return IntStream.range(0, lines.size())
        .filter(i -> LEFT_OPEN.matcher(lines.get(i)).find())
        .mapToObj(i -> file + ":" + (i + 1) + ": " + lines.get(i).strip());
  }

  @Test
  void everyPackageTellsItsInvariant() {
    assertThat(
            sources("src/main/java")
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !tellsInvariant(folder.resolve("package-info.java"))))
        .isEmpty();
  }

  private static boolean tellsInvariant(Path packageInfo) {
    return Files.exists(packageInfo)
        && String.join("\n", lines(packageInfo)).contains("Invariant:");
  }

  private static Stream<Path> sources(String root) {
    return files(root, ".java");
  }

  /** All files below a folder that end so, in order; none where there is no such folder. */
  private static Stream<Path> files(String root, String ending) {
    if (!Files.isDirectory(Path.of(root))) {
      return Stream.of();
    }
    try (var walk = Files.walk(Path.of(root))) {
      return walk.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
