package dev.mensura.mcp;

import dev.mensura.compiler.Project;
import dev.mensura.live.Environment;
import dev.mensura.live.LiveProject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** A server in this process that listens, and what it logs. */
record Served(Server server, Server.Listener listener, StringWriter log) implements AutoCloseable {
  static final String TOKEN = "a-token-of-this-test";

  static Served start(Path folder) {
    return start(folder, Server.Access.FULL, InstantSource.system());
  }

  static Served start(Path folder, Server.Access access, InstantSource clock) {
    var log = new StringWriter();
    Path root = Project.real(folder);
    var environment = new Environment(Map.of("USER", "ann"), clock);
    var server =
        new Server(
            () -> LiveProject.open(root, Project.registryOf(root), environment),
            access,
            environment,
            new PrintWriter(log, true),
            "test");
    try {
      return new Served(server, server.listen(0, TOKEN), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Agent agent() {
    return Agent.overHttp(listener.url(), TOKEN);
  }

  @Override
  public void close() {
    listener.close();
    server.close();
  }
}
