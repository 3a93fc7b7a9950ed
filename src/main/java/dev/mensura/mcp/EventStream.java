package dev.mensura.mcp;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Messages on their way to a client, taken by the thread that holds its connection. */
final class EventStream implements McpStreamableServerTransport {
  /** What {@link #next} can find. */
  sealed interface Event {
    record Sent(String json) implements Event {}

    /** Nothing for so long. */
    record Quiet() implements Event {}

    record End() implements Event {}
  }

  /** A client that takes nothing loses what comes after so many messages. */
  private static final int MOST = 1_000;

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>(MOST);

  Event next(Duration patience) throws InterruptedException {
    Event event = events.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    return event == null ? new Event.Quiet() : event;
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return Mono.fromRunnable(() -> events.offer(new Event.Sent(Json.text(message))));
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message, @Nullable String messageId) {
    return sendMessage(message);
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> typeRef) {
    return Json.SDK.convertValue(data, typeRef);
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.fromRunnable(this::close);
  }

  @Override
  public void close() {
    events.offer(new Event.End());
  }
}
