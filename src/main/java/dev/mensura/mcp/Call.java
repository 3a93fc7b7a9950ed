package dev.mensura.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One request at work: who asks, and whether the answer is still wanted. */
final class Call {
  private final Optional<String> client;
  private final List<Runnable> ends = new ArrayList<>();
  private boolean cancelled;

  /**
   * @param client the program that asks, as it calls itself
   */
  Call(Optional<String> client) {
    this.client = client;
  }

  Optional<String> client() {
    return client;
  }

  /** Takes the request back; whatever was to happen then happens on this thread. */
  void cancel() {
    List<Runnable> now;
    synchronized (this) {
      cancelled = true;
      now = List.copyOf(ends);
      ends.clear();
    }
    now.forEach(Runnable::run);
  }

  synchronized boolean isCancelled() {
    return cancelled;
  }

  /** Has something done when the request is taken back; at once if it already is. */
  void whenCancelled(Runnable end) {
    synchronized (this) {
      if (!cancelled) {
        ends.add(end);
        return;
      }
    }
    end.run();
  }
}
