package dev.mensura.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.compiler.Workspace;

/** {@code explain_metric}. */
record ExplainMetric(Desk desk) implements Tool {
  @Override
  public Card card() {
    return new Card(
        "explain_metric",
        "Explain a metric",
        "Tells everything about a metric: its definition, what it is in a sentence, type and unit,"
            + " what it is made of, what uses it, and what it can be grouped by.",
        Card.Effect.READS,
        Schema.object("").required("name", Schema.text("The metric.")).done(),
        Schema.object("").required("metric", MetricPage.page()).done());
  }

  @Override
  public Reply call(Arguments arguments, Call call) {
    Workspace workspace = desk.workspace();
    String name = arguments.required("name");
    Known.declared(name, "name", workspace);
    ObjectNode page = new MetricPage(desk, workspace).json(name);
    ObjectNode content = Json.object();
    content.set("metric", page);
    return Reply.success(content, text(page));
  }

  private static String text(ObjectNode page) {
    var text = new StringBuilder(page.get("definition").asText()).append('\n');
    line(text, "Reading", page.path("reading").asText());
    line(text, "Type", page.path("result_type").asText());
    line(text, "Unit", page.path("unit").asText());
    line(text, "Adds up", page.path("additivity").asText());
    line(text, "Uses", listed(page, "uses"));
    line(text, "Used by", listed(page, "used_by"));
    line(text, "Can be grouped by", listed(page, "dimensions"));
    page.path("findings")
        .forEach(f -> line(text, f.get("code").asText(), f.get("message").asText()));
    line(text, "Defined in", page.get("path").asText() + ", line " + page.get("line").asInt());
    return text.toString().stripTrailing();
  }

  private static void line(StringBuilder text, String what, String value) {
    if (!value.isEmpty()) {
      text.append(what).append(": ").append(value).append('\n');
    }
  }

  private static String listed(ObjectNode page, String key) {
    var names = new java.util.StringJoiner(", ");
    page.path(key).forEach(n -> names.add(n.asText()));
    return names.toString();
  }
}
