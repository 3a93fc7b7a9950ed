package dev.mensura.mcp;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpRequestHandler;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import reactor.core.publisher.Mono;

/** The requests of the protocol and who answers them. */
record Protocol(
    Toolbox tools, Resources resources, Prompts prompts, Workers workers, String version) {
  /** Those that the server speaks, the oldest first. */
  static final List<String> VERSIONS =
      List.of(
          ProtocolVersions.MCP_2024_11_05,
          ProtocolVersions.MCP_2025_03_26,
          ProtocolVersions.MCP_2025_06_18,
          ProtocolVersions.MCP_2025_11_25);

  private static final String INSTRUCTIONS =
      """
      Mensura answers questions about business metrics. Find metrics with list_metrics, what they \
      can be grouped by with list_dimensions and the values to filter by with dimension_values; \
      then ask with query_metrics and check its `reading`, which says in a sentence what was \
      computed. Define what is missing with define_custom_metric, after validate_metric. An error \
      names the parameter, and often gives its corrected value: call again with that. Never work \
      out numbers yourself that a query can give.\
      """;

  Mono<McpSchema.InitializeResult> initialize(McpSchema.InitializeRequest request) {
    String asked = request.protocolVersion();
    String spoken = VERSIONS.contains(asked) ? asked : VERSIONS.getLast();
    var capabilities =
        McpSchema.ServerCapabilities.builder()
            .tools(false)
            .resources(false, true)
            .prompts(false)
            .completions()
            .build();
    var info = McpSchema.Implementation.builder("mensura", version).title("Mensura").build();
    return Mono.just(
        McpSchema.InitializeResult.builder(spoken, capabilities, info)
            .instructions(INSTRUCTIONS)
            .build());
  }

  Map<String, McpRequestHandler<?>> requests() {
    Map<String, McpRequestHandler<?>> requests = new HashMap<>();
    requests.put(McpSchema.METHOD_PING, (exchange, params) -> Mono.just(Map.of()));
    requests.put(McpSchema.METHOD_TOOLS_LIST, (exchange, params) -> Mono.just(tools.list()));
    requests.put(
        McpSchema.METHOD_TOOLS_CALL,
        answered(new TypeRef<McpSchema.CallToolRequest>() {}, tools::call));
    requests.put(
        McpSchema.METHOD_RESOURCES_LIST,
        answered(
            new TypeRef<McpSchema.PaginatedRequest>() {},
            (request, call) -> resources.list(Optional.ofNullable(request.cursor()))));
    requests.put(
        McpSchema.METHOD_RESOURCES_TEMPLATES_LIST,
        (exchange, params) -> Mono.just(resources.templates()));
    requests.put(
        McpSchema.METHOD_RESOURCES_READ,
        answered(
            new TypeRef<McpSchema.ReadResourceRequest>() {},
            (request, call) -> resources.read(request.uri())));
    requests.put(McpSchema.METHOD_PROMPT_LIST, (exchange, params) -> Mono.just(prompts.list()));
    requests.put(
        McpSchema.METHOD_PROMPT_GET,
        answered(
            new TypeRef<McpSchema.GetPromptRequest>() {}, (request, call) -> prompts.of(request)));
    requests.put(
        McpSchema.METHOD_COMPLETION_COMPLETE,
        answered(
            new TypeRef<McpSchema.CompleteRequest>() {},
            (request, call) -> resources.complete(request)));
    return requests;
  }

  private <P, R> McpRequestHandler<R> answered(TypeRef<P> type, BiFunction<P, Call, R> answer) {
    return (exchange, params) -> {
      P request;
      try {
        request = Json.SDK.convertValue(params == null ? Map.of() : params, type);
      } catch (IllegalArgumentException e) {
        return Mono.error(ProtocolError.invalidParams("The parameters are not the request's."));
      }
      return workers.run(client(exchange), call -> answer.apply(request, call));
    };
  }

  private static Optional<String> client(McpAsyncServerExchange exchange) {
    return Optional.ofNullable(exchange.getClientInfo()).map(McpSchema.Implementation::name);
  }
}
