package dev.mensura.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.compiler.Workspace;
import dev.mensura.ir.Metric;
import dev.mensura.live.Defined;
import dev.mensura.registry.store.Kept;
import java.util.Optional;
import java.util.StringJoiner;

/** Metrics that were defined at run time, as the registry keeps them. */
final class CustomMetric {
  private CustomMetric() {}

  static Schema schema() {
    return Schema.object("A metric as the registry keeps it.")
        .required("name", Schema.text(""))
        .optional("type", Schema.text(""))
        .optional("model", Schema.text(""))
        .optional("description", Schema.text(""))
        .optional("dimension", Schema.text(""))
        .optional("numerator", Schema.text(""))
        .optional("denominator", Schema.text(""))
        .optional("sql", Schema.text(""))
        .optional("filters", Schema.open(""))
        .optional("tags", Schema.texts(""))
        .optional("definition", Schema.text("In the language; all else follows from it."))
        .optional("result_type", Schema.text(""))
        .optional("unit", Schema.text(""))
        .optional("dependencies", Schema.texts("The metrics that it names."))
        .optional("version", Schema.whole(""))
        .optional("created_at", Schema.text(""))
        .optional("created_by", Schema.text(""))
        .optional("updated_at", Schema.text(""))
        .optional("updated_by", Schema.text(""))
        .done();
  }

  /** What tools that define say besides the metric. */
  static Schema.Fields about(Schema.Fields fields) {
    return fields
        .optional("reading", Schema.text("What it is, in a sentence: compare it with the intent."))
        .optional("equal_to", Schema.texts("Metrics that mean the same."))
        .optional("used_by", Schema.texts("Metrics and queries that use it."))
        .optional("warnings", Problems.schema());
  }

  static ObjectNode json(Kept kept) {
    return kept.entry();
  }

  /** What became of a metric, or would. */
  static ObjectNode content(Desk desk, Defined defined) {
    ObjectNode content = Json.object();
    content.set("metric", defined.kept().map(CustomMetric::json).orElseGet(defined::entry));
    reading(desk, defined).ifPresent(r -> content.put("reading", r));
    if (!defined.equal().isEmpty()) {
      content.set("equal_to", Json.texts(defined.equal()));
    }
    if (!defined.users().isEmpty()) {
      content.set("used_by", Json.texts(defined.users().names()));
    }
    return content;
  }

  private static Optional<String> reading(Desk desk, Defined defined) {
    Workspace workspace = defined.workspace();
    Optional<Metric> metric = workspace.analysis().metric(defined.name());
    return metric.map(m -> desk.readings(workspace).of(m));
  }

  /** A few lines for people. */
  static String text(ObjectNode content) {
    var text = new StringJoiner("\n");
    text.add(content.path("message").asText());
    String definition = content.path("metric").path("definition").asText("");
    if (!definition.isEmpty()) {
      text.add("").add(definition).add("");
    }
    if (content.has("reading")) {
      text.add("Reading: " + content.get("reading").asText());
    }
    names(content, "equal_to").ifPresent(n -> text.add("It means the same as " + n + "."));
    names(content, "used_by").ifPresent(n -> text.add("It is used by " + n + "."));
    content
        .path("warnings")
        .forEach(
            w -> text.add("warning[" + w.get("code").asText() + "]: " + w.get("message").asText()));
    return text.toString();
  }

  private static Optional<String> names(ObjectNode content, String key) {
    var names = new StringJoiner(", ");
    content.path(key).forEach(n -> names.add("`" + n.asText() + "`"));
    return Optional.of(names.toString()).filter(n -> !n.isEmpty());
  }
}
