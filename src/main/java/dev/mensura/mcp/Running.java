package dev.mensura.mcp;

import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** The requests of one session that have no answer yet, so that each can be taken back. */
final class Running {
  private final Map<Object, Disposable> requests = new ConcurrentHashMap<>();

  /**
   * Begins a request.
   *
   * @param answer sends the answer when it is subscribed to
   * @param end runs once, however it ends
   */
  void begin(JSONRPCRequest request, Mono<Void> answer, Runnable end) {
    Disposable.Swap handle = Disposables.swap();
    // Of two requests with one id, which is the client's mistake, the first can't be cancelled.
    requests.put(request.id(), handle);
    handle.update(
        answer
            .doFinally(signal -> {
              requests.remove(request.id(), handle);
              end.run();
            })
            .subscribe(v -> {}, e -> {}));
  }

  void cancel(Object request) {
    Disposable running = requests.remove(request);
    if (running != null) {
      running.dispose();
    }
  }

  boolean isEmpty() {
    return requests.isEmpty();
  }

  int size() {
    return requests.size();
  }

  void cancelAll() {
    requests.keySet().forEach(this::cancel);
  }
}
