package dev.mensura.compiler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What tells one content of a file from another without reading it.
 *
 * @param identity of the file itself, where the system has one: another file of the same name has
 *     another
 */
record FileStamp(boolean isFile, FileTime modified, long size, @Nullable Object identity) {
  static FileStamp of(BasicFileAttributes attributes) {
    return new FileStamp(
        attributes.isRegularFile(),
        attributes.lastModifiedTime(),
        attributes.size(),
        attributes.fileKey());
  }

  /** That of what a path leads to, if there is anything. */
  static Optional<FileStamp> of(Path path) {
    try {
      return Optional.of(of(Files.readAttributes(path, BasicFileAttributes.class)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
