package dev.mensura.registry.store;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/** Says what a disk refused. */
final class Refusal {
  private Refusal() {}

  /**
   * @param path how people call the file
   * @param verb {@code read} or {@code written}
   */
  static Diagnostic of(String path, String verb, IOException cause) {
    var place = new Place(new SourceFile(path, ""), new Span(0, 0));
    return Diagnostic.of(
        Code.REGISTRY_IO, place, "`%s` can't be %s: %s.".formatted(path, verb, reason(cause)));
  }

  private static String reason(IOException cause) {
    return switch (cause) {
      case AccessDeniedException denied -> "permission denied";
      case NoSuchFileException none -> "its folder is not there";
      case NotDirectoryException file -> "its folder is a file";
      case FileAlreadyExistsException file -> "its folder is a file";
      case FileSystemLoopException loop -> "its symbolic links lead in a circle";
      case ClosedByInterruptException stop -> "it was interrupted";
      case InterruptedIOException stop -> "it was interrupted";
      case FileSystemException told when told.getReason() != null -> plain(told.getReason());
      default -> plain(String.valueOf(cause.getMessage()));
    };
  }

  private static String plain(String system) {
    return switch (system) {
      case "No space left on device", "Disk quota exceeded" -> "the disk is full";
      case "File too large" -> "the file would be larger than the system allows";
      case "Read-only file system" -> "the disk is read-only";
      case "Is a directory" -> "it is a folder";
      default -> system.substring(0, 1).toLowerCase(Locale.ROOT) + system.substring(1);
    };
  }
}
