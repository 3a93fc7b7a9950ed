package dev.mensura.registry.store;

import dev.mensura.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps metrics in a JSON file, its history beside it. Any number of stores, threads and processes
 * may have the same file open.
 */
public final class FileStore implements MetricStore {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** In bytes; a hundred thousand metrics are less. */
  private static final long LARGEST = 256L << 20;

  private final Path given;
  private final String shown;
  private final Disk disk;

  /** The writer's own; who holds the lock of the file may touch it. */
  private final VersionNumbers numbers = new VersionNumbers();

  private volatile Snapshot last = Snapshot.EMPTY;

  FileStore(Path given, String shown, Disk disk) {
    this.given = given;
    this.shown = shown;
    this.disk = disk;
  }

  /**
   * Nothing is read or made yet.
   *
   * @param file the registry's path, which is what messages call it; it and its folder need not
   *     exist
   */
  public static FileStore open(Path file) {
    return open(file, file.toString().replace('\\', '/'));
  }

  /**
   * @param shown how messages call the file
   */
  public static FileStore open(Path file, String shown) {
    return new FileStore(file, shown, new LocalDisk());
  }

  @Override
  public Snapshot read() throws StoreException {
    try {
      return newest(given);
    } catch (IOException e) {
      throw new StoreException(Refusal.of(shown, "read", e));
    }
  }

  @Override
  public History history() throws StoreException {
    Snapshot kept = read();
    List<HistoryLine> lines = new ArrayList<>();
    try {
      Lines.read(
          StoreFiles.of(given).history(), 0, line -> HistoryJson.read(line).ifPresent(lines::add));
    } catch (IOException e) {
      throw new StoreException(Refusal.of(shown, "read", e));
    }
    return History.of(lines, kept);
  }

  @Override
  public <R> R change(Author author, Change<R> change) throws StoreException {
    try {
      FolderMaker.make(StoreFiles.of(given));
      // Once more, now that its folder is there and has a real path.
      StoreFiles files = StoreFiles.of(given);
      return StoreLock.alone(files.lock(), PATIENCE, () -> changeAlone(files, author, change));
    } catch (IOException e) {
      throw new StoreException(
          Refusal.of(shown, "written", e).note("What was kept before is as it was."));
    }
  }

  private <R> R changeAlone(StoreFiles files, Author author, Change<R> change)
      throws IOException, StoreException {
    disk.delete(files.draft(files.registry()));
    disk.delete(files.draft(files.previous()));
    Snapshot newest = newest(files.registry());
    Edit<R> edit = change.on(newest);
    if (edit.operations().isEmpty()) {
      return edit.result().apply(newest);
    }
    numbers.update(files.history());
    boolean done = false;
    try {
      Rewrite rewrite = Rewrite.of(newest, edit.operations(), author, numbers, shown);
      Snapshot after = commit(files, newest, rewrite);
      last = after;
      done = true;
      return edit.result().apply(after);
    } finally {
      if (!done) {
        numbers.forget();
      }
    }
  }

  /** The order of these steps is what makes a killed writer harmless. */
  private Snapshot commit(StoreFiles files, Snapshot before, Rewrite rewrite) throws IOException {
    Path registry = files.registry();
    Path draft = files.draft(registry);
    boolean first = !Files.exists(files.history());
    disk.create(draft, new RegistryText(rewrite.after()), registry);
    Stamp stamp = Stamp.of(draft).later(draft, before.stamp());
    disk.append(files.history(), rewrite.lines());
    if (first) {
      disk.sync(files.folder());
    }
    if (before.stamp() != Stamp.ABSENT) {
      disk.keep(registry, files.draft(files.previous()), files.previous());
    }
    disk.replace(draft, registry);
    disk.sync(files.folder());
    return rewrite.after().stamped(stamp);
  }

  /** What is in the file now: what was read last, as long as the file is still the same. */
  private Snapshot newest(Path file) throws IOException, StoreException {
    Snapshot known = last;
    Stamp stamp = Stamp.of(file);
    if (stamp.equals(known.stamp())) {
      return known;
    }
    Snapshot read = stamp == Stamp.ABSENT ? Snapshot.EMPTY : load(file, stamp);
    last = read;
    return read;
  }

  private Snapshot load(Path file, Stamp stamp) throws IOException, StoreException {
    try {
      if (stamp.size() > LARGEST) {
        throw new RegistryFault(
            new byte[0],
            0,
            0,
            "The file has %d bytes; at most %d are read.".formatted(stamp.size(), LARGEST));
      }
      return RegistryReader.read(Lines.bytes(file, 0), stamp);
    } catch (RegistryFault fault) {
      throw new StoreException(advised(fault.diagnostic(shown), file));
    }
  }

  private static Diagnostic advised(Diagnostic bad, Path file) throws IOException {
    Path previous = StoreFiles.of(file).previous();
    String note =
        Files.exists(previous)
            ? "The generation before the last change is in `%s`.".formatted(previous.getFileName())
            : "Nothing is written to it until it can be read again.";
    return bad.note(note);
  }
}
