package dev.mensura.mcp;

import dev.mensura.compiler.Project;
import dev.mensura.ir.Metric;
import dev.mensura.registry.store.Kept;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Metrics of the registry by the models that they read, worked out once for each state of it. */
final class KeptByModel {
  private volatile Optional<State> known = Optional.empty();

  private record State(Project project, Map<String, List<Kept>> byModel) {}

  /** Those that read a model, by name; what has errors reads none. */
  @SuppressWarnings("ReferenceEquality")
  List<Kept> of(String model, Project project) {
    State state = known.filter(s -> s.project() == project).orElseGet(() -> state(project));
    known = Optional.of(state);
    return state.byModel().getOrDefault(model, List.of());
  }

  private static State state(Project project) {
    Map<String, List<Kept>> byModel = new HashMap<>();
    for (Kept kept : project.kept().metrics().values()) {
      Optional<Metric> metric = project.workspace().analysis().metric(kept.name());
      metric.ifPresent(m ->
          m.signature()
              .bases()
              .forEach(base -> byModel.computeIfAbsent(base, x -> new ArrayList<>()).add(kept)));
    }
    return new State(project, byModel);
  }
}
