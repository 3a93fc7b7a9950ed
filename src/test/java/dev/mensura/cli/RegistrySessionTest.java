package dev.mensura.cli;

import dev.mensura.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs sessions that change the registry, each in a copy of the shop of its own. */
class RegistrySessionTest {
  private static final String ORIGINAL =
      """
      {"metrics": [
        {"name": "frequent", "type": "count_distinct", "model": "orders", "description": "Often.",
         "dimension": "customer_id", "numerator": null, "denominator": null, "sql": null,
         "filters": {"amount__gt": 10, "status": "paid"}, "tags": ["growth"],
         "created_at": "2024-01-01T00:00:00", "created_by": "agent"},
        {"name": "double pay", "type": "custom_sql", "model": "orders", "sql": "SUM(amount) * 2",
         "filters": {}, "tags": [], "created_at": "2024-01-01T00:00:00", "created_by": "agent"},
        {"name": "share", "type": "ratio", "numerator": "frequent", "denominator": "double pay",
         "filters": {"status": "paid"},
         "created_at": "2024-01-01T00:00:00", "created_by": "agent"}
      ], "last_updated": "2024-01-01T00:00:00"}
      """;

  private static final String WRONG =
      """
      {"metrics": [
        {"name": "fine", "definition": "metric fine = count orders where amount > 3"},
        {"name": "odd", "type": "count", "model": "orders", "filters": {"amount__above": 10}},
        {"name": "other", "definition": "metric another = count orders"},
        {"name": "two", "definition": "metric two = count orders metric three = count orders"}
      ]}
      """;

  private static final String FILES =
      """
      {"metrics": [
        {"name": "revenue", "definition": "metric revenue = count orders"},
        {"name": "new_one", "definition": "metric new_one = sum orders.amount"}
      ]}
      """;

  @TempDir Path home;

  static List<Path> sessions() {
    return Golden.inputs("registry-cli", "session");
  }

  @ParameterizedTest
  @MethodSource("sessions")
  void commandsSayWhatTheySaidBefore(Path session) throws IOException {
    copy(Golden.ROOT.resolve("cli").resolve("shop"), home.resolve("shop"));
    Files.writeString(home.resolve("original.json"), ORIGINAL);
    Files.writeString(home.resolve("broken.json"), ORIGINAL.substring(0, 200));
    Files.writeString(home.resolve("wrong.json"), WRONG);
    Files.writeString(home.resolve("files.json"), FILES);
    var shell = Shell.in(home.toRealPath());
    var transcript = new StringBuilder();
    Golden.read(session).lines().forEach(line -> transcript.append(shell.run(line)));

    Golden.verify(Golden.output(session, "transcript"), transcript.toString());
  }

  /** Copies a folder with all that is in it. */
  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
