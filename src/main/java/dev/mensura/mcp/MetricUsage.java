package dev.mensura.mcp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.compiler.Project;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.registry.store.Usage;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeSet;

/** {@code metric_usage}. */
record MetricUsage(Desk desk) implements Tool {
  private static final long FEW = 50;

  @Override
  public Card card() {
    Schema metric =
        Schema.object("")
            .required("name", Schema.text(""))
            .required("uses", Schema.whole("How many queries named it."))
            .required("within", Schema.whole("How many named another that is made of it."))
            .optional("last_at", Schema.text("When it was asked for last, in UTC."))
            .optional("last_by", Schema.text("By whom."))
            .optional("rows", Schema.whole("That these queries answered, all together."))
            .optional("took_ms", Schema.whole("How long the database took, all together."))
            .done();
    return new Card(
        "metric_usage",
        "Usage of metrics",
        "Lists how often metrics were asked for, the most used first; or those that never were.",
        Card.Effect.READS,
        Schema.object("")
            .optional(
                "order",
                Schema.choice(
                    "The most used (if absent), the last used, or those never used.",
                    List.of("most", "last", "never")))
            .optional("limit", Schema.whole("No more than so many; 50 if absent.", 1, 1_000))
            .done(),
        Schema.object("")
            .required("metrics", Schema.list(metric, ""))
            .required("count", Schema.whole("How many there are without the limit."))
            .done());
  }

  @Override
  public Reply call(Arguments arguments, Call call) {
    Project project = desk.project().project();
    SortedMap<String, Usage> usage = usage(project, arguments);
    String order = arguments.text("order").orElse("most");
    List<String> names =
        switch (order) {
          case "never" -> never(project, usage);
          case "last" -> sorted(usage, Comparator.comparing((Usage u) -> u.last()).reversed());
          default -> sorted(usage, Usage.MOST_USED_FIRST);
        };
    ObjectNode content = Json.object();
    ArrayNode metrics = content.putArray("metrics");
    var text = new StringJoiner("\n");
    for (String name :
        names.subList(0, (int) Math.min(arguments.whole("limit").orElse(FEW), names.size()))) {
      ObjectNode metric = metrics.addObject();
      metric.put("name", name);
      Usage used = usage.get(name);
      metric.put("uses", used == null ? 0 : used.uses());
      metric.put("within", used == null ? 0 : used.within());
      if (used != null) {
        metric.put("last_at", used.last().toString()).put("last_by", used.by());
        metric.put("rows", used.rows()).put("took_ms", used.took().toMillis());
      }
      String last = used == null ? "" : ", last by " + used.by() + " at " + used.last();
      text.add(name + ": " + metric.get("uses").asLong() + last);
    }
    content.put("count", names.size());
    String head = "%d of %d metrics.\n".formatted(metrics.size(), names.size());
    return Reply.success(content, (head + text).strip());
  }

  private SortedMap<String, Usage> usage(Project project, Arguments arguments) {
    Compiled<SortedMap<String, Usage>> usage = desk.project().usage();
    var problems = new Problems(new Said(arguments.values()), new Candidates(project.workspace()));
    return usage.value().orElseThrow(() -> problems.refusal(usage.diagnostics()));
  }

  private static List<String> never(Project project, SortedMap<String, Usage> usage) {
    var names = new TreeSet<>(project.workspace().analysis().metricDeclarations().keySet());
    names.removeAll(usage.keySet());
    return List.copyOf(names);
  }

  private static List<String> sorted(SortedMap<String, Usage> usage, Comparator<Usage> order) {
    return usage.entrySet().stream()
        .sorted(Map.Entry.<String, Usage>comparingByValue(order).thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .toList();
  }
}
