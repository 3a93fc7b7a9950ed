package dev.mensura.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the server refuses it with a reason and goes on. */
class HostileInputTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String INITIALIZE =
      """
      {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion":
       "2025-06-18", "capabilities": {}, "clientInfo": {"name": "raw", "version": "1"}}}\
      """;

  @TempDir private static Path folder;
  private static Served served;
  private static Agent agent;
  private static HttpClient http;

  @BeforeAll
  static void start() {
    Sandbox.in(folder);
    served = Served.start(folder);
    agent = served.agent();
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    agent.close();
    http.close();
    served.close();
    assertThat(served.log().toString()).isEmpty();
  }

  private static HttpRequest.Builder request() {
    return HttpRequest.newBuilder(URI.create(served.listener().url()))
        .header("Authorization", "Bearer " + Served.TOKEN)
        .header("Content-Type", "application/json")
        .header("Accept", "application/json, text/event-stream");
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return send(request().POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static void stillAnswers() {
    assertThat(agent.done("query_metrics", "{\"query\": \"total_users\"}").content().path("rows"))
        .hasSize(1);
  }

  /** Headers that a client library wouldn't send; gives the first line of the answer. */
  private static String raw(String... headers) throws IOException {
    URI url = URI.create(served.listener().url());
    try (var socket = new Socket(url.getHost(), url.getPort())) {
      OutputStream out = socket.getOutputStream();
      String head =
          "POST /mcp HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n";
      out.write((head + INITIALIZE).getBytes(StandardCharsets.UTF_8));
      out.flush();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().findFirst().orElse("");
    }
  }

  private static String[] headers(String host, String... more) {
    return Stream.concat(
            Stream.of(
                "Host: " + host,
                "Content-Type: application/json",
                "Accept: application/json, text/event-stream",
                "Content-Length: " + INITIALIZE.length()),
            Stream.of(more))
        .toArray(String[]::new);
  }

  private static String host() {
    return "127.0.0.1:" + URI.create(served.listener().url()).getPort();
  }

  @Test
  void theRightHeadersAreLetIn() throws IOException {
    String token = "Authorization: Bearer " + Served.TOKEN;
    assertThat(raw(headers(host(), token))).contains(" 200 ");
    assertThat(raw(headers(host().replace("127.0.0.1", "localhost"), token))).contains(" 200 ");
    assertThat(raw(headers(host(), token, "Origin: http://localhost:6274"))).contains(" 200 ");
  }

  @Test
  void aTokenIsNeededAndTheRightOne() throws IOException {
    assertThat(raw(headers(host()))).contains(" 401 ");
    for (String wrong : List.of("", "x", Served.TOKEN + "x", Served.TOKEN.substring(1), "ä")) {
      assertThat(raw(headers(host(), "Authorization: Bearer " + wrong))).contains(" 401 ");
    }
    assertThat(raw(headers(host(), "Authorization: Basic " + Served.TOKEN))).contains(" 401 ");
    assertThat(raw(headers(host(), "Authorization: " + Served.TOKEN))).contains(" 401 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "http://127.0.0.1.evil.example",
        "http://localhost@evil.example",
        "null",
        "file://",
        "http://evil.example:80\\@localhost"
      })
  void aPageFromElsewhereIsRefused(String origin) throws IOException {
    String token = "Authorization: Bearer " + Served.TOKEN;
    assertThat(raw(headers(host(), token, "Origin: " + origin))).contains(" 403 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "evil.example:80", "127.0.0.1", "localhost:1", "0.0.0.0:PORT"})
  void anotherNameOfThisMachineIsRefused(String host) throws IOException {
    String port = host().substring(host().indexOf(':') + 1);
    String token = "Authorization: Bearer " + Served.TOKEN;
    assertThat(raw(headers(host.replace("PORT", port), token))).contains(" 403 ");
  }

  @Test
  void aHugeBodyIsRefused() throws IOException, InterruptedException {
    String huge = "{\"jsonrpc\": \"2.0\", \"x\": \"" + "a".repeat(Limits.MESSAGE_BYTES) + "\"}";
    var told = send(request().POST(HttpRequest.BodyPublishers.ofString(huge)));
    assertThat(told.statusCode()).isEqualTo(413);
    byte[] bytes = huge.getBytes(StandardCharsets.UTF_8);
    var untold = HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
    try {
      assertThat(send(request().POST(untold)).statusCode()).isEqualTo(413);
    } catch (IOException e) {
      // The server hung up in the middle of it.
    }
    stillAnswers();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "nonsense",
        "[]",
        "42",
        "null",
        "{}",
        "{\"jsonrpc\": \"1.0\", \"id\": 1, \"method\": \"ping\"}",
        "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": 7}",
        "{\"jsonrpc\": \"2.0\", \"id\": {}, \"method\": \"ping\"}",
        "{\"jsonrpc\": \"2.0\", \"id\": 1.5, \"method\": \"ping\"}",
        "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ping\", \"params\": []}",
        "{\"jsonrpc\": \"2.0\", \"id\": 1, \"id\": 2, \"method\": \"ping\"}",
        "[{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ping\"}]"
      })
  void whatIsNoMessageIsToldSo(String body) throws IOException, InterruptedException {
    HttpResponse<String> response = post(body);
    assertThat(response.statusCode()).isEqualTo(400);
    JsonNode error = JSON.readTree(response.body()).path("error");
    assertThat(error.path("code").asInt()).isIn(-32700, -32600);
    assertThat(error.path("message").asText()).isNotBlank().doesNotContain("Exception");
  }

  @Test
  void aDeepMessageIsRefused() throws IOException, InterruptedException {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    assertThat(post(deep).statusCode()).isEqualTo(400);
    String params = "{\"a\":".repeat(100) + "1" + "}".repeat(100);
    assertThat(
            post("{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ping\", \"params\": "
                    + params
                    + "}")
                .statusCode())
        .isEqualTo(400);
    stillAnswers();
  }

  @Test
  void otherPathsMethodsAndTypesAreRefused() throws IOException, InterruptedException {
    URI url = URI.create(served.listener().url());
    assertThat(send(request().uri(url.resolve("/mcp/../etc/passwd")).GET()).statusCode())
        .isEqualTo(404);
    assertThat(send(request().uri(url.resolve("/")).GET()).statusCode()).isEqualTo(404);
    assertThat(send(request().method("PUT", HttpRequest.BodyPublishers.noBody())).statusCode())
        .isEqualTo(405);
    assertThat(
            send(request()
                    .setHeader("Content-Type", "text/plain")
                    .POST(HttpRequest.BodyPublishers.ofString(INITIALIZE)))
                .statusCode())
        .isEqualTo(415);
    assertThat(send(request().GET()).statusCode()).isEqualTo(400);
    assertThat(send(request().header("Mcp-Session-Id", "nobody").GET()).statusCode())
        .isEqualTo(404);
    assertThat(
            send(request()
                    .header("Mcp-Session-Id", "nobody")
                    .header("MCP-Protocol-Version", "1999-01-01")
                    .DELETE())
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void anUnknownToolIsNamedWithItsNearest() throws IOException, InterruptedException {
    HttpResponse<String> first = post(INITIALIZE);
    String session = first.headers().firstValue("Mcp-Session-Id").orElseThrow();
    String call =
        """
        {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "list_metric"}}\
        """;
    var response =
        send(
            request()
                .header("Mcp-Session-Id", session)
                .POST(HttpRequest.BodyPublishers.ofString(call)));
    JsonNode error = JSON.readTree(response.body()).path("error");
    assertThat(error.path("code").asInt()).isEqualTo(-32602);
    assertThat(error.path("message").asText())
        .isEqualTo("There is no tool `list_metric`. The nearest is `list_metrics`.");
  }

  @Test
  void aMegabyteOfSqlIsRefusedInTime() {
    String sql = "SUM(" + "revenue + ".repeat(100_000) + "revenue)";
    JsonNode problem =
        agent.refused(
            "define_custom_metric",
            """
            {"name": "huge", "type": "custom_sql", "model": "users", "sql": "%s"}\
            """
                .formatted(sql));
    assertThat(problem.path("message").asText().length()).isLessThan(500);
    stillAnswers();
  }

  @Test
  void deepNestingIsRefused() {
    String deep = "(".repeat(20_000) + "total_users" + ")".repeat(20_000);
    JsonNode problem = agent.refused("query_metrics", "{\"query\": \"" + deep + "\"}");
    assertThat(problem.path("code").asText()).isEqualTo("too-deep");
    agent.refused(
        "define_custom_metric",
        "{\"name\": \"deep\", \"type\": \"custom_sql\", \"model\": \"users\", \"sql\": \"SUM("
            + "(".repeat(20_000)
            + "1"
            + ")".repeat(20_000)
            + ")\"}");
    stillAnswers();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../outside",
        "/etc/passwd",
        "..\\\\..\\\\outside",
        "a/b",
        "",
        " ",
        "a\\u0000b",
        "con\\nmetric other = count users"
      })
  void aNameIsNoPath(String name) throws IOException {
    agent.refused(
        "define_custom_metric",
        """
        {"name": "%s", "type": "count", "model": "users"}\
        """
            .formatted(name));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .doesNotContain("outside", "a", "passwd");
    }
  }

  @Test
  void aNameThatLooksLikeAPathIsRefused() {
    JsonNode error =
        agent.refused(
            "define_custom_metric",
            """
            {"definition": "metric `../../outside` = count users where login_count > 7"}\
            """);
    assertThat(error.path("code").asText()).isEqualTo("bad-name");
    assertThat(folder.resolveSibling("outside")).doesNotExist();
  }

  @Test
  void sqlOfAQueryCannotBeSmuggledIn() {
    agent.refused(
        "query_metrics",
        """
        {"metrics": ["total_users"], "by": ["plan; drop table users"]}\
        """);
    agent.refused(
        "query_metrics",
        """
        {"metrics": ["total_users"], "where": "plan = 'free' --"}\
        """
            .replace("--", "/*"));
    agent.refused(
        "define_custom_metric",
        """
        {"name": "m", "type": "custom_sql", "model": "users",
         "sql": "SUM(revenue); DROP TABLE users"}\
        """);
    agent.refused(
        "define_custom_metric",
        """
        {"name": "m", "type": "custom_sql", "model": "users",
         "sql": "(SELECT COUNT(*) FROM read_csv('/etc/passwd'))"}\
        """);
    assertThat(
            agent
                .done(
                    "dimension_values",
                    """
                    {"dimension": "users.plan", "search": "') or ('' = '"}\
                    """)
                .content()
                .path("values"))
        .isEmpty();
    stillAnswers();
  }

  @Test
  void wrongArgumentsAreAllToldAtOnce() {
    Agent.Answer answer =
        agent.call(
            "query_metrics",
            """
            {"metric": ["total_users"], "limit": "ten", "include_sql": 1, "max_rows": 0}\
            """);
    assertThat(answer.isError()).isTrue();
    assertThat(answer.content().path("errors"))
        .extracting(e -> e.path("parameter").asText())
        .containsExactly("metric", "limit", "include_sql", "max_rows");
    assertThat(answer.first().path("candidates").path(0).asText()).isEqualTo("metrics");
  }

  @Test
  void manyClientsAtOnceEachGetTheirOwnAnswers() throws Exception {
    int clients = 6;
    int metrics = 10;
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      List<Future<Integer>> all =
          IntStream.range(0, clients)
              .mapToObj(i -> threads.submit(() -> defined(i, metrics)))
              .toList();
      for (Future<Integer> one : all) {
        assertThat(one.get()).isEqualTo(metrics);
      }
    }
    assertThat(
            agent
                .done("list_custom_metrics", "{\"search\": \"parallel_\"}")
                .content()
                .path("count")
                .asInt())
        .isEqualTo(clients * metrics);
  }

  private static int defined(int client, int metrics) {
    try (Agent own = served.agent()) {
      int right = 0;
      for (int i = 0; i < metrics; i++) {
        String name = "parallel_%d_%d".formatted(client, i);
        int least = 100 * client + i;
        own.done(
            "define_custom_metric",
            """
            {"name": "%s", "type": "count", "model": "users", "filters": {"login_count__gt": %d}}\
            """
                .formatted(name, least));
        Agent.Answer asked =
            own.done("compile_query", "{\"query\": \"" + name + "\", \"dialect\": \"duckdb\"}");
        right += asked.content().path("sql").asText().contains("> " + least) ? 1 : 0;
      }
      return right;
    }
  }

  @Test
  void aReadOnlyServerHasNoToolThatChanges(@TempDir Path other) {
    Sandbox.in(other);
    try (Served server = Served.start(other, Server.Access.READ_ONLY, InstantSource.system());
        Agent reader = server.agent()) {
      assertThat(reader.outputs().keySet())
          .contains("query_metrics", "validate_metric", "list_custom_metrics")
          .doesNotContain("define_custom_metric", "delete_custom_metric", "restore_metric");
      assertThat(
              catchThrowable(() ->
                  reader
                      .client()
                      .callTool(
                          McpSchema.CallToolRequest.builder("define_custom_metric")
                              .arguments(Map.of("definition", "metric m = count users"))
                              .build())))
          .hasMessageContaining("There is no tool `define_custom_metric`.");
      assertThat(other.resolve("registry")).doesNotExist();
    }
  }
}
