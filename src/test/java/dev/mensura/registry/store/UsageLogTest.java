package dev.mensura.registry.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.diagnostic.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsageLogTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir Path folder;
  private Path file;
  private Path usage;

  @BeforeEach
  void name() {
    file = folder.resolve("registry/metrics.json");
    usage = folder.resolve("registry/metrics.usage.ndjson");
  }

  private static Use use(int second, String by, String... metrics) {
    return new Use(
        NOON.plusSeconds(second),
        by,
        new TreeSet<>(List.of(metrics)),
        new TreeSet<>(),
        10,
        Duration.ofMillis(4));
  }

  @Test
  void whatAMetricIsMadeOfIsUsedWithinIt() throws Exception {
    UsageLog log = UsageLog.open(file);
    log.note(
        new Use(
            NOON,
            "ann",
            new TreeSet<>(List.of("arpu")),
            new TreeSet<>(List.of("revenue")),
            10,
            Duration.ofMillis(4)));
    log.note(use(5, "bob", "revenue"));
    assertThat(log.summary())
        .containsEntry("arpu", new Usage(1, 0, NOON, "ann", 10, Duration.ofMillis(4)))
        .containsEntry(
            "revenue", new Usage(1, 1, NOON.plusSeconds(5), "bob", 10, Duration.ofMillis(4)));
  }

  @Test
  void nothingWasUsedYet() throws Exception {
    assertThat(UsageLog.open(file).summary()).isEmpty();
    assertThat(file.getParent()).doesNotExist();
  }

  @Test
  void aQueryIsALineAndTheSummaryIsAMetricEach() throws Exception {
    UsageLog log = UsageLog.open(file);
    assertThat(log.note(use(0, "ann", "mrr", "arr"))).isEmpty();
    assertThat(log.note(use(5, "bob", "mrr"))).isEmpty();

    assertThat(usage)
        .hasContent(
            """
            {"at":"2026-11-22T12:00:00Z","by":"ann","metrics":["arr","mrr"],"rows":10,"took_ms":4}
            {"at":"2026-11-22T12:00:05Z","by":"bob","metrics":["mrr"],"rows":10,"took_ms":4}
            """);
    assertThat(log.summary()).containsOnlyKeys("arr", "mrr");
    assertThat(log.summary().get("mrr"))
        .isEqualTo(new Usage(2, 0, NOON.plusSeconds(5), "bob", 20, Duration.ofMillis(8)));
  }

  @Test
  void anUnfinishedLineIsSkipped() throws Exception {
    UsageLog log = UsageLog.open(file);
    log.note(use(0, "ann", "mrr"));
    Files.writeString(usage, "{\"at\":\"2026-11-22T12:00", StandardOpenOption.APPEND);
    assertThat(log.summary().get("mrr").uses()).isEqualTo(1);
    log.note(use(1, "ann", "mrr"));
    assertThat(log.summary().get("mrr").uses()).isEqualTo(2);
  }

  @Test
  void aLongLogIsFoldedAndLosesNothing() throws Exception {
    int threads = 4;
    int each = 500;
    List<Callable<Boolean>> work = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      var log = new UsageLog(file, new LocalDisk(), 4_000);
      String by = "t" + i;
      work.add(() -> {
        boolean all = true;
        for (int k = 0; k < each; k++) {
          all &= log.note(use(k, by, "mrr", by)).isEmpty();
        }
        return all;
      });
    }
    try (var pool = Executors.newFixedThreadPool(threads)) {
      for (var done : pool.invokeAll(work)) {
        assertThat(done.get()).isTrue();
      }
    }
    var summary = UsageLog.open(file).summary();
    assertThat(summary.get("mrr").uses()).isEqualTo((long) threads * each);
    assertThat(summary.get("mrr").rows()).isEqualTo(10L * threads * each);
    assertThat(summary.get("mrr").took()).isEqualTo(Duration.ofMillis(4L * threads * each));
    assertThat(summary.get("t3").uses()).isEqualTo(each);
    assertThat(summary.get("mrr").last()).isEqualTo(NOON.plusSeconds(each - 1));
    assertThat(Files.size(usage)).isLessThan(20_000);
  }

  @Test
  void aQueryDoesNotFailWhenItsUseCannotBeNoted() throws Exception {
    Files.writeString(folder.resolve("registry"), "a file");
    var refused = UsageLog.open(file).note(use(0, "ann", "mrr")).orElseThrow();
    assertThat(refused.code()).isEqualTo(Code.REGISTRY_IO);
    assertThat(refused.message()).endsWith("can't be written: its folder is a file.");
  }

  @Test
  void aLogThatCannotBeFoldedIsStillWritten() throws Exception {
    var log = new UsageLog(file, new FailingDisk(1), 100);
    for (int i = 0; i < 10; i++) {
      assertThat(log.note(use(i, "ann", "mrr"))).isEmpty();
    }
    assertThat(log.summary().get("mrr").uses()).isEqualTo(10);
  }

  @Test
  void aQueryDoesNotWaitForAChange() throws Exception {
    UsageLog log = UsageLog.open(file);
    FileStore.open(file)
        .change(
            Given.ANN,
            newest -> {
              assertThat(log.note(use(0, "ann", "mrr"))).isEmpty();
              return Edit.nothing("");
            });
    assertThat(log.summary()).containsOnlyKeys("mrr");
  }
}
