package dev.mensura.registry.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * The disk of this machine, up to one step at which it fails as a full one does, halfway through
 * where that step has a middle.
 */
final class FailingDisk implements Disk {
  private final Disk disk = new LocalDisk();
  private final int failing;
  private int step;

  /**
   * @param failing the step that fails, counted from 1
   */
  FailingDisk(int failing) {
    this.failing = failing;
  }

  /** Whether the step was ever reached. */
  boolean failed() {
    return step >= failing;
  }

  private boolean fails() {
    return ++step == failing;
  }

  private static IOException full(Path file) {
    return new FileSystemException(file.toString(), null, "No space left on device");
  }

  private void check(Path file) throws IOException {
    if (fails()) {
      throw full(file);
    }
  }

  @Override
  public void create(Path file, Content content, Path like) throws IOException {
    boolean fails = fails();
    disk.create(
        file,
        sink ->
            content.to(bytes -> {
              if (fails) {
                sink.write(bytes.limit(bytes.limit() / 2));
                throw full(file);
              }
              sink.write(bytes);
            }),
        like);
  }

  @Override
  public void append(Path file, byte[] lines) throws IOException {
    check(file);
    disk.append(file, lines);
  }

  @Override
  public void keep(Path file, Path draft, Path as) throws IOException {
    check(file);
    disk.keep(file, draft, as);
  }

  @Override
  public void replace(Path draft, Path file) throws IOException {
    check(file);
    disk.replace(draft, file);
  }

  @Override
  public void sync(Path folder) throws IOException {
    check(folder);
    disk.sync(folder);
  }

  @Override
  public void delete(Path file) throws IOException {
    check(file);
    disk.delete(file);
  }
}
