package dev.mensura.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExampleDataTest {
  private static final Path DATA = Path.of("data");

  /** With {@code -Dgolden=update} the files are written anew, and the test fails all the same. */
  @Test
  void theFilesAreWhatTheGeneratorWrites() throws IOException {
    boolean update = "update".equals(System.getProperty("golden"));
    if (update) {
      ExampleData.main(new String[] {DATA.toString()});
    }
    for (var table : ExampleData.tables().entrySet()) {
      Path file = DATA.resolve(table.getKey() + ".csv");
      assertEquals(table.getValue(), Files.readString(file), file + " is stale");
    }
    assertFalse(update, "the files were rewritten: read their changes and run without the flag");
  }

  @Test
  void everyFileIsOneThatTheGeneratorWrites() throws IOException {
    try (var files = Files.list(DATA)) {
      Set<String> names =
          files
              .map(file -> file.getFileName().toString().replace(".csv", ""))
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(ExampleData.tables().keySet(), names);
    }
  }

  @Test
  void theDataStaySmallEnoughForARepository() {
    int characters = ExampleData.tables().values().stream().mapToInt(String::length).sum();
    assertTrue(characters < 2_000_000, characters + " characters");
  }
}
