package dev.mensura.registry.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** Files of lines that are added to while others read them. */
final class Lines {
  private Lines() {}

  /**
   * Hands over every line that is complete, without its line break.
   *
   * @param from the offset of a line's start
   * @return the offset after the last complete line
   */
  static long read(Path file, long from, Consumer<Slice> each) throws IOException {
    byte[] bytes = bytes(file, from);
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        if (i > start) {
          each.accept(new Slice(bytes, start, i - start));
        }
        start = i + 1;
      }
    }
    return from + start;
  }

  /** What a file holds from an offset on; nothing if it isn't there. */
  static byte[] bytes(Path file, long from) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var buffer = ByteBuffer.allocate(Math.toIntExact(Math.max(0, channel.size() - from)));
      while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
        // On to the end of it.
      }
      return buffer.hasRemaining()
          ? java.util.Arrays.copyOf(buffer.array(), buffer.position())
          : buffer.array();
    } catch (NoSuchFileException e) {
      return new byte[0];
    }
  }

  /**
   * Adds lines at the end. What a killed writer left unfinished there is closed and counts for
   * nothing.
   *
   * @return the size of the file then
   */
  static long append(FileChannel channel, byte[] lines) throws IOException {
    long size = channel.size();
    channel.position(size);
    if (size > 0 && byteAt(channel, size - 1) != '\n') {
      writeAll(channel, ByteBuffer.wrap(new byte[] {'\n'}));
    }
    writeAll(channel, ByteBuffer.wrap(lines));
    return channel.position();
  }

  private static byte byteAt(FileChannel channel, long position) throws IOException {
    var one = ByteBuffer.allocate(1);
    channel.read(one, position);
    return one.get(0);
  }

  static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
