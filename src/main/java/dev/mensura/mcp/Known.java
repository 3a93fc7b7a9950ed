package dev.mensura.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.compiler.Workspace;
import dev.mensura.diagnostic.Code;
import dev.mensura.ir.Metric;
import dev.mensura.model.SemanticModel;
import java.util.Collection;
import java.util.List;

/** Finds what an argument names, or refuses it with the names that may be meant. */
final class Known {
  private Known() {}

  static SemanticModel model(String name, String parameter, Workspace workspace) {
    return workspace
        .catalog()
        .model(name)
        .orElseThrow(() ->
            unknown(Code.UNKNOWN_MODEL, "model", name, parameter, workspace.catalog().names()));
  }

  /** A metric that is declared; it may have errors. */
  static void declared(String name, String parameter, Workspace workspace) {
    boolean member = name.endsWith(")") && workspace.analysis().metric(name).isPresent();
    if (!member && workspace.analysis().declaration(name).isEmpty()) {
      Collection<String> names = workspace.analysis().metricDeclarations().keySet();
      throw unknown(Code.UNKNOWN_METRIC, "metric", name, parameter, names);
    }
  }

  /** A metric without errors. */
  static Metric metric(String name, String parameter, Workspace workspace) {
    declared(name, parameter, workspace);
    return workspace
        .analysis()
        .metric(name)
        .orElseThrow(() ->
            Refusal.of(
                Code.UNKNOWN_METRIC.id(),
                parameter,
                "Metric `%s` has errors; explain_metric tells them.".formatted(name)));
  }

  static Refusal unknown(
      Code code, String kind, String name, String parameter, Collection<String> names) {
    List<String> near = Candidates.near(name, names);
    String hint = near.isEmpty() ? "." : "; the nearest is `" + near.getFirst() + "`.";
    String message = "No %s is called `%s`%s".formatted(kind, name, hint);
    ObjectNode problem = Json.object();
    problem.put("code", code.id()).put("severity", "error").put("message", message);
    problem.put("parameter", parameter).put("at", name);
    if (!near.isEmpty()) {
      problem.set("candidates", Json.texts(near));
    }
    return Refusal.of(message, List.of(problem), message);
  }
}
