package dev.mensura.registry.store;

import static dev.mensura.registry.store.Given.ANN;
import static dev.mensura.registry.store.Given.BOB;
import static dev.mensura.registry.store.Given.delete;
import static dev.mensura.registry.store.Given.does;
import static dev.mensura.registry.store.Given.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that others wrote, linked, shared or left unfinished. */
class KeptFileTest {
  /** As the system wrote it that this one takes over from, and a hand after it. */
  private static final String ORIGINAL =
      """
      {
        "owner":  {"team": "growth"},
        "metrics": [
          {"name": "power_users", "type": "count_distinct", "model": "users",
           "filters": {"login_count__gt": 100, "industry": "tech"}, "x_note":   "by hand",
           "created_at": "2025-06-01T12:00:00.123456", "created_by": "ann"},
          {"name": "all_users",   "type": "count", "rate": 1.10}
        ],
        "last_updated": "2025-06-01T12:00:00"
      }
      """;

  @TempDir Path folder;
  private Path file;
  private FileStore store;

  @BeforeEach
  void open() {
    file = folder.resolve("metrics.json");
    store = FileStore.open(file);
  }

  @Test
  void entriesOfTheStructuredFormAreRead() throws Exception {
    Files.writeString(file, ORIGINAL);
    Kept kept = store.read().metric("power_users").orElseThrow();
    assertThat(kept.definition()).isEmpty();
    assertThat(kept.version()).isEqualTo(1);
    assertThat(kept.createdAt()).contains(Instant.parse("2025-06-01T12:00:00.123456Z"));
    assertThat(kept.entry().at("/filters/login_count__gt").asInt()).isEqualTo(100);
  }

  @Test
  void whatAChangeDoesNotTouchKeepsItsBytes() throws Exception {
    Files.writeString(file, ORIGINAL);
    does(store, ANN, put("members"));
    assertThat(Files.readString(file))
        .contains("  \"owner\":  {\"team\": \"growth\"},\n")
        .contains("    {\"name\": \"all_users\",   \"type\": \"count\", \"rate\": 1.10},\n")
        .contains("\"x_note\":   \"by hand\",\n")
        .containsSubsequence("all_users", "members", "power_users", "2026-11-22T10:00:00Z");
    String before = Files.readString(file);
    does(store, ANN, delete("members"));
    does(FileStore.open(file), ANN, put("members"));
    assertThat(Files.readString(file))
        .isEqualTo(before.replace("\"version\": 1", "\"version\": 3"));
  }

  @Test
  void whatWasKeptBeforeThereWasAHistoryGetsIntoIt() throws Exception {
    Files.writeString(file, ORIGINAL);
    does(store, BOB, delete("power_users"));
    List<HistoryLine> lines = store.history().of("power_users");
    assertThat(lines).extracting(HistoryLine::action).containsExactly(Action.IMPORT, Action.DELETE);
    assertThat(lines.get(0).by()).isEqualTo("ann");
    assertThat(lines.get(1).entry().orElseThrow().at("/filters/industry").asText())
        .isEqualTo("tech");
  }

  @Test
  void aByteOrderMarkIsNoFault() throws Exception {
    Files.writeString(file, "\ufeff" + ORIGINAL);
    assertThat(store.read().metrics()).containsOnlyKeys("all_users", "power_users");
    does(store, ANN, put("members"));
    assertThat(Files.readString(file)).startsWith("{\n  \"owner\":  {");
  }

  @Test
  void aLinkIsWrittenThroughAndSharesItsTargetsHistory() throws Exception {
    Path real = Files.createDirectory(folder.resolve("shared")).resolve("team.json");
    Files.createSymbolicLink(file, real);
    does(store, ANN, put("members"));
    assertThat(file).isSymbolicLink();
    does(FileStore.open(real), ANN, put("active"));
    assertThat(store.read().metrics()).containsOnlyKeys("active", "members");
    assertThat(store.history().metrics()).containsOnlyKeys("active", "members");
    assertThat(folder.resolve("metrics.lock")).doesNotExist();
    assertThat(folder.resolve("shared/team.history.ndjson")).exists();
  }

  @Test
  void permissionsAreKept() throws Exception {
    does(store, ANN, put("members"));
    var permissions = PosixFilePermissions.fromString("rw-rw---x");
    Files.setPosixFilePermissions(file, permissions);
    does(store, ANN, put("active"));
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(permissions);
  }

