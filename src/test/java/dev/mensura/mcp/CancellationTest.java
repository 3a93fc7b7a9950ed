package dev.mensura.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A statement ends when nobody waits for it any more, wherever it runs. */
class CancellationTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_SECONDS = 60;

  /** Works for days. */
  private static final String SLOW =
      """
      model: slow
      sql: SELECT a.range AS id FROM range(100000000) a, range(1000000) b
      fields:
        id: integer
      """;

  private static final String INITIALIZE =
      "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"initialize\", \"params\":"
          + " {\"protocolVersion\": \"2025-06-18\", \"capabilities\": {}, \"clientInfo\":"
          + " {\"name\": \"raw\", \"version\": \"1\"}}}";
  private static final String ASK =
      "{\"jsonrpc\": \"2.0\", \"id\": \"slow\", \"method\": \"tools/call\", \"params\": {\"name\":"
          + " \"query_metrics\", \"arguments\": {\"query\": \"sum slow.id\","
          + " \"timeout_seconds\": 600}}}";
  private static final String CANCEL =
      "{\"jsonrpc\": \"2.0\", \"method\": \"notifications/cancelled\", \"params\":"
          + " {\"requestId\": \"slow\"}}";

  @TempDir private Path folder;

  @BeforeEach
  void fill() {
    Sandbox.in(folder).write("models/slow.yml", SLOW);
  }

  private static boolean isAsking() {
    return Thread.getAllStackTraces().values().stream()
        .anyMatch(stack -> {
          for (StackTraceElement frame : stack) {
            if (frame.getMethodName().equals("executeQuery")) {
              return true;
            }
          }
          return false;
        });
  }

  /** Looks now and then until the database is at work, or isn't any more. */
  private static void await(boolean asking) throws InterruptedException {
    var never = new CountDownLatch(1);
    for (int i = 0; i < PATIENCE_SECONDS * 20 && isAsking() != asking; i++) {
      assertThat(never.await(50, TimeUnit.MILLISECONDS)).isFalse();
    }
    assertThat(isAsking()).isEqualTo(asking);
  }

  private static HttpRequest.Builder request(Served served) {
    return HttpRequest.newBuilder(URI.create(served.listener().url()))
        .header("Authorization", "Bearer " + Served.TOKEN)
        .header("Content-Type", "application/json")
        .header("Accept", "application/json, text/event-stream");
  }

  private static String session(Served served, HttpClient http)
      throws IOException, InterruptedException {
    return http.send(
            request(served).POST(HttpRequest.BodyPublishers.ofString(INITIALIZE)).build(),
            HttpResponse.BodyHandlers.ofString())
        .headers()
        .firstValue("Mcp-Session-Id")
        .orElseThrow();
  }

  @Test
  void aQueryThatTakesTooLongIsRefused() {
    try (Served served = Served.start(folder);
        Agent agent = served.agent()) {
      JsonNode problem =
          agent.refused(
              "query_metrics",
              """
              {"query": "sum slow.id", "timeout_seconds": 1}\
              """);
      assertThat(problem.path("code").asText()).isEqualTo("database");
      assertThat(problem.path("message").asText()).contains("took longer than it may");
      agent.done("query_metrics", "{\"query\": \"total_users\"}");
    }
  }

  @Test
  void aCancellationReachesTheDatabase() throws Exception {
    try (Served served = Served.start(folder);
        HttpClient http = HttpClient.newHttpClient()) {
      String session = session(served, http);
      CompletableFuture<HttpResponse<String>> asked =
          http.sendAsync(
              request(served)
                  .header("Mcp-Session-Id", session)
                  .POST(HttpRequest.BodyPublishers.ofString(ASK))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      await(true);
      http.send(
          request(served)
              .header("Mcp-Session-Id", session)
              .POST(HttpRequest.BodyPublishers.ofString(CANCEL))
              .build(),
          HttpResponse.BodyHandlers.discarding());
      await(false);
      assertThat(asked.get(PATIENCE_SECONDS, TimeUnit.SECONDS).body()).doesNotContain("\"result\"");
    }
  }

  @Test
  void aClientThatIsGoneIsNotWorkedFor() throws Exception {
    try (Served served = Served.start(folder);
        HttpClient http = HttpClient.newHttpClient()) {
      String session = session(served, http);
      URI url = URI.create(served.listener().url());
      try (var socket = new Socket(url.getHost(), url.getPort())) {
        String head =
            String.join(
                "\r\n",
                "POST /mcp HTTP/1.1",
                "Host: 127.0.0.1:" + url.getPort(),
                "Authorization: Bearer " + Served.TOKEN,
                "Content-Type: application/json",
                "Accept: application/json, text/event-stream",
                "Mcp-Session-Id: " + session,
                "Content-Length: " + ASK.length(),
                "",
                ASK);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        await(true);
      }
      await(false);
    }
  }

  @Test
  void aClosedServerLeavesNothingAtWork() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      CompletableFuture<HttpResponse<String>> asked;
      try (Served served = Served.start(folder)) {
        asked =
            http.sendAsync(
                request(served)
                    .header("Mcp-Session-Id", session(served, http))
                    .POST(HttpRequest.BodyPublishers.ofString(ASK))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        await(true);
      }
      await(false);
      assertThat(asked.handle((response, failure) -> true).get(PATIENCE_SECONDS, TimeUnit.SECONDS))
          .isTrue();
    }
  }

  @Test
  void aCancelledRequestHasNoAnswerOverStandardOutput() throws Exception {
    Process process =
        new ProcessBuilder(ServerProcess.command(folder))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (OutputStream in = process.getOutputStream()) {
      String lines =
          String.join(
              "\n",
              INITIALIZE,
              "{\"jsonrpc\": \"2.0\", \"method\": \"notifications/initialized\"}",
              ASK,
              CANCEL,
              "{\"jsonrpc\": \"2.0\", \"id\": \"after\", \"method\": \"ping\"}",
              "");
      in.write(lines.getBytes(StandardCharsets.UTF_8));
    }
    try (var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.lines().toList())
          .extracting(line -> JSON.readTree(line).path("id").asText())
          .containsExactly("1", "after");
    }
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }
}
