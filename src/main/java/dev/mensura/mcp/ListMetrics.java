package dev.mensura.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.compiler.Workspace;
import dev.mensura.ir.Metric;
import dev.mensura.ir.Properties;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code list_metrics}. */
record ListMetrics(Desk desk) implements Tool {
  @Override
  public Card card() {
    return new Card(
        "list_metrics",
        "List metrics",
        "Lists the metrics of the project, those of files and those defined at run time, by name."
            + " Search matches names, labels, synonyms, descriptions and tags.",
        Card.Effect.READS,
        Listed.arguments(
                Schema.object("")
                    .optional("model", Schema.text("Only metrics that read this model."))
                    .optional(
                        "tags", Schema.textOrTexts("Only metrics that have all of these tags.")))
            .done(),
        Listed.page("metrics", MetricPage.line()));
  }

  @Override
  public Reply call(Arguments arguments, Call call) {
    Workspace workspace = desk.workspace();
    Optional<String> model = arguments.text("model");
    model.ifPresent(m -> Known.model(m, "model", workspace));
    List<String> tags = arguments.texts("tags");
    Optional<String> search = arguments.text("search").map(s -> s.toLowerCase(Locale.ROOT));
    var page = new MetricPage(desk, workspace);
    Stream<Metric> metrics =
        workspace.analysis().metrics().values().stream()
            .filter(m -> !m.properties().hidden())
            .filter(m -> model.map(m.signature().bases()::contains).orElse(true))
            .filter(m -> m.properties().tags().containsAll(tags))
            .filter(m -> search.map(s -> matches(m, s)).orElse(true));
    return Listed.reply("metrics", arguments, metrics, Metric::name, page::line, ListMetrics::text);
  }

  private static boolean matches(Metric metric, String search) {
    Properties said = metric.properties();
    return Stream.of(
            Stream.of(metric.name()),
            said.label().stream(),
            said.description().stream(),
            said.synonyms().stream(),
            said.tags().stream())
        .flatMap(s -> s)
        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(search));
  }

  private static String text(ObjectNode metric) {
    String unit = metric.has("unit") ? ", " + metric.get("unit").asText() : "";
    String said = metric.path("description").asText("").lines().findFirst().orElse("");
    String head = metric.get("name").asText() + " (" + metric.get("result_type").asText() + unit;
    return head + ")" + (said.isEmpty() ? "" : ": " + said);
  }
}
