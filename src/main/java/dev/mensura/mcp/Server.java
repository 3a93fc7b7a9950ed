package dev.mensura.mcp;

import dev.mensura.live.Environment;
import dev.mensura.live.LiveProject;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerSession.McpStreamableServerSessionInit;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** The server of one project. It answers while the project is still being read. */
public final class Server implements AutoCloseable {
  /** Of what the server would ask a client; it asks nothing. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Workers workers = new Workers();
  private final CompletableFuture<LiveProject> live = new CompletableFuture<>();
  private final List<Client> clients = new CopyOnWriteArrayList<>();
  private final Protocol protocol;
  private final Environment environment;
  private final Watch watch;

  /** Whoever wants to know that something has changed. */
  private interface Client {
    void told(String method);
  }

  /** What clients may do. */
  public enum Access {
    FULL,
    /** There are no tools that change what is kept. */
    READ_ONLY
  }

  /**
   * @param project reads the project; begun at once, in the background
   * @param log for what went wrong inside
   * @param version of this program
   */
  public Server(
      Supplier<LiveProject> project,
      Access access,
      Environment environment,
      PrintWriter log,
      String version) {
    this.environment = environment;
    this.watch = new Watch(() -> live.join().project(), this::announce);
    var desk = new Desk(live, environment);
    var toolbox = new Toolbox(Tools.of(desk, access), new Faults(log));
    this.protocol = new Protocol(toolbox, new Resources(desk), new Prompts(), workers, version);
    workers.start(() -> {
      try {
        LiveProject opened = project.get();
        live.complete(opened);
        opened.prepare();
        watch.start();
      } catch (RuntimeException | Error e) {
        live.completeExceptionally(e);
      }
    });
  }

  /** Serves one client over a pair of streams, until its input ends. */
  public void serve(InputStream in, PrintWriter out) {
    var stdio = new Stdio(in, out);
    var session =
        new McpServerSession(
            UUID.randomUUID().toString(),
            PATIENCE,
            stdio,
            protocol::initialize,
            protocol.requests(),
            Map.of(McpSchema.METHOD_NOTIFICATION_INITIALIZED, (e, p) -> Mono.empty()));
    Client client = method -> session.sendNotification(method, null).subscribe(v -> {}, e -> {});
    clients.add(client);
    try {
      stdio.serve(session);
    } finally {
      clients.remove(client);
    }
  }

  /**
   * Listens on this machine.
   *
   * @param port 0 for any that is free
   * @param token that clients must know
   * @return what listens, until it is closed
   * @throws IOException if the port is taken
   */
  public Listener listen(int port, String token) throws IOException {
    Http http = Http.open(port, token, this::startSession, environment::now);
    Client client = http::announce;
    clients.add(client);
    return new Listener(
        "http://127.0.0.1:" + http.port() + Http.PATH,
        () -> {
          clients.remove(client);
          http.close();
        });
  }

  /**
   * What listens.
   *
   * @param url for clients
   */
  public record Listener(String url, Runnable end) implements AutoCloseable {
    @Override
    public void close() {
      end.run();
    }
  }

  private McpStreamableServerSessionInit startSession(McpSchema.InitializeRequest request) {
    var session =
        new McpStreamableServerSession(
            UUID.randomUUID().toString(),
            request.capabilities(),
            request.clientInfo(),
            PATIENCE,
            protocol.requests(),
            Map.of());
    return new McpStreamableServerSessionInit(session, protocol.initialize(request));
  }

  private void announce() {
    clients.forEach(c -> c.told(McpSchema.METHOD_NOTIFICATION_RESOURCES_LIST_CHANGED));
  }

  /** Ends what runs. */
  @Override
  public void close() {
    watch.close();
    workers.close();
    if (live.isDone() && !live.isCompletedExceptionally()) {
      live.join().close();
    }
  }
}
