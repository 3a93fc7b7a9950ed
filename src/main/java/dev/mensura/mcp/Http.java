package dev.mensura.mcp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.modelcontextprotocol.spec.HttpHeaders;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerSession.McpStreamableServerSessionInit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The protocol's streamable HTTP on this machine alone, by the JDK's own server. A request is
 * answered with plain JSON if its answer comes soon, else with a stream of events that is kept
 * alive until it comes.
 */
final class Http implements AutoCloseable {
  static final String PATH = "/mcp";

  private static final int BACKLOG = 64;
  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final Duration SOON = Duration.ofSeconds(2);

  /** Also how soon it shows that a client is gone. */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(5);

  private final HttpServer server;
  private final ExecutorService threads;
  private final Guard guard;
  private final McpStreamableServerSession.Factory factory;
  private final HttpSessions sessions;

  private Http(
      HttpServer server,
      ExecutorService threads,
      Guard guard,
      McpStreamableServerSession.Factory factory,
      InstantSource clock) {
    this.server = server;
    this.threads = threads;
    this.guard = guard;
    this.factory = factory;
    this.sessions = new HttpSessions(clock);
  }

  /**
   * Begins to listen.
   *
   * @param port 0 for any that is free
   */
  static Http open(
      int port, String token, McpStreamableServerSession.Factory factory, InstantSource clock)
      throws IOException {
    var address = new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port);
    HttpServer server = HttpServer.create(address, BACKLOG);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    var guard = new Guard(server.getAddress().getPort(), token);
    var http = new Http(server, threads, guard, factory, clock);
    server.setExecutor(threads);
    server.createContext("/", http::handle);
    server.start();
    return http;
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Tells all clients that listen. */
  void announce(String method) {
    for (HttpSession session : sessions.all()) {
      session.session().sendNotification(method, null).subscribe(v -> {}, e -> {});
    }
  }

  @Override
  public void close() {
    sessions.all().forEach(s -> sessions.remove(s.session().getId()));
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange http) throws IOException {
    var exchange = new Exchange(http);
    try (http) {
      Optional<Guard.Refused> refused = guard.check(http.getRequestHeaders());
      if (refused.isPresent()) {
        exchange.refuse(refused.get().status(), refused.get().why());
      } else if (!http.getRequestURI().getPath().equals(PATH)) {
        exchange.refuse(404, "The protocol is spoken at `" + PATH + "`.");
      } else {
        switch (http.getRequestMethod()) {
          case "POST" -> post(exchange);
          case "GET" -> listen(exchange);
          case "DELETE" -> delete(exchange);
          default -> exchange.refuse(405, "The methods are POST, GET and DELETE.");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void post(Exchange exchange) throws IOException, InterruptedException {
    if (!exchange.isJson()) {
      exchange.refuse(415, "The body is not `application/json`.");
      return;
    }
    Optional<String> body = exchange.body();
    if (body.isEmpty()) {
      exchange.refuse(413, "A message has at most %d bytes.".formatted(Limits.MESSAGE_BYTES));
      return;
    }
    Message message = Message.parse(body.get());
    if (message instanceof Message.Malformed malformed) {
      exchange.json(400, malformed.answer());
    } else if (message instanceof Message.Request(var request)
        && request.method().equals(McpSchema.METHOD_INITIALIZE)) {
      initialize(request, exchange);
    } else {
      Optional<HttpSession> session = session(exchange);
      if (session.isPresent()) {
        answer(message, session.get(), exchange);
      }
    }
  }

  private void answer(Message message, HttpSession session, Exchange exchange)
      throws IOException, InterruptedException {
    switch (message) {
      case Message.Malformed malformed -> exchange.json(400, malformed.answer());
      case Message.Cancellation cancellation -> {
        session.running().cancel(cancellation.request());
        exchange.accepted();
      }
      case Message.Notification(var notification) -> {
        session.session().accept(notification).subscribe(v -> {}, e -> {});
        exchange.accepted();
      }
      case Message.Response(var response) -> {
        session.session().accept(response).subscribe(v -> {}, e -> {});
        exchange.accepted();
      }
      case Message.Request(var request) -> {
        var stream = new EventStream();
        session
            .running()
            .begin(
                request, session.session().responseStream(stream).handle(request), stream::close);
        try {
          exchange.answer(stream, SOON, KEEP_ALIVE);
        } finally {
          // Of a client that is gone too.
          session.running().cancel(request.id());
        }
      }
    }
  }

  private void initialize(JSONRPCRequest request, Exchange exchange) throws IOException {
    McpSchema.InitializeRequest asked;
    try {
      asked = Json.mapper().convertValue(request.params(), McpSchema.InitializeRequest.class);
    } catch (IllegalArgumentException e) {
      var error =
          new McpSchema.JSONRPCResponse.JSONRPCError(
              McpSchema.ErrorCodes.INVALID_PARAMS,
              "`initialize` needs `protocolVersion`, `capabilities` and `clientInfo`.");
      exchange.json(200, Json.text(McpSchema.JSONRPCResponse.error(request.id(), error)));
      return;
    }
    McpStreamableServerSessionInit init = factory.startSession(asked);
    if (!sessions.add(init.session())) {
      exchange.refuse(503, "Too many clients are connected.");
      return;
    }
    exchange.header(HttpHeaders.MCP_SESSION_ID, init.session().getId());
    McpSchema.InitializeResult result = init.initResult().block();
    exchange.json(
        200,
        Json.text(
            McpSchema.JSONRPCResponse.result(
                request.id(), java.util.Objects.requireNonNull(result))));
  }

  /** Holds a connection on which the server can speak unasked. */
  private void listen(Exchange exchange) throws IOException, InterruptedException {
    if (!exchange.takesEvents()) {
      exchange.refuse(406, "A GET needs `Accept: text/event-stream`.");
      return;
    }
    Optional<HttpSession> session = session(exchange);
    if (session.isPresent()) {
      var stream = new EventStream();
      var listening = session.get().session().listeningStream(stream);
      try {
        exchange.events(stream, KEEP_ALIVE);
      } finally {
        listening.close();
      }
    }
  }

  private void delete(Exchange exchange) throws IOException {
    Optional<HttpSession> session = session(exchange);
    if (session.isPresent()) {
      sessions.remove(session.get().session().getId());
      exchange.accepted();
    }
  }

  /** The session that a request names; empty after it was refused. */
  private Optional<HttpSession> session(Exchange exchange) throws IOException {
    Optional<String> version = exchange.header(HttpHeaders.PROTOCOL_VERSION);
    if (version.isPresent() && !Protocol.VERSIONS.contains(version.get())) {
      exchange.refuse(400, "The server doesn't speak this version of the protocol.");
      return Optional.empty();
    }
    Optional<String> id = exchange.header(HttpHeaders.MCP_SESSION_ID);
    if (id.isEmpty()) {
      exchange.refuse(400, "The header `Mcp-Session-Id` is missing.");
      return Optional.empty();
    }
    Optional<HttpSession> session = sessions.of(id.get());
    if (session.isEmpty()) {
      exchange.refuse(404, "The session has ended.");
    }
    return session;
  }
}
