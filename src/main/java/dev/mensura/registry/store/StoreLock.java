package dev.mensura.registry.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The right to write, held by one thread of one process. Two threads of a process would share the
 * operating system's lock, and closing any channel of the lock file gives it up for the whole
 * process; so a thread waits for its turn in the process first, and opens the file only then.
 */
final class StoreLock {
  private static final Turns TURNS = new Turns();

  private final Turns.Turn turn;
  private final FileChannel channel;

  private StoreLock(Turns.Turn turn, FileChannel channel) {
    this.turn = turn;
    this.channel = channel;
  }

  /** What is done while nobody else writes. */
  interface Work<R, E extends Exception> {
    R done() throws IOException, E;
  }

  /**
   * @param file in a folder that exists, given by its real path
   * @param patience how long to wait for others; a process that is stopped while it holds the lock
   *     would be waited for without end
   */
  static <R, E extends Exception> R alone(Path file, Duration patience, Work<R, E> work)
      throws IOException, E {
    StoreLock lock = take(file, patience);
    try {
      return work.done();
    } finally {
      lock.release();
    }
  }

  private static StoreLock take(Path file, Duration patience) throws IOException {
    Turns.Turn turn = TURNS.take(file, patience);
    try {
      return new StoreLock(turn, locked(file, patience));
    } catch (IOException | RuntimeException e) {
      turn.end();
      throw e;
    }
  }

  private static FileChannel locked(Path file, Duration patience) throws IOException {
    FileChannel channel = FileChannel.open(file, CREATE, WRITE);
    try {
      if (channel.tryLock() == null) {
        await(channel, file, patience);
      }
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static void await(FileChannel channel, Path file, Duration patience) throws IOException {
    var later = CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS);
    var end = CompletableFuture.runAsync(() -> close(channel), later);
    try {
      channel.lock();
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (AsynchronousCloseException e) {
      throw busy(file, e);
    }
    if (!end.cancel(false)) {
      throw busy(file, new AsynchronousCloseException());
    }
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileSystemException busy(Path file, Exception cause) {
    var busy = new FileSystemException(file.toString(), null, Turns.BUSY);
    busy.initCause(cause);
    return busy;
  }

  private void release() throws IOException {
    try {
      channel.close();
    } finally {
      turn.end();
    }
  }
}
