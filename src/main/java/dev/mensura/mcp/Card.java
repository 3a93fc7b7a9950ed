package dev.mensura.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;

/**
 * What a client is told of a tool.
 *
 * @param input the arguments; no others are taken
 * @param output what an answer has besides its {@code status}
 */
record Card(
    String name, String title, String description, Effect effect, Schema input, Schema output) {
  /** What a tool does to the project. */
  enum Effect {
    READS,
    /** It adds to what is kept, and takes nothing away that couldn't be restored. */
    ADDS,
    /** It takes something away. */
    REMOVES
  }

  McpSchema.Tool tool() {
    boolean reads = effect == Effect.READS;
    var annotations =
        McpSchema.ToolAnnotations.builder()
            .title(title)
            .readOnlyHint(reads)
            .destructiveHint(effect == Effect.REMOVES)
            .idempotentHint(reads)
            .openWorldHint(false)
            .build();
    return McpSchema.Tool.builder(name, closed(input).map())
        .title(title)
        .description(description)
        .outputSchema(answer(output).map())
        .annotations(annotations)
        .build();
  }

  private static Schema closed(Schema arguments) {
    ObjectNode node = arguments.node().deepCopy();
    node.put("additionalProperties", false);
    return new Schema(node.put("$schema", Schema.DIALECT));
  }

  /** Clients check errors against this schema too, so it has room for both. */
  private static Schema answer(Schema output) {
    ObjectNode node = output.node().deepCopy();
    var required = node.remove("required");
    ObjectNode properties = node.withObject("/properties");
    properties.set("status", Schema.choice("", List.of("success", "error")).node());
    properties.set("errors", Problems.schema().node());
    if (!properties.has("message")) {
      properties.set("message", Schema.text("What happened, in a sentence.").node());
    }
    node.putArray("required").add("status");
    node.putObject("if").putObject("properties").putObject("status").put("const", "error");
    node.putObject("then").putArray("required").add("message").add("errors");
    if (required != null) {
      node.putObject("else").set("required", required);
    }
    return new Schema(node.put("$schema", Schema.DIALECT));
  }
}
