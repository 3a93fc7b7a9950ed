package dev.mensura.mcp;

import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.PromptArgument;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ways to begin a conversation. */
final class Prompts {
  private static final Prompt EXPLORE =
      Prompt.builder("explore")
          .title("Explore metrics")
          .description("Answer a question with the metrics of this project.")
          .arguments(
              List.of(
                  argument("question", "What is to be known; nothing for a tour.", false),
                  argument("metric", "A metric to begin with.", false)))
          .build();
  private static final Prompt DEFINE =
      Prompt.builder("define")
          .title("Define a metric")
          .description("Define a new metric, checked before it is kept.")
          .arguments(
              List.of(
                  argument("what", "What the metric is to measure.", true),
                  argument("model", "The model whose rows it reads, if known.", false)))
          .build();

  private static PromptArgument argument(String name, String description, boolean required) {
    return PromptArgument.builder(name).description(description).required(required).build();
  }

  McpSchema.ListPromptsResult list() {
    return McpSchema.ListPromptsResult.builder(List.of(EXPLORE, DEFINE)).build();
  }

  GetPromptResult of(GetPromptRequest request) {
    Map<String, Object> arguments = request.arguments() == null ? Map.of() : request.arguments();
    return switch (request.name()) {
      case "explore" -> result(EXPLORE, explore(arguments));
      case "define" -> result(DEFINE, define(arguments));
      default ->
          throw ProtocolError.invalidParams("There is no prompt `%s`.".formatted(request.name()));
    };
  }

  private static GetPromptResult result(Prompt prompt, String text) {
    var message =
        new PromptMessage(McpSchema.Role.USER, McpSchema.TextContent.builder(text).build());
    return GetPromptResult.builder(List.of(message)).description(prompt.description()).build();
  }

  private static Optional<String> text(Map<String, Object> arguments, String name) {
    return Optional.ofNullable(arguments.get(name)).map(Object::toString).filter(t -> !t.isBlank());
  }

  private static String explore(Map<String, Object> arguments) {
    String goal =
        text(arguments, "question")
            .map(q -> "Answer this question with the metrics of Mensura: " + q)
            .orElse("Give me a tour of the metrics of Mensura: what there is, and three findings.");
    String start =
        text(arguments, "metric")
            .map(m -> "Begin with explain_metric for `" + m + "`.")
            .orElse("Begin with list_metrics; search it for the words of the question.");
    return """
    %s

    %s Then:
    1. Ask list_dimensions for what the metrics have in common before grouping by it.
    2. Ask dimension_values before filtering by a text, so that the value exists.
    3. Ask with query_metrics, and compare the `reading` of the answer with what was meant: \
    filters, dates, units.
    4. If an answer is truncated, group more coarsely, filter or ask for the top rows; don't \
    add up what is shown.
    5. Show numbers with their units, and say which metrics, filters and dates they rest on.
    """
        .formatted(goal, start);
  }

  private static String define(Map<String, Object> arguments) {
    String what =
        text(arguments, "what")
            .orElseThrow(() -> ProtocolError.invalidParams("`what` is missing."));
    String model =
        text(arguments, "model")
            .map(m -> "It reads the model `" + m + "`: look at it with list_models.")
            .orElse("Find the model that has its rows with list_models.");
    return """
    Define a metric in Mensura: %s

    1. Search list_metrics: if one means the same, use it instead. %s
    2. Write the definition, such as `metric power_users = count_distinct users.user_id where \
    login_count > 100 { tags: [growth] }`, with a `///` line above it that says what it means.
    3. Send it to validate_metric. Mend what it finds, with its fixes, and compare its \
    `reading` with what was meant.
    4. Show me the definition and the reading, and ask before it is kept.
    5. Keep it with define_custom_metric, with `why`, and try it with query_metrics.
    """
        .formatted(what, model);
  }
}
