package dev.mensura.registry.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/** A disk as the operating system has it. */
final class LocalDisk implements Disk {
  @Override
  public void create(Path file, Content content, Path like) throws IOException {
    Files.deleteIfExists(file);
    try (FileChannel channel = FileChannel.open(file, CREATE_NEW, WRITE)) {
      if (Files.exists(like)) {
        resemble(file, like);
      }
      content.to(bytes -> Lines.writeAll(channel, bytes));
      channel.force(true);
    }
  }

  /**
   * Permissions have to be the same; owner and group are, if whoever writes may give files away.
   */
  private static void resemble(Path file, Path like) throws IOException {
    var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    PosixFileAttributes now = view.readAttributes();
    PosixFileAttributes wanted = Files.readAttributes(like, PosixFileAttributes.class);
    try {
      if (!now.group().equals(wanted.group())) {
        view.setGroup(wanted.group());
      }
      if (!now.owner().equals(wanted.owner())) {
        view.setOwner(wanted.owner());
      }
    } catch (FileSystemException e) {
      // It stays the writer's own.
    }
    if (!now.permissions().equals(wanted.permissions())) {
      view.setPermissions(wanted.permissions());
    }
  }

  @Override
  public void append(Path file, byte[] lines) throws IOException {
    try (FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE)) {
      long size = channel.size();
      try {
        Lines.append(channel, lines);
        channel.force(false);
      } catch (IOException e) {
        undo(channel, size, e);
        throw e;
      }
    }
  }

  private static void undo(FileChannel channel, long size, IOException cause) {
    try {
      channel.truncate(size);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void keep(Path file, Path draft, Path as) throws IOException {
    Files.deleteIfExists(draft);
    try {
      Files.createLink(draft, file);
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.copy(file, draft, StandardCopyOption.COPY_ATTRIBUTES);
    }
    replace(draft, as);
    // Renaming a link to another link of the same file does nothing at all.
    Files.deleteIfExists(draft);
  }

  @Override
  public void replace(Path draft, Path file) throws IOException {
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void sync(Path folder) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(folder, READ);
    } catch (IOException e) {
      // Not every system lets folders be opened; those that don't keep names safe by themselves.
      return;
    }
    try (channel) {
      channel.force(true);
    }
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }
}
