package dev.mensura.mcp;

import dev.mensura.diagnostic.Nearest;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** The tools that a client can call. */
final class Toolbox {
  private final SequencedMap<String, Tool> tools = new LinkedHashMap<>();
  private final McpSchema.ListToolsResult list;
  private final Faults faults;

  Toolbox(List<Tool> tools, Faults faults) {
    tools.forEach(tool -> this.tools.put(tool.card().name(), tool));
    this.list =
        McpSchema.ListToolsResult.builder(tools.stream().map(t -> t.card().tool()).toList())
            .build();
    this.faults = faults;
  }

  McpSchema.ListToolsResult list() {
    return list;
  }

  McpSchema.CallToolResult call(McpSchema.CallToolRequest request, Call call) {
    Tool tool = tools.get(request.name());
    if (tool == null) {
      throw unknown(request.name());
    }
    try {
      var given = Json.tree(request.arguments() == null ? Json.object() : request.arguments());
      return tool.call(Arguments.of(given, tool.card().input()), call).result();
    } catch (Refusal refusal) {
      return refusal.reply().result();
    } catch (RuntimeException | Error fault) {
      String message = faults.told(fault, "`" + request.name() + "`");
      return Refusal.of("internal", "", message).reply().result();
    }
  }

  private McpError unknown(String name) {
    String near =
        Nearest.to(name, tools.keySet()).map(n -> " The nearest is `" + n + "`.").orElse("");
    return ProtocolError.invalidParams("There is no tool `" + name + "`." + near);
  }
}
