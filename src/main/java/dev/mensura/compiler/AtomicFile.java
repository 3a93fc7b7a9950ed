package dev.mensura.compiler;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file as a whole: whoever reads it at the same time sees the old text or the new one. */
public final class AtomicFile {
  private AtomicFile() {}

  /** What is written. */
  public interface Content {
    void to(Writer out) throws IOException;
  }

  /**
   * Writes a file, or leaves it as it was.
   *
   * @throws IOException whose message ends a sentence about the file
   */
  public static void write(Path file, Content content) throws IOException {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null || Files.isDirectory(target)) {
      throw new IOException("it is no file");
    }
    try {
      Path real = Files.exists(target) ? target.toRealPath() : target;
      Path draft = Files.createTempFile(folder, "." + target.getFileName(), ".tmp");
      try {
        try (Writer out = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
          content.to(out);
        }
        keepPermissions(real, draft);
        Files.move(
            draft, real, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new IOException(reason(e), e);
    }
  }

  /** Drafts are for their owner alone, other new files for all whom the system lets in. */
  private static void keepPermissions(Path file, Path draft) throws IOException {
    if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
      Path like = Files.exists(file) ? file : Files.createFile(file);
      Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(like));
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> "permission denied";
      case NoSuchFileException none -> "its folder is not there";
      default -> String.valueOf(e.getMessage());
    };
  }
}