  @Test
  void draftsOfKilledWritersAreClearedAway() throws Exception {
    does(store, ANN, put("members"));
    Path draft = Files.writeString(folder.resolve(".metrics.json.draft"), "{\"metrics\": [");
    does(store, ANN, put("active"));
    assertThat(draft).doesNotExist();
  }

  @Test
  void anUnfinishedLineOfTheHistoryIsClosedAndSkipped() throws Exception {
    does(store, ANN, put("members"));
    Path history = folder.resolve("metrics.history.ndjson");
    Files.writeString(history, "{\"metric\":\"active\",\"ver", StandardOpenOption.APPEND);
    assertThat(store.history().metrics()).containsOnlyKeys("members");
    does(FileStore.open(file), ANN, put("active"));
    does(store, ANN, put("members", "metric members = 2", Action.CHANGE));
    assertThat(store.history().of("active")).hasSize(1);
    assertThat(store.history().of("members")).hasSize(2);
    assertThat(Files.readAllLines(history)).hasSize(4).contains("{\"metric\":\"active\",\"ver");
  }

  @Test
  void aHistoryThatIsReplacedIsReadAnew() throws Exception {
    does(store, ANN, put("members"));
    does(store, ANN, put("members", "metric members = 2", Action.CHANGE));
    Path history = folder.resolve("metrics.history.ndjson");
    String text = Files.readString(history);
    Files.writeString(history, text.replace("\"version\":2", "\"version\":7"));
    does(store, ANN, put("members", "metric members = 3", Action.CHANGE));
    assertThat(store.read().metric("members").orElseThrow().version()).isEqualTo(8);
  }

  @Test
  void threadsOfSeveralStoresLoseNothing() throws Exception {
    int threads = 8;
    int each = 25;
    List<Callable<Integer>> work = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      FileStore own = i % 2 == 0 ? store : FileStore.open(file);
      String name = "t" + i + "_";
      work.add(() -> {
        int least = 0;
        for (int k = 0; k < each; k++) {
          does(own, ANN, put(name + k), put("shared", "metric shared = 1", Action.CHANGE));
          int now = own.read().metric("shared").orElseThrow().version();
          assertThat(now).isGreaterThan(least);
          least = now;
        }
        return least;
      });
    }
    try (var pool = Executors.newFixedThreadPool(threads)) {
      for (var done : pool.invokeAll(work)) {
        done.get();
      }
    }
    assertThat(store.read().metrics()).hasSize(threads * each + 1);
    assertThat(store.read().metric("shared").orElseThrow().version()).isEqualTo(threads * each);
  }

  @Test
  void readersDoNotWaitForAWriter() throws Exception {
    does(store, ANN, put("members"));
    FileStore other = FileStore.open(file);
    String seen =
        store.change(
            ANN,
            newest -> {
              try (var pool = Executors.newSingleThreadExecutor()) {
                return Edit.of(
                    List.of(put("active")),
                    pool.submit(
                            () -> other.read().metrics() + " " + other.history().metrics().size())
                        .get());
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    assertThat(seen).isEqualTo("{members=members 1} 1");
  }

  @Test
  void aChangeThatFailsLetsTheNextOneIn() throws Exception {
    assertThatThrownBy(() ->
            store.change(
                ANN,
                newest -> {
                  throw new IllegalStateException("a bug");
                }))
        .hasMessage("a bug");
    assertThatThrownBy(() -> store.change(ANN, newest -> Edit.of(List.of(), does(store, ANN))))
        .hasMessageStartingWith("a change within a change");
    assertThat(does(store, ANN, put("members")).metrics()).hasSize(1);
  }

  @Test
  void generationsOfOneSizeInOneMomentAreToldApart() throws Exception {
    FileStore reader = FileStore.open(file);
    for (int i = 0; i < 50; i++) {
      String definition = "metric members = %02d".formatted(i);
      does(store, ANN, put("members", definition, Action.CHANGE));
      assertThat(reader.read().metric("members").orElseThrow().definition()).contains(definition);
    }
  }

  @Test
  void namesAreOnlyNames() throws Exception {
    List<String> hostile =
        List.of(
            "../../etc/passwd", "a\"b", "a\nb", "\u0000", "{}", "\ud83d\ude80", "a".repeat(5000));
    does(store, ANN, hostile.stream().map(Given::put).toArray(Operation[]::new));
    assertThat(FileStore.open(file).read().metrics()).containsOnlyKeys(hostile);
    assertThat(store.history().metrics()).containsOnlyKeys(hostile);
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(3);
    }
    assertThat(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)).contains("a\\nb");
  }
}
