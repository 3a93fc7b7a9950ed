package dev.mensura.mcp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.compiler.Workspace;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.live.Answered;
import dev.mensura.model.Field;
import dev.mensura.model.SemanticModel;
import dev.mensura.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code dimension_values}. */
record DimensionValues(Desk desk) implements Tool {
  private static final long FEW = 50;
  private static final String ROWS = "number_of_rows";

  @Override
  public Card card() {
    Schema value =
        Schema.object("")
            .required("value", Schema.any("As a filter compares it; null where there is none."))
            .optional("label", Schema.text("Its name for people."))
            .required("count", Schema.whole("Of rows of the model."))
            .done();
    return new Card(
        "dimension_values",
        "Values of a dimension",
        "Lists the different values of a field with how many rows have each, the most frequent"
            + " first. Ask before filtering by a text.",
        Card.Effect.READS,
        Schema.object("")
            .required("dimension", Schema.text("As list_dimensions has it, such as `users.plan`."))
            .optional(
                "metric", Schema.text("The metric that it is a dimension of, for `industry`."))
            .optional("model", Schema.text("The model whose rows are counted."))
            .optional("search", Schema.text("Only texts with this in them, letter case aside."))
            .optional(
                "max_rows",
                Schema.whole("No more values than this; 50 if absent.", 1, Limits.MOST_ROWS))
            .optional(
                "timeout_seconds",
                Schema.whole(
                    "Give up after so long; 30 if absent.", 1, Limits.LONGEST_TIMEOUT.toSeconds()))
            .optional("now", Schema.text(Moments.DESCRIPTION))
            .done(),
        Schema.object("")
            .required("model", Schema.text("Whose rows were counted."))
            .required("type", Schema.text("The type of the values."))
            .required("values", Schema.list(value, ""))
            .required("truncated", Schema.truth("Whether there are more values."))
            .optional("next", Schema.text("How to see what is missing."))
            .done());
  }

  @Override
  public Reply call(Arguments arguments, Call call) {
    Workspace workspace = desk.workspace();
    String base = base(arguments, workspace);
    QueryText text = text(base, arguments);
    if (!arguments.has("max_rows")) {
      arguments.values().put("max_rows", FEW);
    }
    Compiled<Answered> compiled = new Asking(desk, arguments, call).ask(text.file());
    var problems = new Problems(new Said(arguments.values()), new Candidates(workspace));
    Answered answered =
        compiled.value().orElseThrow(() -> problems.refusal(text.told(compiled.diagnostics())));
    ObjectNode content = Json.object();
    content.put("model", base);
    content.put("type", answered.columns().getFirst().type().toString());
    Map<String, String> labels = labels(arguments.required("dimension"), base, workspace);
    ArrayNode values = content.putArray("values");
    for (List<@Nullable Object> row : answered.rows()) {
      ObjectNode value = values.addObject();
      value.set("value", Values.json(row.getFirst()));
      Json.put(value, "label", Optional.ofNullable(labels.get(String.valueOf(row.getFirst()))));
      value.set("count", Values.json(row.getLast()));
    }
    content.put("truncated", answered.isTruncated());
    if (answered.isTruncated()) {
      content.put("next", "There are more values: search them, or raise `max_rows`.");
    }
    String told = Values.table(answered.columns(), answered.rows());
    return Reply.success(
        content, told + (content.has("next") ? "\n" + content.get("next").asText() : ""));
  }

  /** The model whose rows are counted. */
  private static String base(Arguments arguments, Workspace workspace) {
    if (arguments.has("model")) {
      return Known.model(arguments.required("model"), "model", workspace).name();
    }
    if (arguments.has("metric")) {
      return Known.metric(arguments.required("metric"), "metric", workspace)
          .signature()
          .bases()
          .first();
    }
    String dimension = arguments.required("dimension");
    String first = dimension.split("\\.", 2)[0].replace("`", "");
    if (dimension.contains(".") && workspace.catalog().model(first).isPresent()) {
      return first;
    }
    List<String> having =
        workspace.catalog().models().stream()
            .filter(m -> m.field(dimension).isPresent())
            .map(SemanticModel::name)
            .toList();
    if (having.size() == 1) {
      return having.getFirst();
    }
    String message =
        "`%s` needs a `model` or a `metric` beside it, or is written `model.field`."
            .formatted(dimension);
    ObjectNode problem = Json.object();
    problem.put("code", Arguments.BAD_PARAMETER).put("severity", "error").put("message", message);
    problem.put("parameter", "dimension");
    problem.set("candidates", Json.texts(having.stream().map(m -> m + "." + dimension).toList()));
    throw Refusal.of(message, List.of(problem), message);
  }

  private static QueryText text(String base, Arguments arguments) {
    List<QueryText.Piece> pieces = new ArrayList<>();
    var text = new StringBuilder("count `").append(base).append("` as ").append(ROWS);
    var dimension = new SourceFile("<dimension>", arguments.required("dimension"));
    text.append("\nby ");
    pieces.add(new QueryText.Piece(text.length(), dimension));
    text.append(dimension.text());
    arguments
        .text("search")
        .ifPresent(search -> {
          if (search.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.of(
                Arguments.BAD_PARAMETER, "search", "`search` is one line of plain text.");
          }
          String literal = "'" + search.toLowerCase(java.util.Locale.ROOT).replace("'", "''") + "'";
          text.append("\nwhere ");
          pieces.add(new QueryText.Piece(text.length(), new SourceFile("<search>", search)));
          text.append("contains(lower(").append(dimension.text()).append("), ");
          text.append(literal).append(')');
        });
    text.append("\norder by ").append(ROWS).append(" desc");
    return new QueryText(new SourceFile("<parts>", text.toString()), pieces);
  }

  private static Map<String, String> labels(String dimension, String base, Workspace workspace) {
    String[] names = dimension.split("\\.", -1);
    String model = names.length == 2 ? names[0] : base;
    return workspace
        .catalog()
        .model(model)
        .filter(m -> names.length <= 2)
        .flatMap(m -> m.field(names[names.length - 1]))
        .filter(Field::isClosed)
        .<Map<String, String>>map(Field::values)
        .orElse(Map.of());
  }
}
