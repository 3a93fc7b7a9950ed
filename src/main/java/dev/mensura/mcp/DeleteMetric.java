package dev.mensura.mcp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.live.Removed;
import dev.mensura.live.Terms;
import dev.mensura.registry.store.Kept;
import java.util.List;

/** {@code delete_custom_metric}. */
record DeleteMetric(Desk desk) implements Tool {
  @Override
  public Card card() {
    return new Card(
        "delete_custom_metric",
        "Delete a metric",
        "Deletes a metric that was defined at run time. One that others use is deleted only with"
            + " `force` (they are left broken) or `cascade` (those that were defined at run time go"
            + " too). restore_metric brings it back.",
        Card.Effect.REMOVES,
        Changing.terms(Schema.object("").required("name", Schema.text("The metric.")))
            .optional("cascade", Schema.truth("Delete those of the registry that use it, too."))
            .done(),
        Schema.object("")
            .required("message", Schema.text("What happened, in a sentence."))
            .required("metric", CustomMetric.schema())
            .required("deleted", Schema.texts("All that went."))
            .optional("broken", Schema.texts("Metrics and queries that are left with an error."))
            .optional("dry_run", Schema.truth("Nothing was kept."))
            .optional("warnings", Problems.schema())
            .done());
  }

  private static Terms terms(Arguments arguments, String by) {
    Terms terms = Changing.terms(arguments, by);
    if (arguments.truth("force") && arguments.truth("cascade")) {
      throw Refusal.of(
          Arguments.BAD_PARAMETER, "cascade", "Either `force` or `cascade`, not both.");
    }
    return arguments.truth("cascade") ? terms.with(Terms.Dependents.CASCADE) : terms;
  }

  @Override
  public Reply call(Arguments arguments, Call call) {
    String name = arguments.required("name");
    Terms terms = terms(arguments, desk.by(call));
    Compiled<Removed> compiled = desk.project().delete(name, terms);
    List<Diagnostic> found = compiled.diagnostics();
    var problems = new Problems(new Said(arguments.values()), new Candidates(desk.workspace()));
    Removed removed = compiled.value().orElseThrow(() -> problems.refusal(found));
    boolean dry = arguments.truth("dry_run");
    String message = "Metric '" + name + (dry ? "' would be deleted" : "' deleted successfully");
    ObjectNode content = Json.object();
    content.put("message", message);
    ArrayNode deleted = content.putArray("deleted");
    for (Kept kept : removed.metrics()) {
      deleted.add(kept.name());
      if (kept.name().equals(name)) {
        content.set("metric", CustomMetric.json(kept));
      }
    }
    if (!removed.broken().isEmpty()) {
      content.set("broken", Json.texts(removed.broken().names()));
    }
    if (dry) {
      content.put("dry_run", true);
    }
    if (!found.isEmpty()) {
      content.set("warnings", problems.json(found));
    }
    String also = deleted.size() > 1 ? "\nDeleted: " + names(deleted) : "";
    String broken = content.has("broken") ? "\nLeft broken: " + names(content.get("broken")) : "";
    return Reply.success(content, message + also + broken);
  }

  private static String names(com.fasterxml.jackson.databind.JsonNode names) {
    var text = new java.util.StringJoiner(", ");
    names.forEach(n -> text.add(n.asText()));
    return text.toString();
  }
}
