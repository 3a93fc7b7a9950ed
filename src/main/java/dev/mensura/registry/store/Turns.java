package dev.mensura.registry.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Lets the threads of this process at a file one after another, in the order they came. */
final class Turns {
  static final String BUSY = "somebody else has been writing it for too long";

  private final Map<Path, Queue> queues = new HashMap<>();

  private static final class Queue {
    final ReentrantLock lock = new ReentrantLock(true);
    int threads;
  }

  /** The right of one thread, until it ends. */
  final class Turn {
    private final Path file;
    private final Queue queue;

    private Turn(Path file, Queue queue) {
      this.file = file;
      this.queue = queue;
    }

    void end() {
      queue.lock.unlock();
      leave(file, queue);
    }
  }

  Turn take(Path file, Duration patience) throws IOException {
    Queue queue = join(file);
    boolean taken = false;
    try {
      if (queue.lock.isHeldByCurrentThread()) {
        throw new IllegalStateException("a change within a change of " + file);
      }
      taken = queue.lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (!taken) {
        throw new FileSystemException(file.toString(), null, BUSY);
      }
      return new Turn(file, queue);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException().initCause(e);
    } finally {
      if (!taken) {
        leave(file, queue);
      }
    }
  }

  private synchronized Queue join(Path file) {
    Queue queue = queues.computeIfAbsent(file, f -> new Queue());
    queue.threads++;
    return queue;
  }

  private synchronized void leave(Path file, Queue queue) {
    if (--queue.threads == 0) {
      queues.remove(file);
    }
  }
}
