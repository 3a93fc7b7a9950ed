package dev.mensura.cli;

import dev.mensura.live.LiveProject;
import dev.mensura.mcp.Server;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Model.CommandSpec;

/** {@code mensura mcp}. */
final class McpCommand implements Command {
  private static final String TOKEN = "MENSURA_MCP_TOKEN";
  private static final int TOKEN_BYTES = 32;

  /** A shorter one can be guessed. */
  private static final int SHORTEST_TOKEN = 16;

  private static final int LAST_PORT = 65_535;

  @Override
  public void describe(CommandSpec spec) {
    Help.more(
        spec,
        "Without --http it speaks over standard input and output, as desktop clients start it."
            + " With --http it listens on 127.0.0.1 and needs a bearer token: that of --token-file,"
            + " else of the variable MENSURA_MCP_TOKEN, else one that it makes up and prints.");
    spec.addOption(Arguments.option("--http", "PORT", "Listen here; 0 takes a free port."));
    spec.addOption(Arguments.option("--token-file", "FILE", "Holds the token for --http."));
    spec.addOption(Arguments.flag("--read-only", "No tools that define, change or delete."));
    Help.examples(
        spec, "mensura mcp", "mensura mcp --project ~/shop --read-only", "mensura mcp --http 8765");
  }

  @Override
  public int run(Arguments arguments, Face face) {
    OptionalLong port = port(arguments);
    if (port.isEmpty() && arguments.has("--token-file")) {
      throw Stop.usage("`--token-file` is for `--http`.");
    }
    Path root = face.root();
    face.task().is("serving `" + root + "`");
    var access = arguments.has("--read-only") ? Server.Access.READ_ONLY : Server.Access.FULL;
    PrintWriter err = face.terminal().err();
    try (var server =
        new Server(
            () -> LiveProject.open(root, face.registryToFill(root), face.environment()),
            access,
            face.environment(),
            err,
            VersionCommand.version())) {
      // A signal ends the process without coming back here.
      var end = new Thread(server::close, "end");
      Runtime.getRuntime().addShutdownHook(end);
      try {
        if (port.isPresent()) {
          listen(server, (int) port.getAsLong(), arguments, face);
        } else {
          server.serve(face.terminal().in(), face.terminal().out());
        }
      } finally {
        removed(end);
      }
    }
    return Exit.OK;
  }

  private static OptionalLong port(Arguments arguments) {
    OptionalLong port = arguments.count("--http");
    if (port.isPresent() && port.getAsLong() > LAST_PORT) {
      throw Stop.usage("`--http` takes a port up to %d.".formatted(LAST_PORT));
    }
    return port;
  }

  private static void listen(Server server, int port, Arguments arguments, Face face) {
    // Small answers must not wait for a packet to be full; a slow request must not be held forever.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxReqTime", "30");
    System.setProperty("jdk.httpserver.maxConnections", "500");
    Optional<String> known = token(arguments, face);
    String token = known.orElseGet(McpCommand::newToken);
    PrintWriter err = face.terminal().err();
    try (var listener = server.listen(port, token)) {
      err.println("Listening on " + listener.url());
      if (known.isEmpty()) {
        err.println("Bearer token: " + token);
      }
      err.flush();
      new CountDownLatch(1).await();
    } catch (IOException e) {
      throw Stop.error("port %d can't be listened on: %s.".formatted(port, e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<String> token(Arguments arguments, Face face) {
    Optional<String> token =
        arguments
            .text("--token-file")
            .map(file -> read(face.terminal().folder().resolve(file)))
            .or(() -> face.terminal().variable(TOKEN))
            .map(String::strip);
    if (token.isPresent() && !token.get().matches("[\\x21-\\x7e]{%d,}".formatted(SHORTEST_TOKEN))) {
      throw Stop.usage(
          "a token has at least %d letters, digits or signs, and no spaces."
              .formatted(SHORTEST_TOKEN));
    }
    return token;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw Stop.usage("`%s` can't be read.".formatted(file));
    }
  }

  private static String newToken() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static void removed(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook is at work.
    }
  }
}
