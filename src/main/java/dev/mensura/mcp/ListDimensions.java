package dev.mensura.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.check.Dimension;
import dev.mensura.check.Dimensions;
import dev.mensura.compiler.Workspace;
import dev.mensura.ir.Metric;
import dev.mensura.model.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code list_dimensions}. */
record ListDimensions(Desk desk) implements Tool {
  @Override
  public Card card() {
    Schema dimension =
        Schema.object("")
            .required("path", Schema.text("As `by` and `where` take it."))
            .required("type", Schema.text(""))
            .optional("description", Schema.text(""))
            .optional("values", Schema.open("The only values it can have, each with its label."))
            .done();
    return new Card(
        "list_dimensions",
        "List dimensions",
        "Lists what metrics can be grouped and filtered by: for several metrics, what all of them"
            + " reach and mean the same by. Grains such as `month` are each metric's own time.",
        Card.Effect.READS,
        Listed.arguments(
                Schema.object("")
                    .required("metrics", Schema.textOrTexts("The metrics, at least one.")))
            .done(),
        Listed.page("dimensions", dimension));
  }

  @Override
  public Reply call(Arguments arguments, Call call) {
    Workspace workspace = desk.workspace();
    List<Metric> metrics = new ArrayList<>();
    for (String name : arguments.texts("metrics")) {
      metrics.add(Known.metric(name, "metrics", workspace));
    }
    if (metrics.isEmpty()) {
      throw Refusal.of(Arguments.BAD_PARAMETER, "metrics", "`metrics` needs at least one metric.");
    }
    Optional<String> search = arguments.text("search").map(s -> s.toLowerCase(Locale.ROOT));
    Stream<Dimension> dimensions =
        Dimensions.of(metrics, workspace.analysis()).stream()
            .filter(d -> search.map(s -> matches(d, s)).orElse(true))
            .sorted(Comparator.comparing(Dimension::path));
    return Listed.reply(
        "dimensions",
        arguments,
        dimensions,
        Dimension::path,
        d -> json(d, workspace),
        ListDimensions::text);
  }

  private static boolean matches(Dimension dimension, String search) {
    return dimension.path().toLowerCase(Locale.ROOT).contains(search)
        || dimension.description().orElse("").toLowerCase(Locale.ROOT).contains(search);
  }

  private static ObjectNode json(Dimension dimension, Workspace workspace) {
    ObjectNode node = Json.object();
    node.put("path", dimension.path());
    node.put("type", dimension.type().toString());
    Json.put(node, "description", dimension.description().map(String::strip));
    String[] names = dimension.path().split("\\.", -1);
    Optional<Field> field =
        names.length == 2
            ? workspace.catalog().model(names[0]).flatMap(m -> m.field(names[1]))
            : Optional.empty();
    field
        .filter(Field::isClosed)
        .ifPresent(f -> {
          ObjectNode values = node.putObject("values");
          f.values().forEach(values::put);
        });
    return node;
  }

  private static String text(ObjectNode dimension) {
    String said = dimension.path("description").asText("").lines().findFirst().orElse("");
    return dimension.get("path").asText()
        + " ("
        + dimension.get("type").asText()
        + ")"
        + (said.isEmpty() ? "" : ": " + said);
  }
}
