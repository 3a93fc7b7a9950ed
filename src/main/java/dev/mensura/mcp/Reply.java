package dev.mensura.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;

/**
 * What a tool answers.
 *
 * @param content as the tool's output schema has it
 * @param text the same for people, and for clients that know texts alone
 */
record Reply(ObjectNode content, String text, boolean isError) {
  static Reply success(ObjectNode content, String text) {
    ObjectNode whole = Json.object();
    whole.put("status", "success");
    whole.setAll(content);
    return new Reply(whole, text, false);
  }

  static Reply error(ObjectNode content, String text) {
    ObjectNode whole = Json.object();
    whole.put("status", "error");
    whole.setAll(content);
    return new Reply(whole, text, true);
  }

  CallToolResult result() {
    return CallToolResult.builder()
        .structuredContent(content)
        .addTextContent(text)
        .isError(isError)
        .build();
  }
}
