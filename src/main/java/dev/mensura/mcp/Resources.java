package dev.mensura.mcp;

import dev.mensura.compiler.Workspace;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CompleteRequest;
import io.modelcontextprotocol.spec.McpSchema.CompleteResult;
import io.modelcontextprotocol.spec.McpSchema.ListResourceTemplatesResult;
import io.modelcontextprotocol.spec.McpSchema.ListResourcesResult;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Metrics and models as things that can be read: {@code mensura://metric/power_users}. */
record Resources(Desk desk) {
  private static final String METRIC = "mensura://metric/";
  private static final String MODEL = "mensura://model/";
  private static final String NAME = "{name}";
  private static final String JSON = "application/json";

  /** The protocol's own limit. */
  private static final int MOST_COMPLETIONS = 100;

  /** Models, then metrics, a page at a time; a cursor is the last address of the page before. */
  ListResourcesResult list(Optional<String> cursor) {
    Workspace workspace = desk.workspace();
    List<Resource> page = new ArrayList<>();
    Stream<Resource> models =
        workspace.catalog().models().stream()
            .map(m -> resource(MODEL, m.name(), m.about().label(), m.about().description()));
    Stream<Resource> metrics =
        workspace.analysis().metrics().values().stream()
            .filter(m -> !m.properties().hidden())
            .map(m ->
                resource(METRIC, m.name(), m.properties().label(), m.properties().description()));
    Stream.concat(sorted(models), sorted(metrics))
        .filter(r -> cursor.isEmpty() || isAfter(r.uri(), cursor.get()))
        .limit(Limits.PAGE + 1L)
        .forEach(page::add);
    boolean more = page.size() > Limits.PAGE;
    List<Resource> shown = more ? page.subList(0, Limits.PAGE) : page;
    var result = ListResourcesResult.builder(shown);
    return (more ? result.nextCursor(shown.getLast().uri()) : result).build();
  }

  private static Stream<Resource> sorted(Stream<Resource> resources) {
    return resources.sorted(java.util.Comparator.comparing(Resource::uri));
  }

  private static boolean isAfter(String uri, String cursor) {
    boolean isMetric = uri.startsWith(METRIC);
    boolean wasMetric = cursor.startsWith(METRIC);
    return isMetric == wasMetric ? uri.compareTo(cursor) > 0 : isMetric;
  }

  private static Resource resource(
      String kind, String name, Optional<String> title, Optional<String> description) {
    var resource =
        Resource.builder(kind + URLEncoder.encode(name, StandardCharsets.UTF_8), name)
            .mimeType(JSON);
    title.ifPresent(resource::title);
    description.ifPresent(d -> resource.description(d.strip()));
    return resource.build();
  }

  ListResourceTemplatesResult templates() {
    return ListResourceTemplatesResult.builder(
            List.of(
                ResourceTemplate.builder(METRIC + NAME, "metric")
                    .title("Metric")
                    .description("Its definition, type, lineage and what it can be grouped by.")
                    .mimeType(JSON)
                    .build(),
                ResourceTemplate.builder(MODEL + NAME, "model")
                    .title("Model")
                    .description("Its fields, joins and keys.")
                    .mimeType(JSON)
                    .build()))
        .build();
  }

  ReadResourceResult read(String uri) {
    Workspace workspace = desk.workspace();
    Optional<com.fasterxml.jackson.databind.node.ObjectNode> content = Optional.empty();
    if (uri.startsWith(METRIC)) {
      String name = name(uri, METRIC);
      if (workspace.analysis().metricDeclarations().containsKey(name)
          || name.endsWith(")") && workspace.analysis().metric(name).isPresent()) {
        content = Optional.of(new MetricPage(desk, workspace).json(name));
      }
    } else if (uri.startsWith(MODEL)) {
      content = workspace.catalog().model(name(uri, MODEL)).map(m -> ModelPage.json(m, workspace));
    }
    String text = content.map(Json::pretty).orElseThrow(() -> ProtocolError.notFound(uri));
    return ReadResourceResult.builder(
            List.of(McpSchema.TextResourceContents.builder(uri, text).mimeType(JSON).build()))
        .build();
  }

  private static String name(String uri, String kind) {
    try {
      return URLDecoder.decode(uri.substring(kind.length()), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ProtocolError.notFound(uri);
    }
  }

  /** Names that a word may become. */
  CompleteResult complete(CompleteRequest request) {
    String argument = request.argument() == null ? "" : request.argument().name();
    String subject =
        request.ref() instanceof McpSchema.ResourceReference r && argument.equals("name")
            ? r.uri().equals(METRIC + NAME) ? "metric" : r.uri().equals(MODEL + NAME) ? "model" : ""
            : argument;
    Workspace workspace = desk.workspace();
    Collection<String> names =
        switch (subject) {
          case "metric" -> workspace.analysis().metrics().keySet();
          case "model" -> workspace.catalog().names();
          default -> List.of();
        };
    String word = request.argument() == null ? "" : request.argument().value();
    List<String> found = completions(word == null ? "" : word, names);
    boolean more = found.size() > MOST_COMPLETIONS;
    return new CompleteResult(
        new CompleteResult.CompleteCompletion(
            more ? found.subList(0, MOST_COMPLETIONS) : found, found.size(), more));
  }

  /** Those that begin so, then those that hold it. */
  private static List<String> completions(String word, Collection<String> names) {
    String small = word.toLowerCase(Locale.ROOT);
    var sorted = new TreeSet<>(names);
    List<String> found = new ArrayList<>();
    sorted.stream().filter(n -> n.toLowerCase(Locale.ROOT).startsWith(small)).forEach(found::add);
    sorted.stream().filter(n -> n.toLowerCase(Locale.ROOT).indexOf(small) > 0).forEach(found::add);
    return found;
  }
}
