package dev.mensura.live;

import java.util.ArrayList;
import java.util.List;

/** Whether the answer to a question is still wanted. Threads may share it. */
public final class Cancellation {
  private final List<Runnable> ends = new ArrayList<>();
  private boolean cancelled;

  /** Says that the answer is not wanted any more, and ends what is at work for it. */
  public synchronized void cancel() {
    cancelled = true;
    ends.forEach(Runnable::run);
    ends.clear();
  }

  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /** Work that can be ended early; when it has ended by itself, the end is never run any more. */
  public interface Work<T> {
    T done();
  }

  /**
   * Does some work.
   *
   * @param end ends it early, and at once if the answer isn't wanted even now
   */
  public <T> T during(Runnable end, Work<T> work) {
    synchronized (this) {
      if (cancelled) {
        end.run();
      } else {
        ends.add(end);
      }
    }
    try {
      return work.done();
    } finally {
      synchronized (this) {
        ends.remove(end);
      }
    }
  }
}
