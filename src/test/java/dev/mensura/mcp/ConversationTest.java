package dev.mensura.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.mensura.mcp.ServerProcess.Listening;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CompleteRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The SDK's client and {@code mensura mcp} in a process of its own, over standard input and output
 * and over HTTP: every tool, resource and prompt.
 */
class ConversationTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  @Test
  void overStandardInputAndOutput() throws Exception {
    Sandbox.in(folder);
    try (Agent agent = Agent.overStdio(folder)) {
      converse(agent);
    }
  }

  @Test
  void overHttp() throws Exception {
    Sandbox.in(folder);
    try (Listening server = Listening.start(folder);
        Agent agent = Agent.overHttp(server.url(), server.token())) {
      converse(agent);
    }
  }

  private static void converse(Agent agent) throws Exception {
    McpSchema.InitializeResult hello = agent.client().getCurrentInitializationResult();
    assertThat(hello.serverInfo().name()).isEqualTo("mensura");
    assertThat(hello.instructions()).contains("query_metrics");
    toolsTellWhatTheyTakeAndGive(agent);
    metricsAreFoundAndAsked(agent);
    metricsAreDefinedChangedAndTakenBack(agent);
    resourcesAreRead(agent);
    promptsBeginAConversation(agent);
    wordsAreCompleted(agent);
  }

  private static void toolsTellWhatTheyTakeAndGive(Agent agent) {
    var metaSchema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    List<McpSchema.Tool> tools = agent.client().listTools().tools();
    assertThat(tools)
        .extracting(McpSchema.Tool::name)
        .containsExactly(
            "list_metrics",
            "explain_metric",
            "list_models",
            "list_dimensions",
            "dimension_values",
            "query_metrics",
            "compile_query",
            "validate_metric",
            "define_custom_metric",
            "list_custom_metrics",
            "delete_custom_metric",
            "restore_metric",
            "metric_history",
            "diff_metric",
            "metric_usage");
    for (McpSchema.Tool tool : tools) {
      assertThat(metaSchema.validate(JSON.valueToTree(tool.inputSchema()))).isEmpty();
      assertThat(metaSchema.validate(JSON.valueToTree(tool.outputSchema()))).isEmpty();
      assertThat(tool.inputSchema()).containsEntry("type", "object");
      assertThat(tool.outputSchema()).containsEntry("type", "object");
      assertThat(tool.description()).endsWith(".");
      boolean changes =
          List.of("define_custom_metric", "delete_custom_metric", "restore_metric")
              .contains(tool.name());
      assertThat(tool.annotations().readOnlyHint()).as(tool.name()).isEqualTo(!changes);
      assertThat(tool.annotations().destructiveHint())
          .isEqualTo(tool.name().equals("delete_custom_metric"));
    }
  }

  private static void metricsAreFoundAndAsked(Agent agent) {
    JsonNode found = agent.done("list_metrics", "{\"search\": \"conversion\"}").content();
    assertThat(found.path("metrics"))
        .extracting(m -> m.path("name").asText())
        .contains("conversion_rate");
    assertThat(agent.done("list_models", "{\"model\": \"users\"}").content().path("models"))
        .hasSize(1);
    JsonNode dimensions =
        agent
            .done("list_dimensions", "{\"metrics\": [\"power_users\", \"conversion_rate\"]}")
            .content()
            .path("dimensions");
    assertThat(dimensions)
        .extracting(d -> d.path("path").asText())
        .contains("month", "users.plan", "users.industry")
        .doesNotContain("users.email");
    JsonNode values =
        agent.done("dimension_values", "{\"dimension\": \"users.plan\"}").content().path("values");
    assertThat(values)
        .extracting(v -> v.path("value").asText())
        .containsExactlyInAnyOrder("free", "pro", "team", "enterprise");
    JsonNode answer =
        agent
            .done(
                "query_metrics",
                """
                {"metrics": ["power_users", "conversion_rate"], "by": ["users.plan"],
                 "where": ["users.plan != 'free'"], "order_by": "power_users desc", "limit": 2,
                 "include_sql": true}\
                """)
            .content();
    assertThat(answer.path("columns"))
        .extracting(c -> c.path("name").asText() + " " + c.path("role").asText())
        .containsExactly("plan dimension", "power_users metric", "conversion_rate metric");
    assertThat(answer.path("rows")).hasSize(2);
    assertThat(answer.path("truncated").asBoolean()).isFalse();
    assertThat(answer.path("reading").asText()).contains("plan is not 'free'");
    assertThat(answer.path("sql").asText()).startsWith("WITH ");
    JsonNode cut =
        agent
            .done("query_metrics", "{\"query\": \"total_users by day\", \"max_rows\": 3}")
            .content();
    assertThat(cut.path("rows")).hasSize(3);
    assertThat(cut.path("truncated").asBoolean()).isTrue();
    assertThat(cut.path("next").asText()).contains("max_rows");
    for (String dialect : List.of("duckdb", "postgres")) {
      assertThat(
              agent
                  .done(
                      "compile_query",
                      "{\"query\": \"arpu by plan\", \"dialect\": \"%s\"}".formatted(dialect))
                  .content()
                  .path("dialect")
                  .asText())
          .isEqualTo(dialect);
    }
    assertThat(
            agent
                .done("explain_metric", "{\"name\": \"conversion_rate\"}")
                .content()
                .path("metric")
                .path("uses"))
        .extracting(JsonNode::asText)
        .containsExactly("paid_users", "total_users");
  }

  private static void metricsAreDefinedChangedAndTakenBack(Agent agent) throws Exception {
    String definition = "metric eager_users = count users where login_count > %d";
    String first = "{\"definition\": \"" + definition.formatted(50) + "\"}";
    JsonNode valid = agent.done("validate_metric", first).content();
    assertThat(valid.path("valid").asBoolean()).isTrue();
    assertThat(valid.path("reading").asText()).startsWith("eager_users is the number of users");
    agent.done("define_custom_metric", first);
    assertThat(agent.changes().poll(20, TimeUnit.SECONDS)).as("a notification").isNotNull();
    String second =
        "{\"definition\": \"%s\", \"replace\": true, \"why\": \"fewer\"}"
            .formatted(definition.formatted(80));
    JsonNode difference =
        agent
            .done(
                "diff_metric",
                "{\"name\": \"eager_users\", \"definition\": \"" + definition.formatted(80) + "\"}")
            .content();
    assertThat(difference.path("difference").path("kind").asText()).isEqualTo("narrower");
    agent.done("define_custom_metric", second);
    JsonNode versions =
        agent.done("metric_history", "{\"name\": \"eager_users\"}").content().path("versions");
    assertThat(versions).extracting(v -> v.path("version").asInt()).containsExactly(1, 2);
    assertThat(versions.path(1).path("why").asText()).isEqualTo("fewer");
    agent.done("restore_metric", "{\"name\": \"eager_users\", \"version\": 1}");
    assertThat(
            agent
                .done("list_custom_metrics", "{}")
                .content()
                .path("metrics")
                .path(0)
                .path("definition")
                .asText())
        .isEqualTo(definition.formatted(50));
    agent.done("query_metrics", "{\"query\": \"eager_users\"}");
    assertThat(agent.done("metric_usage", "{}").content().path("metrics"))
        .extracting(m -> m.path("name").asText())
        .contains("eager_users");
    assertThat(agent.done("metric_usage", "{\"order\": \"never\"}").content().path("metrics"))
        .isNotEmpty();
    agent.done("delete_custom_metric", "{\"name\": \"eager_users\"}");
    agent.done("restore_metric", "{\"name\": \"eager_users\"}");
    assertThat(agent.refused("query_metrics", "{\"query\": \"eager_uesrs\"}").path("candidates"))
        .extracting(JsonNode::asText)
        .contains("eager_users");
  }

  private static void resourcesAreRead(Agent agent) throws JsonProcessingException {
    List<String> uris = new ArrayList<>();
    String cursor = null;
    do {
      McpSchema.ListResourcesResult page = agent.client().listResources(cursor);
      page.resources().forEach(r -> uris.add(r.uri()));
      cursor = page.nextCursor();
    } while (cursor != null);
    assertThat(uris)
        .doesNotHaveDuplicates()
        .contains("mensura://metric/eager_users", "mensura://model/users");
    assertThat(agent.client().listResourceTemplates().resourceTemplates())
        .extracting(McpSchema.ResourceTemplate::uriTemplate)
        .containsExactly("mensura://metric/{name}", "mensura://model/{name}");
    assertThat(read(agent, "mensura://metric/conversion_rate").path("unit").isMissingNode())
        .isTrue();
    assertThat(read(agent, "mensura://model/users").path("entity").asText()).isEqualTo("user");
    assertThatThrownBy(() -> read(agent, "mensura://metric/nothing"))
        .hasMessageContaining("There is no resource `mensura://metric/nothing`.");
  }

  private static JsonNode read(Agent agent, String uri) throws JsonProcessingException {
    var contents =
        agent.client().readResource(McpSchema.ReadResourceRequest.builder(uri).build()).contents();
    return JSON.readTree(((McpSchema.TextResourceContents) contents.getFirst()).text());
  }

  private static void promptsBeginAConversation(Agent agent) {
    assertThat(agent.client().listPrompts().prompts())
        .extracting(McpSchema.Prompt::name)
        .containsExactly("explore", "define");
    assertThat(prompt(agent, "explore", Map.of("question", "Who pays?"))).contains("Who pays?");
    assertThat(prompt(agent, "define", Map.of("what", "Paying users")))
        .contains("Paying users", "validate_metric");
    assertThatThrownBy(() -> prompt(agent, "define", Map.of()))
        .hasMessageContaining("`what` is missing");
  }

  private static String prompt(Agent agent, String name, Map<String, Object> arguments) {
    var result =
        agent
            .client()
            .getPrompt(McpSchema.GetPromptRequest.builder(name).arguments(arguments).build());
    return ((McpSchema.TextContent) result.messages().getFirst().content()).text();
  }

  private static void wordsAreCompleted(Agent agent) {
    var metric =
        CompleteRequest.builder(
                new McpSchema.ResourceReference("mensura://metric/{name}"),
                new CompleteRequest.CompleteArgument("name", "conv"))
            .build();
    assertThat(agent.client().completeCompletion(metric).completion().values())
        .startsWith("conversion_rate");
    var model =
        CompleteRequest.builder(
                new McpSchema.PromptReference("define"),
                new CompleteRequest.CompleteArgument("model", "use"))
            .build();
    assertThat(agent.client().completeCompletion(model).completion().values())
        .containsExactly("users");
  }

  @Test
  void aReadOnlyServerTellsNoToolThatChanges() {
    Sandbox.in(folder);
    try (Agent agent = Agent.overStdio(folder, "--read-only")) {
      assertThat(agent.outputs().keySet())
          .contains("query_metrics")
          .doesNotContain("define_custom_metric", "delete_custom_metric", "restore_metric");
    }
  }

  @Test
  void aServerInNoProjectSaysSo() throws IOException, InterruptedException {
    Process process = new ProcessBuilder(ServerProcess.command(folder)).start();
    process.getOutputStream().close();
    assertThat(new String(process.getErrorStream().readAllBytes(), "UTF-8"))
        .startsWith("mensura: there is no project in ");
    assertThat(process.getInputStream().readAllBytes()).isEmpty();
    assertThat(process.waitFor()).isEqualTo(2);
  }
}
