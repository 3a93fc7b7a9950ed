package dev.mensura.mcp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.registry.store.History;
import dev.mensura.registry.store.HistoryLine;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** {@code metric_history}. */
record MetricHistory(Desk desk) implements Tool {
  @Override
  public Card card() {
    Schema version =
        Schema.object("")
            .required("version", Schema.whole(""))
            .required("action", Schema.text("Such as define, change, delete, restore, promote."))
            .required("at", Schema.text("When, in UTC."))
            .required("by", Schema.text("Who."))
            .optional("why", Schema.text("In their words."))
            .optional("definition", Schema.text("In the language."))
            .done();
    return new Card(
        "metric_history",
        "History of a metric",
        "Lists all versions of a metric that was defined at run time, the oldest first: what, who,"
            + " when and why. Metrics that were deleted have their history too.",
        Card.Effect.READS,
        Schema.object("").required("name", Schema.text("The metric.")).done(),
        Schema.object("")
            .required("name", Schema.text(""))
            .required("versions", Schema.list(version, ""))
            .done());
  }

  @Override
  public Reply call(Arguments arguments, Call call) {
    String name = arguments.required("name");
    Compiled<History> compiled = desk.project().history();
    var problems = new Problems(new Said(arguments.values()), new Candidates(desk.workspace()));
    History history = compiled.value().orElseThrow(() -> problems.refusal(compiled.diagnostics()));
    List<HistoryLine> lines = history.of(name);
    if (lines.isEmpty()) {
      throw Known.unknown(
          Code.UNKNOWN_METRIC, "metric with a history", name, "name", history.metrics().keySet());
    }
    ObjectNode content = Json.object();
    content.put("name", name);
    ArrayNode versions = content.putArray("versions");
    var text = new StringJoiner("\n");
    for (HistoryLine line : lines) {
      ObjectNode version = versions.addObject();
      version.put("version", line.version());
      version.put("action", line.action().name().toLowerCase(Locale.ROOT));
      version.put("at", line.at().toString());
      version.put("by", line.by());
      Json.put(version, "why", line.why());
      Json.put(version, "definition", line.definition());
      String why = line.why().map(w -> " (" + w + ")").orElse("");
      text.add(
          "%d: %s by %s at %s%s"
              .formatted(
                  line.version(), version.get("action").asText(), line.by(), line.at(), why));
      line.definition().ifPresent(d -> text.add(d.indent(2).stripTrailing()));
    }
    return Reply.success(content, text.toString());
  }
}
