package dev.mensura.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a client sent. */
sealed interface Message {
  String CANCELLED = "notifications/cancelled";

  record Request(JSONRPCRequest request) implements Message {}

  record Notification(JSONRPCNotification notification) implements Message {}

  record Response(JSONRPCResponse response) implements Message {}

  /** The client wants no answer any more. */
  record Cancellation(Object request) implements Message {}

  /**
   * No message of the protocol.
   *
   * @param answer what to answer to it, as JSON
   */
  record Malformed(String answer) implements Message {}

  static Message parse(String text) {
    JsonNode tree;
    try {
      tree = Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      return malformed(ErrorCodes.PARSE_ERROR, "This is not JSON: " + reason(e), null);
    }
    if (!(tree instanceof ObjectNode message)) {
      return invalid("A message is one JSON object.", null);
    }
    JsonNode id = message.path("id");
    if (!message.path("jsonrpc").asText().equals("2.0")) {
      return invalid("`jsonrpc` is missing or not `2.0`.", id);
    }
    if (!message.has("method")) {
      return response(message, id);
    }
    if (!message.path("method").isTextual()) {
      return invalid("`method` is not a text.", id);
    }
    String method = message.path("method").asText();
    JsonNode params = message.path("params");
    if (!params.isMissingNode() && !params.isNull() && !params.isObject()) {
      return invalid("`params` is not an object.", id);
    }
    Map<String, Object> map = params.isObject() ? Json.map(params) : Map.of();
    if (method.equals(CANCELLED)) {
      return id(params.path("requestId"))
          .<Message>map(Cancellation::new)
          .orElseGet(() -> new Notification(new JSONRPCNotification(method, map)));
    }
    if (id.isMissingNode()) {
      return new Notification(new JSONRPCNotification(method, map));
    }
    return id(id)
        .<Message>map(known -> new Request(new JSONRPCRequest(method, known, map)))
        .orElseGet(() -> invalid("`id` is neither a text nor a whole number.", null));
  }

  /** What is answered to a message of which no more was read. */
  static Malformed tooLong() {
    return malformed(
        ErrorCodes.INVALID_REQUEST,
        "A message has at most %d bytes.".formatted(Limits.MESSAGE_BYTES),
        null);
  }

  private static Message response(ObjectNode message, JsonNode id) {
    boolean answers = message.hasNonNull("result") != message.hasNonNull("error");
    if (!answers || id(id).isEmpty()) {
      return invalid("The message has no `method`.", id);
    }
    try {
      return new Response(Json.mapper().treeToValue(message, JSONRPCResponse.class));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return invalid("The message is no response.", id);
    }
  }

  private static Optional<Object> id(JsonNode id) {
    if (id.isTextual()) {
      return Optional.of(id.asText());
    }
    if (id.isIntegralNumber() && id.canConvertToLong()) {
      return Optional.of(id.canConvertToInt() ? (Object) id.asInt() : (Object) id.asLong());
    }
    return Optional.empty();
  }

  private static Malformed invalid(String what, @Nullable JsonNode id) {
    return malformed(ErrorCodes.INVALID_REQUEST, what, id);
  }

  private static Malformed malformed(int code, String what, @Nullable JsonNode id) {
    ObjectNode answer = Json.object();
    answer.put("jsonrpc", "2.0");
    boolean known = id != null && id(id).isPresent();
    answer.set("id", known ? id : Json.mapper().nullNode());
    answer.putObject("error").put("code", code).put("message", what);
    return new Malformed(Json.text(answer));
  }

  /** The parser's own sentence without the place in our program. */
  private static String reason(JsonProcessingException e) {
    String said = e.getOriginalMessage().lines().findFirst().orElse("").replaceAll("\\s*\\(.*", "");
    var at = e.getLocation();
    String place =
        at == null ? "" : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    return said.replaceFirst("[.;:]?$", "") + place + ".";
  }
}
