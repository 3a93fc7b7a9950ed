package dev.mensura.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The SDK's own client, which holds every answer against the schema that its tool has told.
 *
 * @param changes how often the server has said that there are other resources
 */
record Agent(McpSyncClient client, Map<String, Schema> outputs, BlockingQueue<Integer> changes)
    implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final McpJsonMapper SDK = new JacksonMcpJsonMapper(JSON);
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  static Agent overStdio(Path project, String... options) {
    return connect(new StdioClientTransport(ServerProcess.parameters(project, options), SDK));
  }

  static Agent overHttp(String url, String token) {
    String base = url.substring(0, url.length() - "/mcp".length());
    return connect(
        HttpClientStreamableHttpTransport.builder(base)
            .endpoint("/mcp")
            .jsonMapper(SDK)
            .requestBuilder(HttpRequest.newBuilder().header("Authorization", "Bearer " + token))
            .build());
  }

  private static Agent connect(McpClientTransport transport) {
    BlockingQueue<Integer> changes = new LinkedBlockingQueue<>();
    McpSyncClient client =
        McpClient.sync(transport)
            .clientInfo(McpSchema.Implementation.builder("test", "1").build())
            .requestTimeout(Duration.ofSeconds(60))
            .resourcesChangeConsumer(resources -> changes.add(resources.size()))
            .build();
    client.initialize();
    Map<String, Schema> outputs = new HashMap<>();
    for (McpSchema.Tool tool : client.listTools().tools()) {
      outputs.put(tool.name(), SCHEMAS.getSchema(JSON.valueToTree(tool.outputSchema())));
    }
    return new Agent(client, outputs, changes);
  }

  /** What a tool answered. */
  record Answer(JsonNode content, String text, boolean isError) {
    JsonNode first() {
      return content.path("errors").path(0);
    }
  }

  /** Calls a tool with arguments in JSON. */
  Answer call(String tool, String arguments) {
    McpSchema.CallToolResult result =
        client.callTool(McpSchema.CallToolRequest.builder(tool).arguments(map(arguments)).build());
    JsonNode content = JSON.valueToTree(result.structuredContent());
    List<Error> errors = outputs.get(tool).validate(content);
    assertThat(errors).as("%s %s%n%s", tool, arguments, content.toPrettyString()).isEmpty();
    boolean isError = Boolean.TRUE.equals(result.isError());
    assertThat(content.path("status").asText()).isEqualTo(isError ? "error" : "success");
    String text = ((McpSchema.TextContent) result.content().getFirst()).text();
    assertThat(text).isNotBlank().doesNotContain("Exception", "\tat ");
    return new Answer(content, text, isError);
  }

  /** Calls a tool that does as it is told. */
  Answer done(String tool, String arguments) {
    Answer answer = call(tool, arguments);
    assertThat(answer.isError()).as("%s %s%n%s", tool, arguments, answer.text()).isFalse();
    return answer;
  }

  /** Calls a tool that refuses, and gives the first reason. */
  JsonNode refused(String tool, String arguments) {
    Answer answer = call(tool, arguments);
    assertThat(answer.isError()).as("%s %s%n%s", tool, arguments, answer.text()).isTrue();
    return answer.first();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(String json) {
    try {
      return JSON.readValue(json, Map.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  @Override
  public void close() {
    client.closeGracefully();
  }
}
