package dev.mensura.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where a row expression stands.
 *
 * @param base the model whose rows it is a value of
 * @param metrics those that may stand in it as the metric of a row
 */
record Scope(Graph graph, ModelSpec base, Position position, List<MetricSpec> metrics) {
  /** What paths may look like. */
  enum Position {
    /** In an aggregate: paths begin with the base model. */
    AGGREGATE,
    /** In a filter: far rows may be many. */
    FILTER,
    /** In a model file. */
    FIELD
  }

  /** A path to a field, and the field. */
  record Found(String path, FieldSpec field) {}

  List<Found> fields(Set<Kind> kinds) {
    var found = new ArrayList<Found>();
    for (Graph.Reach reach : graph.byJoins(base.name())) {
      if (reach.toOne() || position == Position.FILTER) {
        add(reach, position == Position.AGGREGATE ? base.name() : "", kinds, found);
      }
    }
    if (position == Position.FILTER) {
      for (Graph.Reach reach : graph.byModels(base.name())) {
        add(reach, "", kinds, found);
      }
    }
    return found;
  }

  private static void add(Graph.Reach reach, String prefix, Set<Kind> kinds, List<Found> found) {
    for (FieldSpec field : reach.target().fields()) {
      if (kinds.contains(field.kind())) {
        String path = reach.to(field.name());
        found.add(new Found(prefix.isEmpty() ? path : prefix + "." + path, field));
      }
    }
  }

  /** The metrics of a row of the base model. */
  List<MetricSpec> rowMetrics(Kind kind) {
    return metrics.stream()
        .filter(m -> m.kind() == kind && m.isExact() && !base.key().isEmpty())
        .filter(m -> m.bases().stream().allMatch(b -> graph.unambiguous(b, base.name()) >= 0))
        .toList();
  }
}
