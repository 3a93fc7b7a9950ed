package dev.mensura.mcp;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;

/**
 * One client over a pair of streams, a message a line. The SDK's own transport ends at the first
 * line that it can't read, drops the answers that are still being made when the input ends, and
 * knows no cancellation.
 */
final class Stdio implements McpServerTransport {
  /** How long the last requests have when a client has closed its end; a signal ends them too. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  /** A client that sends more before any is answered is broken. */
  private static final int MOST_REQUESTS = 256;

  private final InputStream in;
  private final PrintWriter out;
  private final Running running = new Running();
  private final Phaser open = new Phaser(1);
  private boolean initialized;

  Stdio(InputStream in, PrintWriter out) {
    this.in = new BufferedInputStream(in);
    this.out = out;
  }

  /** Serves the client until its input ends and its last requests are answered. */
  void serve(McpServerSession session) {
    try {
      for (Optional<byte[]> line = line(); line.isPresent(); line = line()) {
        handle(new String(line.get(), StandardCharsets.UTF_8), session);
      }
      open.awaitAdvanceInterruptibly(open.arrive(), GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (IOException | TimeoutException e) {
      // Nobody is there any more, or waits no longer.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    running.cancelAll();
  }

  private void handle(String line, McpServerSession session) throws IOException {
    if (line.isBlank()) {
      return;
    }
    switch (Message.parse(line)) {
      case Message.Malformed malformed -> write(malformed.answer());
      case Message.Cancellation cancellation -> running.cancel(cancellation.request());
      case Message.Notification(var notification) -> {
        initialized |= notification.method().equals(McpSchema.METHOD_NOTIFICATION_INITIALIZED);
        session.handle(notification).subscribe(v -> {}, e -> {});
      }
      case Message.Response(var response) -> session.handle(response).subscribe(v -> {}, e -> {});
      case Message.Request(var request) -> request(request, session);
    }
  }

  private void request(JSONRPCRequest request, McpServerSession session) throws IOException {
    boolean early =
        !initialized
            && !request.method().equals(McpSchema.METHOD_INITIALIZE)
            && !request.method().equals(McpSchema.METHOD_PING);
    if (early) {
      refuse(request, "The first requests are `initialize` and then `notifications/initialized`.");
    } else if (!initialized && request.method().equals(McpSchema.METHOD_PING)) {
      write(Json.text(McpSchema.JSONRPCResponse.result(request.id(), Json.object())));
    } else if (running.size() >= MOST_REQUESTS) {
      refuse(request, "More than %d requests wait for their answers.".formatted(MOST_REQUESTS));
    } else {
      open.register();
      running.begin(request, session.handle(request), open::arriveAndDeregister);
    }
  }

  private void refuse(JSONRPCRequest request, String why) throws IOException {
    var error =
        new McpSchema.JSONRPCResponse.JSONRPCError(McpSchema.ErrorCodes.INVALID_REQUEST, why);
    write(Json.text(McpSchema.JSONRPCResponse.error(request.id(), error)));
  }

  /** The next line without its end; none when the input ends. */
  private Optional<byte[]> line() throws IOException {
    var line = new ByteArrayOutputStream();
    boolean tooLong = false;
    while (true) {
      int b = in.read();
      if (b < 0 || b == '\n') {
        boolean none = b < 0 && line.size() == 0;
        if (tooLong) {
          write(Message.tooLong().answer());
          line.reset();
        }
        return none ? Optional.empty() : Optional.of(line.toByteArray());
      }
      if (line.size() < Limits.MESSAGE_BYTES) {
        line.write(b);
      } else {
        tooLong = true;
      }
    }
  }

  private void write(String message) throws IOException {
    synchronized (out) {
      out.write(message + "\n");
      if (out.checkError()) {
        throw new IOException("the client is gone");
      }
    }
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return Mono.fromCallable(() -> {
      write(Json.text(message));
      return null;
    });
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> typeRef) {
    return Json.SDK.convertValue(data, typeRef);
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.empty();
  }
}
