package dev.mensura.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.compiler.Project;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.registry.JsonText;
import dev.mensura.registry.store.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import picocli.CommandLine.Model.CommandSpec;

/** {@code mensura usage}. */
final class UsageCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    Help.more(
        spec,
        "Each query notes the metrics that it asks for, and those that they are made of (within)."
            + " The most used come first.");
    spec.addOption(Arguments.flag("--never", "Only the metrics that no query ever used."));
    spec.addOption(Arguments.option("--limit", "N", "Only the first N."));
    Changing.describeFormat(spec);
    Help.examples(spec, "mensura usage", "mensura usage --limit 10", "mensura usage --never");
  }

  @Override
  public int run(Arguments arguments, Face face) {
    var changing = new Changing(arguments, face);
    changing.format();
    long limit = arguments.count("--limit").orElse(Long.MAX_VALUE);
    return Changing.using(
        face,
        live -> {
          Project project = live.project();
          Compiled<List<Used>> used =
              live.usage()
                  .map(all -> arguments.has("--never") ? never(all, project) : most(all, project));
          return changing.told(
              used.map(all -> all.stream().limit(limit).toList()),
              Map.of(),
              new UsageText(project, face, arguments.has("--never")));
        });
  }

  /** A metric and what is known of its use; no queries: it was never used. */
  private record Used(String metric, String source, Usage usage) {}

  private static List<Used> most(SortedMap<String, Usage> all, Project project) {
    return all.entrySet().stream()
        .map(e -> new Used(e.getKey(), source(e.getKey(), project), e.getValue()))
        .sorted(
            Comparator.comparing(Used::usage, Usage.MOST_USED_FIRST).thenComparing(Used::metric))
        .toList();
  }

  private static List<Used> never(SortedMap<String, Usage> all, Project project) {
    var none = new Usage(0, 0, Instant.EPOCH, "", 0, Duration.ZERO);
    return project.workspace().analysis().metricDeclarations().keySet().stream()
        .filter(name -> !all.containsKey(name))
        .sorted()
        .map(name -> new Used(name, source(name, project), none))
        .toList();
  }

  /** Where a metric stands; nothing for one that is gone. */
  private static String source(String metric, Project project) {
    var declared = project.workspace().analysis().metricDeclarations().get(metric);
    return declared == null
        ? "gone"
        : project.kept().metric(metric).isPresent() ? "registry" : declared.file().path();
  }

  /** Tells what is used. */
  private record UsageText(Project project, Face face, boolean isNever)
      implements Changing.Told<List<Used>> {
    @Override
    public String text(List<Used> all) {
      if (all.isEmpty()) {
        return isNever ? "Every metric was used.\n" : "No query was noted yet.\n";
      }
      var listing =
          new Listing("metric", "queries", "within", "last", "by", "rows", "time", "source");
      for (Used used : all) {
        Listing.Row row = listing.row().put("metric", used.metric()).put("source", used.source());
        if (!isNever) {
          Usage usage = used.usage();
          row.put("queries", "%,d".formatted(usage.uses()))
              .put("within", "%,d".formatted(usage.within()))
              .put("last", Moments.shown(usage.last(), project.workspace()))
              .put("by", usage.by())
              .put("rows", "%,d".formatted(usage.rows()))
              .put("time", seconds(usage.took()));
        }
      }
      return listing.table(face.paint(), face.edge());
    }

    private static String seconds(Duration took) {
      return "%,.1f s".formatted(took.toMillis() / 1000.0);
    }

    @Override
    public ObjectNode json(List<Used> all) {
      ObjectNode json = JsonText.object();
      ArrayNode list = json.putArray("metrics");
      for (Used used : all) {
        ObjectNode one =
            list.addObject()
                .put("name", used.metric())
                .put("source", used.source())
                .put("uses", used.usage().uses())
                .put("within", used.usage().within());
        if (!isNever) {
          one.put("last_at", used.usage().last().toString())
              .put("last_by", used.usage().by())
              .put("rows", used.usage().rows())
              .put("took_ms", used.usage().took().toMillis());
        }
      }
      return json;
    }
  }
}
