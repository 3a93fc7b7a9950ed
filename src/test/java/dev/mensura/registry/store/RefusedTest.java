package dev.mensura.registry.store;

import static dev.mensura.registry.store.Given.ANN;
import static dev.mensura.registry.store.Given.does;
import static dev.mensura.registry.store.Given.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What disks, permissions and paths refuse: the error is clear, and the old file is kept. */
class RefusedTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void fill() throws StoreException {
    file = folder.resolve("metrics.json");
    does(FileStore.open(file), ANN, put("members"));
  }

  @Test
  void whicheverStepFailsTheOldFileStaysOrTheNewOneIsWhole() throws Exception {
    int step = 1;
    for (boolean failed = true; failed; step++) {
      FileStore before = FileStore.open(file);
      var kept = before.read().metrics().keySet();
      String name = "step_" + step;
      var disk = new FailingDisk(step);
      try {
        does(new FileStore(file, "metrics.json", disk), ANN, put(name));
        assertThat(before.read().metrics()).containsKey(name);
      } catch (StoreException e) {
        assertThat(e.getMessage()).isEqualTo("`metrics.json` can't be written: the disk is full.");
        Snapshot now = FileStore.open(file).read();
        assertThat(now.metrics().keySet()).containsAll(kept);
        boolean done = now.metrics().containsKey(name);
        assertThat(FileStore.open(file).history().of(name)).hasSize(done ? 1 : 0);
        assertThat(does(before, ANN, put(name)).metrics()).containsKey(name);
      }
      failed = disk.failed();
      noDrafts();
    }
    assertThat(step).isGreaterThan(6);
  }

  @Test
  void aVersionThatNeverTookEffectIsNotShownAndItsNumberIsNotUsedAgain() throws Exception {
    // Drafts are cleared in two steps and the new one is written; then lines are, then it fails.
    var failing = new FileStore(file, "metrics.json", new FailingDisk(5));
    assertThatThrownBy(
            () -> does(failing, ANN, put("members", "metric members = 1", Action.CHANGE)))
        .hasMessage("`metrics.json` can't be written: the disk is full.");
    FileStore store = FileStore.open(file);
    assertThat(store.history().of("members")).extracting(HistoryLine::version).containsExactly(1);

    does(store, ANN, put("members", "metric members = 2", Action.CHANGE));

    assertThat(store.history().of("members"))
        .extracting(HistoryLine::version)
        .containsExactly(1, 3);
    assertThat(store.read().metric("members").orElseThrow().version()).isEqualTo(3);
    assertThat(Files.readString(folder.resolve("metrics.history.ndjson"))).contains("members = 1");
  }

  @Test
  void aRealFullDiskIsToldAndNothingChanges() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "a device that is always full");
    byte[] before = Files.readAllBytes(file);
    Path history = folder.resolve("metrics.history.ndjson");
    Files.delete(history);
    Files.createSymbolicLink(history, full);

    Diagnostic refused = refused(FileStore.open(file, "registry/metrics.json"));
    Files.delete(history);

    assertThat(refused.code()).isEqualTo(Code.REGISTRY_IO);
    assertThat(refused.message())
        .isEqualTo("`registry/metrics.json` can't be written: the disk is full.");
    assertThat(refused.notes()).containsExactly("What was kept before is as it was.");
    assertThat(file).hasBinaryContent(before);
  }

  /** The system lets no file of the child grow beyond a few kilobytes. */
  @Test
  void aWriteThatTheSystemCutsShortKeepsTheOldFile() throws Exception {
    Path shell = Path.of("/bin/bash");
    assumeTrue(Files.isExecutable(shell));
    does(
        FileStore.open(file),
        ANN,
        IntStream.range(0, 200).mapToObj(i -> put("m_" + i)).toArray(Operation[]::new));
    byte[] before = Files.readAllBytes(file);
    assertThat(before.length).isGreaterThan(40_000);
    var command =
        Child.command(Child.classPath(folder.resolve("child.jar")), file, "p", Child.Job.TRY, 1);
    var all = new ArrayList<>(List.of(shell.toString(), "-c", "ulimit -f 32; exec \"$@\"", "-"));
    all.addAll(command);
    try (Child child = Child.start(all)) {
      assertThat(child.rest())
          .containsExactly(
              "`%s` can't be written: the file would be larger than the system allows."
                  .formatted(file));
    }
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void aFolderThatIsReadOnlyIsToldAndTheOldFileIsRead() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assumeTrue(!Files.isWritable(folder), "an administrator writes everywhere");
      Files.delete(folder.resolve("metrics.lock"));
      FileStore store = FileStore.open(file, "registry/metrics.json");
      assertThat(refused(store).message())
          .isEqualTo("`registry/metrics.json` can't be written: permission denied.");
      assertThat(store.read().metrics()).containsOnlyKeys("members");
    } finally {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/proc/metrics.json", "/sys/metrics.json"})
  void aFolderOfTheSystemIsRefused(String path) {
    assumeTrue(Files.isDirectory(Path.of(path).getParent()));
    assertThat(refused(FileStore.open(Path.of(path))).code()).isEqualTo(Code.REGISTRY_IO);
  }

  @Test
  void aPathThatIsNoFileIsRefused() throws IOException {
    Path other = Files.createDirectory(folder.resolve("folder.json"));
    assertThat(refused(FileStore.open(other, "folder.json")).message())
        .isEqualTo("`folder.json` can't be written: that is no file.");
    assertThat(refused(FileStore.open(Path.of("/dev/null"))).message())
        .isEqualTo("`/dev/null` can't be written: that is no file.");
    assertThat(refused(FileStore.open(Path.of("/"))).code()).isEqualTo(Code.REGISTRY_IO);
    assertThat(refused(FileStore.open(file.resolve("metrics.json"), "x/metrics.json")).message())
        .isEqualTo("`x/metrics.json` can't be written: its folder is a file.");
  }

  @Test
  void linksThatLeadInACircleAreRefused() throws IOException {
    Path one = folder.resolve("one.json");
    Path two = folder.resolve("two.json");
    Files.createSymbolicLink(one, two);
    Files.createSymbolicLink(two, one);
    assertThat(refused(FileStore.open(one, "one.json")).message())
        .isEqualTo("`one.json` can't be written: its symbolic links lead in a circle.");
  }

  @Test
  void textThatIsNoUnicodeIsRefused() {
    var refused =
        catchThrowableOfType(
            StoreException.class,
            () -> does(FileStore.open(file, "metrics.json"), ANN, put("a", "\ud800")));
    assertThat(refused.getMessage())
        .isEqualTo("Metric `a` can't be kept: its text can't be written as UTF-8.");
  }

  @Test
  void whatCouldNotBeReadAgainIsNotWritten() throws StoreException {
    FileStore store = FileStore.open(file, "metrics.json");
    var refused =
        catchThrowableOfType(
            StoreException.class, () -> does(store, ANN, put("a", "x".repeat(9_000_000))));
    assertThat(refused.getMessage())
        .isEqualTo("Metric `a` can't be kept: Expected shorter texts, keys and numbers.");
    assertThat(does(store, ANN, put("b", "x".repeat(1_000_000))).metrics()).containsKey("b");
    assertThat(FileStore.open(file).read().metric("b").orElseThrow().definition().orElseThrow())
        .hasSize(1_000_000);
  }

  private void noDrafts() throws IOException {
    try (var files = Files.list(folder)) {
      assertThat(files).noneMatch(f -> f.toString().endsWith(".draft"));
    }
  }

  private static Diagnostic refused(FileStore store) {
    return catchThrowableOfType(StoreException.class, () -> does(store, ANN, put("more")))
        .diagnostic();
  }
}
