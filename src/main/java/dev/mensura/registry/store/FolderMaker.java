package dev.mensura.registry.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the folder of a store that has none yet. */
final class FolderMaker {
  private FolderMaker() {}

  static void make(StoreFiles files) throws IOException {
    Path folder = files.folder();
    if (Files.isDirectory(folder)) {
      return;
    }
    Files.createDirectories(folder);
    Path ignore = folder.resolve(".gitignore");
    if (!Files.exists(ignore)) {
      Files.writeString(ignore, files.ignored());
    }
  }
}
