package dev.mensura.mcp;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One request over HTTP and its answer. */
record Exchange(HttpExchange http) {
  private static final String JSON = "application/json";
  private static final String EVENTS = "text/event-stream";
  private static final int NO_BODY = -1;

  Optional<String> header(String name) {
    return Optional.ofNullable(http.getRequestHeaders().getFirst(name));
  }

  void header(String name, String value) {
    http.getResponseHeaders().set(name, value);
  }

  boolean isJson() {
    return header("Content-Type").map(t -> t.split(";", 2)[0].strip()).orElse("").equals(JSON);
  }

  boolean takesEvents() {
    return http.getRequestHeaders().getOrDefault("Accept", List.of()).stream()
        .anyMatch(accepted -> accepted.contains(EVENTS) || accepted.contains("*/*"));
  }

  /** The body; empty if it is too large, of which no more is read. */
  Optional<String> body() throws IOException {
    boolean tooLong =
        header("Content-Length")
            .filter(l -> l.length() > 9 || Integer.parseInt(l) > Limits.MESSAGE_BYTES)
            .isPresent();
    if (tooLong) {
      return Optional.empty();
    }
    try (InputStream in = http.getRequestBody()) {
      byte[] bytes = in.readNBytes(Limits.MESSAGE_BYTES + 1);
      return bytes.length > Limits.MESSAGE_BYTES
          ? Optional.empty()
          : Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  void refuse(int status, String why) throws IOException {
    if (status == 401) {
      header("WWW-Authenticate", "Bearer");
    }
    // What is left of a body that nobody reads must not be taken for the next request.
    header("Connection", "close");
    send(status, "text/plain; charset=utf-8", why + "\n");
  }

  void accepted() throws IOException {
    http.sendResponseHeaders(202, NO_BODY);
  }

  void json(int status, String json) throws IOException {
    send(status, JSON, json);
  }

  private void send(int status, String type, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    header("Content-Type", type);
    header("X-Content-Type-Options", "nosniff");
    http.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = http.getResponseBody()) {
      out.write(bytes);
    }
  }

  /** Sends the one answer of a request, or the stream that ends with it. */
  void answer(EventStream stream, Duration soon, Duration keepAlive)
      throws IOException, InterruptedException {
    switch (stream.next(takesEvents() ? soon : Duration.ofDays(1))) {
      case EventStream.Event.Sent(String json) -> json(200, json);
      case EventStream.Event.Quiet quiet -> events(stream, keepAlive);
      // It was cancelled: nothing is to be said.
      case EventStream.Event.End end -> accepted();
    }
  }

  /** Sends messages until the stream ends or the client is gone. */
  void events(EventStream stream, Duration keepAlive) throws IOException, InterruptedException {
    header("Content-Type", EVENTS);
    header("Cache-Control", "no-cache");
    http.sendResponseHeaders(200, 0);
    try (OutputStream out = http.getResponseBody()) {
      write(out, ": open\n\n");
      while (true) {
        switch (stream.next(keepAlive)) {
          case EventStream.Event.Sent(String json) ->
              write(out, "event: message\ndata: " + json + "\n\n");
          case EventStream.Event.Quiet quiet -> write(out, ": alive\n\n");
          case EventStream.Event.End end -> {
            return;
          }
        }
      }
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
