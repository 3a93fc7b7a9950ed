package dev.mensura.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A client of {@code ./mensura mcp}, started as a desktop client starts it. It does as little as it
 * can itself; the SDK's client would list all resources anew after each definition.
 */
record McpSession(Process process, BufferedWriter in, BufferedReader out) implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  static McpSession start(Path project) {
    var command =
        new ProcessBuilder(
            Path.of("mensura").toAbsolutePath().toString(), "mcp", "--project", project.toString());
    try {
      Process process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
      var session = new McpSession(process, process.outputWriter(), process.inputReader());
      Map<String, Object> client = Map.of("name", "bench", "version", "1");
      session.request(
          "initialize",
          Map.of("protocolVersion", "2025-06-18", "capabilities", Map.of(), "clientInfo", client));
      session.send(Map.of("jsonrpc", "2.0", "method", "notifications/initialized"));
      return session;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The answer's text; a benchmark of refusals would tell nothing. */
  String call(String tool, Map<String, Object> arguments) {
    try {
      JsonNode result =
          request("tools/call", Map.of("name", tool, "arguments", arguments)).path("result");
      String text = result.path("content").path(0).path("text").asText();
      if (result.path("isError").asBoolean(true)) {
        throw new IllegalStateException(text);
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode request(String method, Map<String, Object> params) throws IOException {
    send(Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", params));
    while (true) {
      JsonNode message = JSON.readTree(out.readLine());
      if (message.has("id")) {
        return message;
      }
    }
  }

  private void send(Map<String, Object> message) throws IOException {
    in.write(text(message));
    in.newLine();
    in.flush();
  }

  private static String text(Map<String, Object> message) throws JsonProcessingException {
    return JSON.writeValueAsString(message);
  }

  @Override
  public void close() {
    try {
      in.close();
      process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
