package dev.mensura.mcp;

import dev.mensura.cli.Main;
import io.modelcontextprotocol.client.transport.ServerParameters;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code mensura mcp} in a process of its own. */
final class ServerProcess {
  private ServerProcess() {}

  static List<String> command(Path project, String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "mcp",
            "--project",
            project.toString()));
    command.addAll(List.of(options));
    return command;
  }

  /** As the SDK's client starts it. */
  static ServerParameters parameters(Path project, String... options) {
    List<String> command = command(project, options);
    return ServerParameters.builder(command.getFirst())
        .args(command.subList(1, command.size()))
        .build();
  }

  /** One that listens; it prints where, and the token that it made up. */
  record Listening(Process process, String url, String token) implements AutoCloseable {
    static Listening start(Path project, String... options) throws IOException {
      List<String> all = new ArrayList<>(List.of("--http", "0"));
      all.addAll(List.of(options));
      Process process = new ProcessBuilder(command(project, all.toArray(String[]::new))).start();
      var err =
          new BufferedReader(
              new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
      String url = after("Listening on ", err);
      String token = after("Bearer token: ", err);
      return new Listening(process, url, token);
    }

    private static String after(String start, BufferedReader lines) throws IOException {
      String line = lines.readLine();
      if (line == null || !line.startsWith(start)) {
        throw new IllegalStateException("the server said: " + line);
      }
      return line.substring(start.length());
    }

    @Override
    public void close() {
      process.destroy();
      try {
        process.waitFor();
        process.getInputStream().close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
