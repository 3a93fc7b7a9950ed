package dev.mensura.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.check.Analysis;
import dev.mensura.compiler.Workspace;
import dev.mensura.ir.Properties;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
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
    Analysis analysis = workspace.analysis();
    Stream<String> metrics =
        analysis.metricDeclarations().keySet().stream()
            .filter(analysis::isSound)
            .filter(name -> model.map(m -> reads(name, m, analysis)).orElse(true))
            .filter(name -> matches(name, analysis, tags, search));
    return Listed.reply("metrics", arguments, metrics, n -> n, page::line, ListMetrics::text);
  }

  private static boolean reads(String name, String model, Analysis analysis) {
    return analysis.metric(name).filter(m -> m.signature().bases().contains(model)).isPresent();
  }

  private static boolean matches(
      String name, Analysis analysis, List<String> tags, Optional<String> search) {
    Properties said = analysis.properties(name).orElse(Properties.NONE);
    return !said.hidden()
        && said.tags().containsAll(tags)
        && search.map(s -> matches(name, said, s)).orElse(true);
  }

  private static boolean matches(String name, Properties said, String search) {
    return Stream.of(
            Stream.of(name),
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
    var takes = new StringJoiner(", ", "(", ")").setEmptyValue("");
    metric.path("parameters").forEach(p -> takes.add(p.asText()));
    String type = metric.path("result_type").asText("family");
    String head = metric.get("name").asText() + takes + " (" + type + unit;
    return head + ")" + (said.isEmpty() ? "" : ": " + said);
  }
}
