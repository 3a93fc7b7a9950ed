package dev.mensura.proof;

import dev.mensura.proof.MetricSpec.Exactness;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Generates metrics of events that follow events. */
final class ConversionGenerator {
  private static final Set<Kind> KEYS = EnumSet.of(Kind.INTEGER, Kind.STRING, Kind.BOOLEAN);

  private final Dice dice;
  private final ProjectSpec project;

  ConversionGenerator(Dice dice, ProjectSpec project) {
    this.dice = dice;
    this.project = project;
  }

  /** None where no models have times and a field in common. */
  Optional<MetricSpec> generate() {
    return generate(dice.percent(50));
  }

  /** The share of events that others follow. */
  Optional<MetricSpec> share() {
    return generate(true);
  }

  private Optional<MetricSpec> generate(boolean share) {
    List<ModelSpec> events =
        project.models().stream().filter(m -> m.time().isPresent() && !m.key().isEmpty()).toList();
    if (events.isEmpty()) {
      return Optional.empty();
    }
    var steps = new ArrayList<ModelSpec>();
    int count = dice.oneOf(2, 2, 2, 3);
    for (ModelSpec event : dice.shuffled(events)) {
      if (steps.size() < count) {
        steps.add(event);
      }
    }
    if (steps.size() < 2) {
      return Optional.empty();
    }
    List<String> shared =
        steps.getFirst().fields().stream()
            .filter(f -> KEYS.contains(f.kind()))
            .map(FieldSpec::name)
            .filter(f -> steps.stream().allMatch(s -> s.field(f).isPresent()))
            .toList();
    if (shared.isEmpty()) {
      return Optional.empty();
    }
    var parts = new ArrayList<Object>();
    parts.add(share ? "conversion(" : "conversions(");
    for (ModelSpec step : steps) {
      parts.add(event(step, step == steps.getLast() && !share));
      parts.add(", ");
    }
    parts.add("by: " + dice.pick(shared));
    parts.add(optional(70, ", within: " + length()));
    parts.add(optional(15, ", after: " + dice.oneOf("1 day", "1 hour", "1 month")));
    parts.add(optional(15, ", matching: [" + dice.pick(shared) + "]"));
    parts.add(")");
    Kind kind = Kind.DOUBLE;
    return Optional.of(
        new MetricSpec(
            "x",
            new Piece("modified", parts),
            kind,
            Set.of(steps.getFirst().name()),
            "none",
            Exactness.ROUNDED));
  }

  private Piece optional(int percent, String text) {
    return dice.percent(percent) ? Piece.of("optional", text) : Piece.of("optional");
  }

  private String length() {
    return dice.oneOf("1 day", "7 days", "30 days", "1 month", "2 months", "1 year", "12 hours");
  }

  private Piece event(ModelSpec model, boolean valued) {
    List<String> numbers =
        model.fields().stream().filter(f -> f.kind().isNumber()).map(FieldSpec::name).toList();
    String metric =
        valued && !numbers.isEmpty() && dice.percent(60)
            ? dice.oneOf("sum ", "avg ", "max ", "min ", "count ")
                + model.name()
                + "."
                + dice.pick(numbers)
            : "count " + model.name();
    if (!dice.percent(25)) {
      return Piece.of("event", metric);
    }
    var scope = new Scope(new Graph(project), model, Scope.Position.FILTER, List.of());
    Piece where = new ExpressionGenerator(dice, scope).condition(1);
    return Piece.of("event", metric, Piece.of("optional", " where ", where));
  }
}
