package dev.mensura.registry.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The few things that a store does to a disk; each is done, or failed with nothing to undo. */
interface Disk {
  /** What is written, piece by piece. */
  interface Content {
    void to(Sink sink) throws IOException;
  }

  /** Takes all of a buffer's rest. */
  interface Sink {
    void write(ByteBuffer bytes) throws IOException;
  }

  /**
   * Makes a file, in place of one that may be there, with the owner and permissions of {@code like}
   * if that is there. All of it is on disk when this returns.
   */
  void create(Path file, Content content, Path like) throws IOException;

  /** Adds whole lines to a file, made if need be, all of them on disk when this returns. */
  void append(Path file, byte[] lines) throws IOException;

  /** Keeps what a file holds now under another name as well, in place of what is there. */
  void keep(Path file, Path draft, Path as) throws IOException;

  /** Puts a draft in a file's place, at once. */
  void replace(Path draft, Path file) throws IOException;

  /** Makes sure that names in a folder are on disk. */
  void sync(Path folder) throws IOException;

  void delete(Path file) throws IOException;
}
