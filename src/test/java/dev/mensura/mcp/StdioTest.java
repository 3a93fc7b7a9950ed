package dev.mensura.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What travels over standard input and output, line by line. */
class StdioTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String INITIALIZE =
      "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"initialize\", \"params\":"
          + " {\"protocolVersion\": \"2025-06-18\", \"capabilities\": {}, \"clientInfo\":"
          + " {\"name\": \"raw\", \"version\": \"1\"}}}";
  private static final String INITIALIZED =
      "{\"jsonrpc\": \"2.0\", \"method\": \"notifications/initialized\"}";
  private static final String LIST =
      "{\"jsonrpc\": \"2.0\", \"id\": \"list\", \"method\": \"tools/list\"}";

  @TempDir private Path folder;

  @BeforeEach
  void fill() {
    Sandbox.in(folder);
  }

  /** Sends all lines at once and closes; gives what comes until the process ends by itself. */
  private List<JsonNode> said(String... lines) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(ServerProcess.command(folder))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (OutputStream in = process.getOutputStream()) {
      in.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    List<JsonNode> answers = new ArrayList<>();
    try (var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        answers.add(JSON.readTree(line));
      }
    }
    assertThat(process.waitFor()).isZero();
    assertThat(answers).allSatisfy(a -> assertThat(a.path("jsonrpc").asText()).isEqualTo("2.0"));
    return answers;
  }

  private static String call(String id, String tool, String arguments) {
    return """
    {"jsonrpc": "2.0", "id": "%s", "method": "tools/call", "params": {"name": "%s", "arguments": %s}}\
    """
        .formatted(id, tool, arguments);
  }

  @Test
  void whatIsAskedBeforeTheEndOfInputIsAnswered() throws Exception {
    List<JsonNode> answers =
        said(
            INITIALIZE,
            INITIALIZED,
            LIST,
            call("ask", "query_metrics", "{\"query\": \"total_users\"}"));
    assertThat(answers)
        .extracting(a -> a.path("id").asText())
        .containsExactlyInAnyOrder("1", "list", "ask");
  }

  @Test
  void aBrokenLineEndsNothing() throws Exception {
    List<JsonNode> answers =
        said(INITIALIZE, INITIALIZED, "{nonsense", "[]", "", "\u0000\uffff", LIST);
    assertThat(answers).hasSize(5);
    assertThat(answers.get(1).path("error").path("code").asInt()).isEqualTo(-32700);
    assertThat(answers.get(1).path("id").isNull()).isTrue();
    assertThat(answers.get(2).path("error").path("code").asInt()).isEqualTo(-32600);
    assertThat(answers.getLast().path("result").path("tools")).isNotEmpty();
  }

  @Test
  void aHugeLineEndsNothing() throws Exception {
    String huge = "{\"jsonrpc\": \"" + "x".repeat(Limits.MESSAGE_BYTES) + "\"}";
    List<JsonNode> answers = said(INITIALIZE, INITIALIZED, huge, LIST);
    assertThat(answers).hasSize(3);
    assertThat(answers.get(1).path("error").path("message").asText())
        .isEqualTo("A message has at most 4194304 bytes.");
  }

  @Test
  void nothingIsDoneBeforeTheClientHasIntroducedItself() throws Exception {
    List<JsonNode> answers =
        said("{\"jsonrpc\": \"2.0\", \"id\": 7, \"method\": \"ping\"}", LIST, INITIALIZE);
    assertThat(answers).hasSize(3);
    assertThat(answers.get(0).path("result").isObject()).isTrue();
    assertThat(answers.get(1).path("error").path("message").asText()).contains("`initialize`");
  }

  @Test
  void anUnknownMethodIsToldSo() throws Exception {
    List<JsonNode> answers =
        said(
            INITIALIZE,
            INITIALIZED,
            "{\"jsonrpc\": \"2.0\", \"id\": 2, \"method\": \"tools/destroy\"}");
    assertThat(answers.getLast().path("error").path("code").asInt()).isEqualTo(-32601);
  }

  @Test
  void aSignalEndsTheServer() throws Exception {
    Process process =
        new ProcessBuilder(ServerProcess.command(folder))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    OutputStream in = process.getOutputStream();
    in.write((INITIALIZE + "\n").getBytes(StandardCharsets.UTF_8));
    in.flush();
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    assertThat(out.readLine()).contains("\"protocolVersion\":\"2025-06-18\"");
    process.destroy();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    in.close();
  }
}
