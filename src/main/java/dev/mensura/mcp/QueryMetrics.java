package dev.mensura.mcp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.compiler.Workspace;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.live.Answered;
import dev.mensura.live.Caps;
import dev.mensura.plan.QueryPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code query_metrics}. */
record QueryMetrics(Desk desk) implements Tool {
  static Schema column() {
    return Schema.object("")
        .required("name", Schema.text(""))
        .required("type", Schema.text("Decimals and integers are JSON numbers with all digits."))
        .required("role", Schema.choice("", List.of("dimension", "metric")))
        .optional("unit", Schema.text(""))
        .optional("format", Schema.text("How to show it, such as `0.0%`."))
        .done();
  }

  @Override
  public Card card() {
    return new Card(
        "query_metrics",
        "Query metrics",
        "Answers a question from the data: metrics, grouped, filtered, ordered. `reading` says in a"
            + " sentence what was computed, with dates resolved. A truncated answer says so and how"
            + " to go on.",
        Card.Effect.READS,
        QueryText.arguments(Schema.object(""))
            .optional(
                "max_rows",
                Schema.whole("No more rows than this; 200 if absent.", 1, Limits.MOST_ROWS))
            .optional(
                "timeout_seconds",
                Schema.whole(
                    "Give up after so long; 30 if absent.", 1, Limits.LONGEST_TIMEOUT.toSeconds()))
            .optional("now", Schema.text(Moments.DESCRIPTION))
            .optional("include_sql", Schema.truth("Whether to show the SQL."))
            .done(),
        Schema.object("")
            .required("columns", Schema.list(column(), ""))
            .required(
                "rows", Schema.list(Schema.list(Schema.any(""), "A value for each column."), ""))
            .required("row_count", Schema.whole("How many rows are here."))
            .required("truncated", Schema.truth("Whether the database had more rows."))
            .optional("next", Schema.text("How to see what is missing."))
            .required("reading", Schema.text("What was computed, in a sentence."))
            .required("now", Schema.text("What relative times were reckoned from."))
            .required("took_ms", Schema.whole("How long the database took."))
            .optional("warnings", Problems.schema())
            .optional("sql", Schema.text(""))
            .done());
  }

  @Override
  public Reply call(Arguments arguments, Call call) {
    QueryText text = QueryText.of(arguments);
    Workspace workspace = desk.workspace();
    var asking = new Asking(desk, arguments, call);
    Compiled<Answered> compiled = asking.ask(text.file());
    var problems = new Problems(new Said(arguments.values()), new Candidates(workspace));
    Answered answered =
        compiled.value().orElseThrow(() -> problems.refusal(text.told(compiled.diagnostics())));
    ObjectNode content = content(answered, workspace, asking.caps());
    if (!compiled.diagnostics().isEmpty()) {
      content.set("warnings", problems.json(text.told(compiled.diagnostics())));
    }
    if (arguments.truth("include_sql")) {
      content.put("sql", answered.sql());
    }
    String told = content.get("reading").asText() + "\n\n";
    told += Values.table(answered.columns(), answered.rows());
    told += content.has("next") ? "\n" + content.get("next").asText() : "";
    told += content.has("sql") ? "\n\n" + answered.sql() : "";
    return Reply.success(content, told);
  }

  private static ObjectNode content(Answered answered, Workspace workspace, Caps caps) {
    ObjectNode content = Json.object();
    int groups = answered.asked().query().groups().size();
    content.set("columns", columns(answered.columns(), groups));
    ArrayNode rows = content.putArray("rows");
    for (List<@Nullable Object> row : answered.rows()) {
      rows.add(Values.json(row));
    }
    content.put("row_count", rows.size());
    content.put("truncated", answered.isTruncated());
    if (answered.isTruncated()) {
      content.put("next", next(rows.size(), caps));
    }
    var readings = new dev.mensura.compiler.Readings(workspace.catalog(), answered.now());
    content.put("reading", readings.of("The answer", answered.asked().query()));
    content.put("now", answered.now().toString());
    return content.put("took_ms", answered.took().toMillis());
  }

  static ArrayNode columns(List<QueryPlan.Column> columns, int groups) {
    ArrayNode all = Json.array();
    for (int i = 0; i < columns.size(); i++) {
      QueryPlan.Column column = columns.get(i);
      ObjectNode node = all.addObject();
      node.put("name", column.name());
      node.put("type", column.type().toString());
      node.put("role", i < groups ? "dimension" : "metric");
      Json.put(node, "unit", column.unit().text());
      Json.put(node, "format", column.format());
    }
    return all;
  }

  private static String next(int rows, Caps caps) {
    boolean byRows = rows >= caps.rows();
    return byRows && caps.rows() < Limits.MOST_ROWS
        ? "These are the first %d rows, and there are more: raise `max_rows` (up to %d), or group more coarsely, filter, or order and limit. Don't add up what is shown."
            .formatted(rows, Limits.MOST_ROWS)
        : "These are the first %d rows, and more don't fit into one answer: group more coarsely, filter, or order and limit. Don't add up what is shown."
            .formatted(rows);
  }
}
