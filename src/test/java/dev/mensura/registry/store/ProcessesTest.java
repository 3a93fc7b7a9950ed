package dev.mensura.registry.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes at one store, some of them killed. */
class ProcessesTest {
  private static final int PROCESSES = 8;
  private static final int EACH = 100;

  @TempDir Path folder;
  @TempDir Path elsewhere;
  private Path file;
  private String classPath;

  @BeforeEach
  void prepare() throws IOException {
    file = folder.resolve("metrics.json");
    classPath = Child.classPath(elsewhere.resolve("child.jar"));
  }

  @Test
  void eightProcessesDefineAHundredEachNoneIsLostAndEveryVersionIsItsOwn() throws Exception {
    List<String> done = all(Child.Job.DEFINE);

    List<Integer> versions = IntStream.rangeClosed(1, PROCESSES * EACH).boxed().toList();
    assertThat(done)
        .containsExactlyInAnyOrderElementsOf(
            versions.stream().map(version -> "shared " + version).toList());
    FileStore store = FileStore.open(file);
    Set<String> names = new HashSet<>(Set.of("shared"));
    for (int i = 0; i < PROCESSES * EACH; i++) {
      names.add("p" + i / EACH + "_" + i % EACH);
    }
    assertThat(store.read().metrics().keySet()).isEqualTo(names);
    assertThat(store.read().metric("shared").orElseThrow().version()).isEqualTo(PROCESSES * EACH);
    History history = store.history();
    assertThat(history.metrics().keySet()).isEqualTo(names);
    assertThat(history.of("shared"))
        .extracting(HistoryLine::version)
        .containsExactlyElementsOf(versions);
  }

  @Test
  void eightProcessesNoteTheirQueriesAndNoneIsLost() throws Exception {
    assertThat(all(Child.Job.USE)).isEmpty();

    var usage = UsageLog.open(file).summary();
    assertThat(usage.get("shared").uses()).isEqualTo(PROCESSES * EACH);
    assertThat(usage.get("shared").rows()).isEqualTo(2L * PROCESSES * EACH);
    assertThat(usage).hasSize(PROCESSES + 1);
    assertThat(usage.get("p0").uses()).isEqualTo(EACH);
  }

  private List<String> all(Child.Job job) throws Exception {
    List<Child> children = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      children.add(Child.start(classPath, file, "p" + i, job, EACH));
    }
    List<String> done = new ArrayList<>();
    for (Child child : children) {
      done.addAll(child.rest());
      assertThat(child.exit()).isZero();
    }
    return done;
  }

  /**
   * Three writers at a time; one of them is killed, what it had been told is looked for, and
   * another one takes its place.
   */
  @Test
  void twoHundredKilledWritersLoseNothingAndBreakNothing() throws Exception {
    long seed = 20261122;
    System.out.println("seed " + seed);
    var random = new Random(seed);
    String[] flags = quickStart();
    FileStore store = FileStore.open(file);
    fill(store);
    List<Child> children = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        children.add(
            Child.start(classPath, file, "w" + i, Child.Job.CHURN, Integer.MAX_VALUE, flags));
      }
      Map<String, Integer> versions = new HashMap<>();
      for (int round = 0; round < 200; round++) {
        int at = round % children.size();
        Child child = children.get(at);
        List<String> done = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
          done.add(child.next());
        }
        LockSupport.parkNanos(random.nextInt(20_000_000));
        child.kill();
        done.addAll(child.rest());
        // What others do meanwhile has other names.
        check(store, "w" + at, done, versions);
        children.set(
            at, Child.start(classPath, file, "w" + at, Child.Job.CHURN, Integer.MAX_VALUE, flags));
      }
    } finally {
      for (Child child : children) {
        child.close();
      }
    }
    everyVersionIsItsOwn();
    // The next writer clears away what was left.
    Given.does(store, Given.ANN, Given.put("last"));
    try (var files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "metrics.json", "metrics.history.ndjson", "metrics.previous.json", "metrics.lock");
    }
  }

  /** What a writer was told is kept; of what it did after that, one change may be kept as well. */
  private static void check(
      FileStore store, String writer, List<String> done, Map<String, Integer> versions)
      throws StoreException {
    Map<String, String> told = new HashMap<>();
    for (String line : done) {
      int space = line.indexOf(' ');
      told.put(line.substring(0, space), line.substring(space + 1));
    }
    Snapshot kept = store.read();
    int further = 0;
    for (var last : told.entrySet()) {
      String metric = last.getKey();
      assertThat(metric).startsWith(writer);
      int now = kept.metric(metric).map(Kept::version).orElse(0);
      boolean gone = last.getValue().equals("gone");
      int then = gone ? versions.getOrDefault(metric, 0) : Integer.parseInt(last.getValue());
      if (gone ? now != 0 : now != then) {
        // Only a later change may have taken its place, one at most.
        further++;
        assertThat(now == 0 || now > then).as("%s: told %s, kept %d", metric, last, now).isTrue();
      }
      versions.put(metric, Math.max(now, then));
    }
    assertThat(further).isLessThanOrEqualTo(1);
  }

  /** Also tells how many changes were cut short between their history and their file. */
  private void everyVersionIsItsOwn() throws IOException, StoreException {
    Set<String> seen = new HashSet<>();
    Lines.read(
        folder.resolve("metrics.history.ndjson"),
        0,
        line ->
            HistoryJson.read(line)
                .ifPresent(l -> assertThat(seen.add(l.metric() + " " + l.version())).isTrue()));
    FileStore store = FileStore.open(file);
    History history = store.history();
    long effective = history.metrics().values().stream().mapToLong(List::size).sum();
    System.out.println(seen.size() + " lines of history, " + effective + " of them took effect");
    store
        .read()
        .metrics()
        .forEach((name, kept) -> {
          HistoryLine head = history.of(name).getLast();
          assertThat(head.version()).isEqualTo(kept.version());
          assertThat(head.definition()).isEqualTo(kept.definition());
        });
  }

  /** Enough for the writing of the file to take its share of the time. */
  private static void fill(FileStore store) throws StoreException {
    Given.does(
        store,
        Given.ANN,
        IntStream.range(0, 1000).mapToObj(i -> Given.put("filled_" + i)).toArray(Operation[]::new));
  }

  /**
   * Two hundred starts are most of the time; with an archive of its classes each is half as long.
   */
  private String[] quickStart() throws Exception {
    Path archive = elsewhere.resolve("classes.jsa");
    Path registry = elsewhere.resolve("registry/metrics.json");
    String flag = "-XX:ArchiveClassesAtExit=" + archive;
    try (Child child = Child.start(classPath, registry, "w", Child.Job.CHURN, 9, flag)) {
      child.rest();
      assertThat(child.exit()).isZero();
    }
    return new String[] {"-XX:SharedArchiveFile=" + archive, "-Xshare:auto"};
  }
}
