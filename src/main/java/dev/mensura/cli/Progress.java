package dev.mensura.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A line on the terminal about work that takes long; nothing where nobody looks. */
final class Progress implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 400;
  private static final String CLEAR = "\r\u001b[K";

  private final Terminal terminal;
  private final String what;
  private final Thread thread;
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean shown;

  private Progress(Terminal terminal, String what) {
    this.terminal = terminal;
    this.what = what;
    this.thread = new Thread(this::showLate, "progress");
    thread.setDaemon(true);
  }

  static Progress of(Terminal terminal, String what) {
    return new Progress(terminal, what);
  }

  <T> T during(Supplier<T> work) {
    if (terminal.errIsTerminal()) {
      thread.start();
    }
    return work.get();
  }

  private void showLate() {
    try {
      if (!done.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        shown = true;
        terminal.err().print(what + " ...");
        terminal.err().flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    done.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (shown) {
      terminal.err().print(CLEAR);
      terminal.err().flush();
    }
  }
}
