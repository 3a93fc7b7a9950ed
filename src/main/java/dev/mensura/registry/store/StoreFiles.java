package dev.mensura.registry.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of a store, all in one folder and named after the registry. A registry that is a
 * symbolic link has them beside the file that the link leads to, so that all who reach one file
 * share one lock and one history.
 *
 * @param registry what is kept
 * @param folder where all of them are; a real path if it exists
 * @param stem what their names begin with
 */
record StoreFiles(Path registry, Path folder, String stem) {
  private static final int MOST_LINKS = 40;

  static StoreFiles of(Path given) throws IOException {
    Path file = given.toAbsolutePath();
    for (int links = 0; Files.isSymbolicLink(file); links++) {
      if (links == MOST_LINKS) {
        throw new FileSystemLoopException(given.toString());
      }
      file = file.resolveSibling(Files.readSymbolicLink(file));
    }
    Path folder = file.getParent();
    Path name = file.getFileName();
    if (folder == null || name == null || Files.exists(file) && !Files.isRegularFile(file)) {
      throw new FileSystemException(given.toString(), null, "that is no file");
    }
    Path real = Files.exists(folder) ? folder.toRealPath() : folder.normalize();
    String stem = name.toString();
    return new StoreFiles(
        real.resolve(name),
        real,
        stem.endsWith(".json") ? stem.substring(0, stem.length() - ".json".length()) : stem);
  }

  Path history() {
    return folder.resolve(stem + ".history.ndjson");
  }

  /** The generation before. */
  Path previous() {
    return folder.resolve(stem + ".previous.json");
  }

  Path usage() {
    return folder.resolve(stem + ".usage.ndjson");
  }

  Path lock() {
    return folder.resolve(stem + ".lock");
  }

  /**
   * A lock of its own: queries shouldn't wait for definitions. Not the usage file itself, since the
   * file that a lock was asked of may be another one when it is given.
   */
  Path usageLock() {
    return folder.resolve(stem + ".usage.lock");
  }

  /**
   * Where a new generation of a file is written. There is one writer at a time, so the name is
   * always the same, and what a killed writer left is found by the next one.
   */
  Path draft(Path of) {
    return folder.resolve("." + of.getFileName() + ".draft");
  }

  /** What of this isn't for version control. */
  String ignored() {
    return """
    /%1$s.lock
    /%1$s.previous.json
    /%1$s.usage.lock
    /%1$s.usage.ndjson
    /.*.draft
    """
        .formatted(stem);
  }
}
