package dev.mensura.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A generated project: models with their data, and metrics.
 *
 * @param settings what its {@code mensura.yml} says of time, in one line
 */
record ProjectSpec(List<ModelSpec> models, List<MetricSpec> metrics, String settings) {
  /** What stands before the settings of a project in the text of its models. */
  static final String SETTINGS = "# mensura.yml: ";

  ProjectSpec(List<ModelSpec> models, List<MetricSpec> metrics) {
    this(models, metrics, "");
  }

  ProjectSpec {
    models = List.copyOf(models);
    metrics = List.copyOf(metrics);
  }

  ModelSpec model(String name) {
    return models.stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
  }

  String yaml() {
    String all = models.stream().map(ModelSpec::yaml).collect(Collectors.joining("---\n"));
    return settings.isEmpty() ? all : SETTINGS + settings + "\n" + all;
  }

  String metricText() {
    return metrics.stream().map(m -> m.text() + "\n").collect(Collectors.joining());
  }

  ProjectSpec with(MetricSpec metric) {
    var more = new ArrayList<>(metrics);
    more.add(metric);
    return new ProjectSpec(models, more, settings);
  }

  ProjectSpec with(ModelSpec changed) {
    return new ProjectSpec(
        models.stream().map(m -> m.name().equals(changed.name()) ? changed : m).toList(),
        metrics,
        settings);
  }

  /** A little smaller, in every way. */
  List<ProjectSpec> smaller() {
    var all = new ArrayList<ProjectSpec>();
    if (!settings.isEmpty()) {
      all.add(new ProjectSpec(models, metrics));
    }
    Shrinker.without(metrics).forEach(m -> all.add(new ProjectSpec(models, m, settings)));
    Shrinker.without(models).forEach(m -> all.add(new ProjectSpec(m, metrics, settings)));
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
        all.add(new ProjectSpec(models, changed, settings));
      }
    }
    return all;
  }
}
