package dev.mensura.mcp;

import dev.mensura.compiler.Project;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the project now and then, and tells when it has changed, by whosever hands: once for
 * however many changes, since clients list everything anew.
 */
final class Watch implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "mcp-watch");
        thread.setDaemon(true);
        return thread;
      });
  private final Supplier<Project> project;
  private final Runnable told;
  private @Nullable Project last;

  /**
   * @param project as it is now, the same object as long as nothing changes
   * @param told is run after each change
   */
  Watch(Supplier<Project> project, Runnable told) {
    this.project = project;
    this.told = told;
  }

  void start() {
    long period = PERIOD.toMillis();
    timer.scheduleWithFixedDelay(this::look, 0, period, TimeUnit.MILLISECONDS);
  }

  @SuppressWarnings("ReferenceEquality")
  private void look() {
    Project now;
    try {
      now = project.get();
    } catch (RuntimeException e) {
      // Whoever asks for the project is told.
      return;
    }
    boolean changed = last != null && now != last;
    last = now;
    if (changed) {
      told.run();
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
