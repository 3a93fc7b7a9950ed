package dev.mensura.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A client of {@code ./mensura mcp}, started as a desktop client starts it. */
record McpSession(McpSyncClient client) implements AutoCloseable {
  static McpSession start(Path project) {
    var parameters =
        ServerParameters.builder(Path.of("mensura").toAbsolutePath().toString())
            .args("mcp", "--project", project.toString())
            .build();
    var transport =
        new StdioClientTransport(parameters, new JacksonMcpJsonMapper(new ObjectMapper()));
    McpSyncClient client = McpClient.sync(transport).requestTimeout(Duration.ofMinutes(2)).build();
    client.initialize();
    return new McpSession(client);
  }

  /** The answer's text; a benchmark of refusals would tell nothing. */
  String call(String tool, Map<String, Object> arguments) {
    McpSchema.CallToolResult result =
        client.callTool(McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
    String text = ((McpSchema.TextContent) result.content().getFirst()).text();
    if (Boolean.TRUE.equals(result.isError())) {
      throw new IllegalStateException(text);
    }
    return text;
  }

  @Override
  public void close() {
    client.closeGracefully();
  }
}
