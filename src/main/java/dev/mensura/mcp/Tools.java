package dev.mensura.mcp;

import java.util.List;
import java.util.stream.Stream;

/** All tools, in the order in which clients see them. */
final class Tools {
  private Tools() {}

  static List<Tool> of(Desk desk, Server.Access access) {
    return Stream.of(
            new ListMetrics(desk),
            new ExplainMetric(desk),
            new ListModels(desk),
            new ListDimensions(desk),
            new DimensionValues(desk),
            new QueryMetrics(desk),
            new CompileQuery(desk),
            new ValidateMetric(desk),
            new DefineMetric(desk),
            new ListCustomMetrics(desk, new KeptByModel()),
            new DeleteMetric(desk),
            new RestoreMetric(desk),
            new MetricHistory(desk),
            new DiffMetric(desk),
            new MetricUsage(desk))
        .map(Tool.class::cast)
        .filter(tool -> access == Server.Access.FULL || tool.card().effect() == Card.Effect.READS)
        .toList();
  }
}
