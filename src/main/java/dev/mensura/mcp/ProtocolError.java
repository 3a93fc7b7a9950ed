package dev.mensura.mcp;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;

/** What is wrong with a message, other than what a tool says of its arguments. */
final class ProtocolError {
  /** JSON-RPC leaves this range to servers. */
  private static final int BUSY = -32_000;

  private ProtocolError() {}

  static McpError invalidParams(String message) {
    return of(ErrorCodes.INVALID_PARAMS, message);
  }

  static McpError notFound(String uri) {
    return of(ErrorCodes.RESOURCE_NOT_FOUND, "There is no resource `" + uri + "`.");
  }

  static McpError internal(String message) {
    return of(ErrorCodes.INTERNAL_ERROR, message);
  }

  static McpError busy() {
    return of(BUSY, "Too many requests are waiting; this one was not begun.");
  }

  private static McpError of(int code, String message) {
    return new McpError(new JSONRPCError(code, message));
  }
}
