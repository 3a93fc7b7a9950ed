package dev.mensura.registry.store;

import static dev.mensura.registry.store.Given.ANN;
import static dev.mensura.registry.store.Given.BOB;
import static dev.mensura.registry.store.Given.delete;
import static dev.mensura.registry.store.Given.does;
import static dev.mensura.registry.store.Given.put;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest {
  @TempDir Path folder;
  private Path file;
  private FileStore store;

  @BeforeEach
  void open() {
    file = folder.resolve("registry/metrics.json");
    store = FileStore.open(file);
  }

  @Test
  void aFileThatIsNotThereKeepsNothingAndIsNotMade() throws StoreException {
    assertThat(store.read().metrics()).isEmpty();
    assertThat(store.history().metrics()).isEmpty();
    assertThat(file.getParent()).doesNotExist();
  }

  @Test
  void theFileIsForPeople() throws StoreException, IOException {
    does(store, ANN, put("members"), put("active"));
    does(store, BOB, put("members", "metric members = count users.id", Action.CHANGE));

    assertThat(file)
        .hasContent(
            """
            {
              "metrics": [
                {
                  "name": "active",
                  "type": "count",
                  "tags": [
                    "growth"
                  ],
                  "definition": "metric active = count users",
                  "created_at": "2026-11-22T10:00:00Z",
                  "created_by": "ann",
                  "version": 1
                },
                {
                  "name": "members",
                  "type": "count",
                  "tags": [
                    "growth"
                  ],
                  "definition": "metric members = count users.id",
                  "created_at": "2026-11-22T10:00:00Z",
                  "created_by": "ann",
                  "updated_at": "2026-11-23T11:30:00.250Z",
                  "updated_by": "bob",
                  "version": 2
                }
              ],
              "last_updated": "2026-11-23T11:30:00.250Z"
            }
            """);
    assertThat(Files.readString(file)).endsWith("}\n");
    assertThat(folder.resolve("registry/.gitignore")).content().contains("/metrics.lock\n");
  }

  @Test
  void whatIsKeptIsReadBack() throws StoreException {
    Snapshot kept = does(store, ANN, put("members"));

    Kept read = FileStore.open(file).read().metric("members").orElseThrow();
    assertThat(read.definition()).contains("metric members = count users");
    assertThat(read.version()).isEqualTo(1);
    assertThat(read.createdAt()).contains(Instant.parse("2026-11-22T10:00:00Z"));
    assertThat(read.createdBy()).contains("ann");
    assertThat(read.updatedAt()).isEmpty();
    assertThat(read.entry()).isEqualTo(kept.metric("members").orElseThrow().entry());
  }

  @Test
  void aSnapshotIsTheSameUntilSomethingChanges() throws StoreException {
    Snapshot written = does(store, ANN, put("members"));
    assertThat(store.read()).isSameAs(written);
    FileStore other = FileStore.open(file);
    Snapshot read = other.read();
    assertThat(other.read()).isSameAs(read);

    Snapshot next = does(store, ANN, put("active"));
    assertThat(other.read()).isNotSameAs(read);
    assertThat(other.read().metrics()).containsOnlyKeys("active", "members");
    assertThat(written.metrics()).containsOnlyKeys("members");
    assertThat(store.read()).isSameAs(next);
  }

  @Test
  void aChangeWithoutOperationsWritesNothing() throws StoreException, IOException {
    does(store, ANN, put("members"));
    byte[] before = Files.readAllBytes(file);

    String result = store.change(BOB, newest -> Edit.nothing("as it is"));

    assertThat(result).isEqualTo("as it is");
    assertThat(file).hasBinaryContent(before);
    assertThat(store.history().of("members")).hasSize(1);
  }

  @Test
  void theGenerationBeforeIsKept() throws StoreException, IOException {
    does(store, ANN, put("members"));
    byte[] before = Files.readAllBytes(file);
    does(store, ANN, put("active"));
    assertThat(folder.resolve("registry/metrics.previous.json")).hasBinaryContent(before);
  }

  @Test
  void versionsGoOnOverDeletion() throws StoreException {
    does(store, ANN, put("members"));
    does(store, BOB, delete("members"));
    assertThat(store.read().metrics()).isEmpty();
    does(store, ANN, put("members", "metric members = count users", Action.RESTORE));

    assertThat(store.read().metric("members").orElseThrow().version()).isEqualTo(3);
    List<HistoryLine> lines = store.history().of("members");
    assertThat(lines).extracting(HistoryLine::version).containsExactly(1, 2, 3);
    assertThat(lines)
        .extracting(HistoryLine::action)
        .containsExactly(Action.DEFINE, Action.DELETE, Action.RESTORE);
    assertThat(lines.get(1).definition()).contains("metric members = count users");
    assertThat(lines.get(1).by()).isEqualTo("bob");
    assertThat(lines.get(0).why()).contains("as asked");
  }
}
