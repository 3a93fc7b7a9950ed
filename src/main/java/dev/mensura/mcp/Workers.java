package dev.mensura.mcp;

import dev.mensura.live.Cancellation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Runs requests at the same time, each on a stack that is deep enough for the compiler. */
final class Workers implements AutoCloseable {
  /** Room for expressions and chains of metrics of any depth that the compiler lets through. */
  private static final long STACK_BYTES = 1L << 29;

  private static final int THREADS = 16;

  /** More than this wait for nobody. */
  private static final int WAITING = 1_000;

  private static final Duration IDLE = Duration.ofSeconds(30);

  private final AtomicInteger number = new AtomicInteger();
  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          IDLE.toSeconds(),
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(WAITING),
          this::thread);

  Workers() {
    pool.allowCoreThreadTimeOut(true);
  }

  private Thread thread(Runnable work) {
    var thread = new Thread(null, work, "mcp-" + number.incrementAndGet(), STACK_BYTES);
    thread.setDaemon(true);
    return thread;
  }

  /** The result of some work, which begins when it is asked for. */
  <T> Mono<T> run(Optional<String> client, Function<Call, T> work) {
    return Mono.create(sink -> {
      var call = new Call(client, new Cancellation());
      sink.onCancel(call.cancellation()::cancel);
      Runnable task =
          () -> {
            if (!call.cancellation().isCancelled()) {
              try {
                sink.success(work.apply(call));
              } catch (RuntimeException | Error e) {
                sink.error(e);
              }
            }
          };
      try {
        pool.execute(task);
      } catch (RejectedExecutionException e) {
        sink.error(ProtocolError.busy());
      }
    });
  }

  /** Has something done in the background. */
  void start(Runnable work) {
    pool.execute(work);
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
