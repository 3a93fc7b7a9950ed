package dev.mensura.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.compiler.Workspace;
import dev.mensura.ir.Metric;
import dev.mensura.registry.store.Kept;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code list_custom_metrics}. */
record ListCustomMetrics(Desk desk, KeptByModel byModel) implements Tool {
  @Override
  public Card card() {
    return new Card(
        "list_custom_metrics",
        "List custom metrics",
        "Lists the metrics that were defined at run time, by name, as the registry keeps them.",
        Card.Effect.READS,
        Listed.arguments(
                Schema.object("")
                    .optional("model", Schema.text("Only metrics that read this model."))
                    .optional(
                        "tags", Schema.textOrTexts("Only metrics that have one of these tags.")))
            .done(),
        Listed.page("metrics", CustomMetric.schema()));
  }

  @Override
  public Reply call(Arguments arguments, Call call) {
    var project = desk.project().project();
    Workspace workspace = project.workspace();
    Optional<String> model = arguments.text("model");
    model.ifPresent(m -> Known.model(m, "model", workspace));
    List<String> tags = arguments.texts("tags");
    Optional<String> search = arguments.text("search").map(s -> s.toLowerCase(Locale.ROOT));
    Collection<Kept> all =
        model
            .map(m -> (Collection<Kept>) byModel.of(m, project))
            .orElse(project.kept().metrics().values());
    Stream<Kept> kept =
        all.stream()
            .filter(
                k -> tags.isEmpty() || tags(k.name(), workspace).stream().anyMatch(tags::contains))
            .filter(k -> search.map(s -> matches(k, s, workspace)).orElse(true));
    return Listed.reply(
        "metrics", arguments, kept, Kept::name, CustomMetric::json, ListCustomMetrics::text);
  }

  private static List<String> tags(String name, Workspace workspace) {
    return workspace.analysis().metric(name).map(m -> m.properties().tags()).orElse(List.of());
  }

  private static boolean matches(Kept kept, String search, Workspace workspace) {
    List<String> texts = new ArrayList<>(List.of(kept.name()));
    Optional<Metric> metric = workspace.analysis().metric(kept.name());
    metric.ifPresent(m -> {
      m.properties().description().ifPresent(texts::add);
      m.properties().label().ifPresent(texts::add);
      texts.addAll(m.properties().tags());
      texts.addAll(m.properties().synonyms());
    });
    return texts.stream().anyMatch(t -> t.toLowerCase(Locale.ROOT).contains(search));
  }

  private static String text(ObjectNode metric) {
    return metric.has("definition")
        ? metric.get("definition").asText()
        : metric.path("name").asText() + " (" + metric.path("type").asText() + ")";
  }
}
