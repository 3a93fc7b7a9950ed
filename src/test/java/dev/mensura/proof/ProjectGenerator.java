package dev.mensura.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Generates whole projects. */
final class ProjectGenerator {
  private final Dice dice;

  ProjectGenerator(long seed) {
    this.dice = new Dice(seed);
  }

  ProjectSpec project() {
    List<ModelSpec> models = new DataGenerator(dice).fill(new ModelGenerator(dice).generate());
    var project = new ProjectSpec(models, List.of(), settings());
    for (ModelSpec model : models) {
      if (dice.percent(15)) {
        project = project.with(filtered(project, model));
      }
    }
    int simple = dice.between(2, 3);
    for (int i = 0; i < simple; i++) {
      project = project.with(new MetricGenerator(dice, project).simple("s" + i, List.of()));
    }
    for (ModelSpec model : models) {
      if (dice.percent(40)) {
        project = project.with(computed(project, project.model(model.name())));
      }
    }
    int more = dice.between(4, 7);
    for (int i = 0; i < more; i++) {
      project = project.with(new MetricGenerator(dice, project).any("m" + i));
    }
    return project;
  }

  /** Mostly none; else weeks from another day, fiscal years, a horizon. */
  private String settings() {
    if (dice.percent(50)) {
      return "";
    }
    var keys = new ArrayList<String>();
    if (dice.percent(60)) {
      keys.add("week_starts: " + dice.oneOf("sunday", "sunday", "saturday", "tuesday", "thursday"));
    }
    var calendar = new ArrayList<String>();
    if (dice.percent(70)) {
      calendar.add(
          "fiscal: {starts: %s, named: %s}"
              .formatted(
                  dice.oneOf("january", "february", "april", "july", "october", "november"),
                  dice.oneOf("start", "end")));
    }
    if (dice.percent(30)) {
      calendar.add(
          "range: "
              + dice.oneOf(
                  "2023-11-08..2024-04-17", "2024-01-01..2024-12-31", "2023-01-01..2024-02-29"));
    }
    if (!calendar.isEmpty()) {
      keys.add("calendar: {" + String.join(", ", calendar) + "}");
    }
    return keys.isEmpty() ? "" : "{" + String.join(", ", keys) + "}";
  }

  QuerySpec query(ProjectSpec project) {
    return new QueryGenerator(dice, project).generate();
  }

  /** A query of metrics with modifiers in each other. */
  QuerySpec composedQuery(ProjectSpec project) {
    return new ComposedQueryGenerator(dice, project).generate();
  }

  /** A query that moves in time; none if nothing of the project has a time. */
  Optional<QuerySpec> timeQuery(ProjectSpec project) {
    return new TimeQueryGenerator(dice, project).generate();
  }

  private ModelSpec filtered(ProjectSpec project, ModelSpec model) {
    var own = new Graph(new ProjectSpec(List.of(model.withJoins(List.of())), List.of()));
    var scope = new Scope(own, model, Scope.Position.FIELD, List.of());
    Piece where = new ExpressionGenerator(dice, scope).condition(1);
    return project.model(model.name()).withWhere(Optional.of(where));
  }

  private ModelSpec computed(ProjectSpec project, ModelSpec model) {
    var scope = new Scope(new Graph(project), model, Scope.Position.FIELD, project.metrics());
    Kind kind =
        dice.oneOf(Kind.INTEGER, Kind.DECIMAL, Kind.STRING, Kind.BOOLEAN, Kind.DATE, Kind.DOUBLE);
    var expressions = new ExpressionGenerator(dice, scope);
    Piece expression = kind == Kind.BOOLEAN ? expressions.condition(1) : expressions.of(kind, 2);
    return model.with(
        new FieldSpec(
            "made_" + kind.name().toLowerCase(java.util.Locale.ROOT),
            kind,
            "",
            List.of(),
            Optional.of(expression),
            false));
  }
}
