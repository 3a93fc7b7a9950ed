package dev.mensura.check;

/** Runs what may nest deeply on a stack that is large enough. */
final class DeepStack {
  private static final long BYTES = 1L << 29;

  private DeepStack() {}

  /** Runs {@code work}, on a thread with a large stack if it is {@code deep}, and waits for it. */
  static void run(boolean deep, Runnable work) {
    if (!deep) {
      work.run();
      return;
    }
    var failure = new Throwable[1];
    Thread thread = new Thread(null, work, "mensura-check", BYTES);
    thread.setUncaughtExceptionHandler((t, e) -> failure[0] = e);
    thread.start();
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure[0] != null) {
      throw new IllegalStateException("the check failed", failure[0]);
    }
  }
}
