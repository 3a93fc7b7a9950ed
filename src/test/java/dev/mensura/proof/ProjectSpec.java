package dev.mensura.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A generated project: models with their data, and metrics. */
record ProjectSpec(List<ModelSpec> models, List<MetricSpec> metrics) {
  ProjectSpec {
    models = List.copyOf(models);
    metrics = List.copyOf(metrics);
  }

  ModelSpec model(String name) {
    return models.stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
  }

  String yaml() {
    return models.stream().map(ModelSpec::yaml).collect(Collectors.joining("---\n"));
  }

  String metricText() {
    return metrics.stream().map(m -> m.text() + "\n").collect(Collectors.joining());
  }

  ProjectSpec with(MetricSpec metric) {
    var more = new ArrayList<>(metrics);
    more.add(metric);
    return new ProjectSpec(models, more);
  }

  ProjectSpec with(ModelSpec changed) {
    return new ProjectSpec(
        models.stream().map(m -> m.name().equals(changed.name()) ? changed : m).toList(), metrics);
  }

  /** A little smaller, in every way. */
  List<ProjectSpec> smaller() {
    var all = new ArrayList<ProjectSpec>();
    Shrinker.without(metrics).forEach(m -> all.add(new ProjectSpec(models, m)));
    Shrinker.without(models).forEach(m -> all.add(new ProjectSpec(m, metrics)));
    for (ModelSpec model : models) {
      Shrinker.fewer(model.rows()).forEach(r -> all.add(with(model.withRows(r))));
      Shrinker.without(model.joins()).forEach(j -> all.add(with(model.withJoins(j))));
      Shrinker.without(model.fields()).forEach(f -> all.add(with(model.withFields(f))));
      model
          .where()
          .ifPresent(w -> {
            all.add(with(model.withWhere(Optional.empty())));
            w.smaller().forEach(s -> all.add(with(model.withWhere(Optional.of(s)))));
          });
      if (model.time().isPresent()) {
        all.add(with(model.withTime(Optional.empty())));
      }
    }
    for (int i = 0; i < metrics.size(); i++) {
      MetricSpec metric = metrics.get(i);
      for (Piece body : metric.body().smaller()) {
        var changed = new ArrayList<>(metrics);
        changed.set(
            i,
            new MetricSpec(
                metric.name(),
                body,
                metric.kind(),
                metric.bases(),
                metric.unit(),
                metric.exactness()));
        all.add(new ProjectSpec(models, changed));
      }
    }
    return all;
  }
}
