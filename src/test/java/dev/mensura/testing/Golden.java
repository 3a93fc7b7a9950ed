package dev.mensura.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Expected output kept in files under {@code src/test/golden}. An output lies next to the input
 * that it is made from and shares its name up to the first dot: {@code ratio.metric}, {@code
 * ratio.ast}, {@code ratio.duckdb.sql}.
 *
 * <p>{@code mvn test -Dgolden=update} writes the actual output in place of the expected one, and
 * fails all the same, so that nobody takes an update for a pass.
 */
public final class Golden {
  /** Where all of them are. */
  public static final Path ROOT = Path.of("src/test/golden");

  /** What inputs end with; every other file is an output. */
  private static final Set<String> INPUTS =
      Set.of("metric", "query", "expr", "yml", "csv", "md", "session", "ndjson");

  private Golden() {}

  /** The inputs of a folder (and the folders in it) that end with {@code .extension}, in order. */
  public static List<Path> inputs(String folder, String extension) {
    return files(ROOT.resolve(folder)).stream()
        .filter(file -> file.getFileName().toString().endsWith("." + extension))
        .toList();
  }

  /** The output of an input: its name up to the first dot, with another extension. */
  public static Path output(Path input, String extension) {
    return input.resolveSibling(stem(input) + "." + extension);
  }

  /** The text of a file, with {@code \n} as its only line break. */
  public static String read(Path file) {
    try {
      return Files.readString(file).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Fails unless the file holds {@code actual}; a line break at the end is added where it lacks.
   */
  public static void verify(Path expected, String actual) {
    String text = actual.isEmpty() || actual.endsWith("\n") ? actual : actual + "\n";
    boolean there = Files.exists(expected);
    String before = there ? read(expected) : "";
    if (there && before.equals(text)) {
      return;
    }
    if ("update".equals(System.getProperty("golden"))) {
      write(expected, text);
      throw new AssertionError("rewritten: " + expected);
    }
    throw new AssertionError(
        expected
            + (there ? " differs" : " is missing")
            + " (mvn test -Dgolden=update rewrites it)\n--- expected\n"
            + before
            + "--- actual\n"
            + text);
  }

  /** The files that no input explains, in order. */
  public static List<Path> orphans() {
    List<Path> all = files(ROOT);
    var explained =
        all.stream().filter(Golden::isInput).map(Golden::home).collect(Collectors.toSet());
    return all.stream().filter(file -> !explained.contains(home(file))).toList();
  }

  private static boolean isInput(Path file) {
    String name = file.getFileName().toString();
    return INPUTS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  private static Path home(Path file) {
    return file.resolveSibling(stem(file));
  }

  private static String stem(Path file) {
    String name = Objects.requireNonNull(file.getFileName()).toString();
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return List.copyOf(
          all.filter(Files::isRegularFile).collect(Collectors.toCollection(TreeSet::new)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
