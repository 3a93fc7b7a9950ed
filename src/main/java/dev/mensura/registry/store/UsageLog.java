package dev.mensura.registry.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.mensura.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which metrics queries used: a file beside the registry that any number of processes add to. It is
 * advice and not a record, so it may lose the last moments before a power failure, and no query
 * waits or fails for it.
 */
public final class UsageLog {
  /**
   * Far longer than anybody writes, even on a machine that has too much to do. Only a process that
   * was stopped in the middle is waited for so long, and only once.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** In bytes; a larger file is folded. */
  private static final long FOLDED_FROM = 1 << 20;

  /** How many times larger than it was folded to last, so that folding isn't most of the work. */
  private static final int GROWTH = 4;

  private final Path registry;
  private final Disk disk;

  /** In bytes. */
  private volatile long foldFrom;

  private volatile Duration patience = PATIENCE;

  UsageLog(Path registry, Disk disk, long foldFrom) {
    this.registry = registry;
    this.disk = disk;
    this.foldFrom = foldFrom;
  }

  /**
   * Nothing is read or made yet.
   *
   * @param registry the file that the usage is kept beside
   */
  public static UsageLog open(Path registry) {
    return new UsageLog(registry, new LocalDisk(), FOLDED_FROM);
  }

  /** Notes a query; gives why it couldn't be noted. */
  public Optional<Diagnostic> note(Use use) {
    try {
      FolderMaker.make(StoreFiles.of(registry));
      StoreFiles files = StoreFiles.of(registry);
      byte[] line = UsageJson.line(use);
      StoreLock.alone(files.usageLock(), patience, () -> add(files, line));
      patience = PATIENCE;
      return Optional.empty();
    } catch (IOException e) {
      patience = Duration.ZERO;
      return Optional.of(Refusal.of(shown(), "written", e));
    }
  }

  private long add(StoreFiles files, byte[] line) throws IOException {
    long size;
    boolean large;
    try (FileChannel channel = FileChannel.open(files.usage(), CREATE, READ, WRITE)) {
      size = Lines.append(channel, line);
      large = size > foldFrom && size > GROWTH * UsageJson.folded(channel);
    }
    if (large) {
      try {
        fold(files);
      } catch (IOException e) {
        // The query is noted all the same. On a full disk it isn't tried again at every query.
        foldFrom = size * GROWTH;
      }
    }
    return size;
  }

  private void fold(StoreFiles files) throws IOException {
    Path usage = files.usage();
    byte[] lines = UsageJson.lines(summary(usage));
    Path draft = files.draft(usage);
    disk.create(draft, sink -> sink.write(ByteBuffer.wrap(lines)), usage);
    disk.replace(draft, usage);
  }

  /** How each metric was used that was ever used, by name. */
  public SortedMap<String, Usage> summary() throws StoreException {
    try {
      return Collections.unmodifiableSortedMap(summary(StoreFiles.of(registry).usage()));
    } catch (IOException e) {
      throw new StoreException(Refusal.of(shown(), "read", e));
    }
  }

  private static TreeMap<String, Usage> summary(Path usage) throws IOException {
    var metrics = new TreeMap<String, Usage>();
    Lines.read(usage, 0, line -> UsageJson.fold(line, metrics));
    return metrics;
  }

  private String shown() {
    String name = registry.toString().replace('\\', '/');
    return name.replaceFirst("(\\.json)?$", "") + ".usage.ndjson";
  }
}
