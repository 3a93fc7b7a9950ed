package dev.mensura.registry.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What tells one generation of a file from another without reading it. Writers make the time of
 * each generation later than that of the one before, so equal stamps mean equal bytes.
 */
record Stamp(@Nullable Object file, long size, FileTime modified) {
  static final Stamp ABSENT = new Stamp(null, -1, FileTime.fromMillis(0));

  static Stamp of(Path path) throws IOException {
    try {
      BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
      return new Stamp(found.fileKey(), found.size(), found.lastModifiedTime());
    } catch (NoSuchFileException e) {
      return ABSENT;
    }
  }

  /** This, of a draft; its time is moved on if the generation before isn't older. */
  Stamp later(Path draft, Stamp before) throws IOException {
    if (modified.compareTo(before.modified) > 0) {
      return this;
    }
    FileTime next = FileTime.from(before.modified.toInstant().plus(1, ChronoUnit.MICROS));
    Files.setLastModifiedTime(draft, next);
    return of(draft);
  }
}
