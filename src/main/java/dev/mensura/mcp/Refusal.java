package dev.mensura.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Ends a tool with what was wrong with the way it was asked. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Reply reply;

  private Refusal(String message, Reply reply) {
    super(message, null, false, false);
    this.reply = reply;
  }

  /**
   * @param problems at least one, each as {@link Problems#schema} has it
   * @param text all of them for people
   */
  static Refusal of(String message, List<ObjectNode> problems, String text) {
    ObjectNode content = Json.object();
    content.put("message", message);
    problems.forEach(content.putArray("errors")::add);
    return new Refusal(message, Reply.error(content, text));
  }

  /** Something wrong that is no finding of the compiler. */
  static Refusal of(String code, String parameter, String message) {
    ObjectNode problem = Json.object();
    problem.put("code", code).put("severity", "error").put("message", message);
    if (!parameter.isEmpty()) {
      problem.put("parameter", parameter);
    }
    return of(message, List.of(problem), message);
  }

  Reply reply() {
    return reply;
  }
}
