package dev.mensura.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A query, and its rows as they were worked out by hand or why it is refused.
 *
 * @param refusals codes of diagnostics, one of which it must get; none for an answer
 * @param columns the names of the answer's columns
 * @param rows of texts, in order
 */
record ConformanceCase(
    String name,
    String query,
    List<String> refusals,
    List<String> columns,
    List<List<String>> rows) {

  /** All cases in a folder, by name. */
  static List<ConformanceCase> all(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      var cases = new ArrayList<ConformanceCase>();
      for (Path file : files.sorted().toList()) {
        cases.add(read(file));
      }
      return cases;
    }
  }

  private static ConformanceCase read(Path file) throws IOException {
    String name = file.getFileName().toString().replace(".case", "").replace('_', ' ');
    String query = "";
    List<String> refusals = List.of();
    var table = new ArrayList<List<String>>();
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("query: ")) {
        query = line.substring("query: ".length());
      } else if (line.startsWith("refused: ")) {
        refusals = List.of(line.substring("refused: ".length()).split(", ", -1));
      } else if (!line.startsWith("--") && !line.isBlank()) {
        table.add(Arrays.stream(line.split("\\|", -1)).map(String::strip).toList());
      }
    }
    return new ConformanceCase(
        name,
        query,
        refusals,
        table.isEmpty() ? List.of() : table.getFirst(),
        table.isEmpty() ? List.of() : table.subList(1, table.size()));
  }

  @Override
  public String toString() {
    return name;
  }
}
