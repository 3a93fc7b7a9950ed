package dev.mensura.compiler;

import dev.mensura.model.Catalog;
import dev.mensura.model.Field;
import dev.mensura.model.SemanticModel;
import dev.mensura.syntax.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Writes the metrics that a new project starts with: a count and perhaps a sum of each model. */
final class FirstMetrics {
  private static final int MOST_MODELS = 8;

  /** What numbers are called whose sum says nothing. */
  private static final List<String> NO_AMOUNTS =
      List.of("price", "rate", "ratio", "percent", "pct", "share", "score", "lat", "lon", "lng");

  private final StringBuilder out = new StringBuilder();
  private final Set<String> taken = new HashSet<>();

  private FirstMetrics() {}

  static String of(Catalog catalog) {
    var metrics = new FirstMetrics();
    metrics.out.append(
        "-- First metrics of the project; `mensura list` shows what can be asked.\n");
    catalog.models().stream().limit(MOST_MODELS).forEach(metrics::add);
    return metrics.out.toString();
  }

  private void add(SemanticModel model) {
    String word = word(model.name());
    String path = Names.quoted(model.name());
    metric("How many rows `" + model.name() + "` has.", "total_" + word, "count " + path);
    Optional<Field> amount =
        model.fields().values().stream().filter(f -> isAmount(model, f)).findFirst();
    amount.ifPresent(field ->
        metric(
            "The sum of `" + field.name() + "` in `" + model.name() + "`.",
            word + "_" + word(field.name()),
            "sum " + path + "." + Names.quoted(field.name())));
  }

  private void metric(String says, String name, String body) {
    String free = name;
    for (int i = 2; !taken.add(free); i++) {
      free = name + "_" + i;
    }
    out.append("\n/// ").append(says).append("\nmetric ");
    out.append(Names.quoted(free)).append(" = ").append(body).append('\n');
  }

  private static boolean isAmount(SemanticModel model, Field field) {
    String name = field.name().toLowerCase(Locale.ROOT);
    return switch (field.type().kind()) {
      case DECIMAL, DOUBLE ->
          !model.primaryKey().contains(field.name())
              && !DraftNames.isKeyLike(name)
              && NO_AMOUNTS.stream().noneMatch(name::contains);
      case INTEGER, STRING, BOOLEAN, DATE, TIMESTAMP, TIMESTAMPTZ, TIME, DURATION, NULL, UNKNOWN ->
          false;
    };
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
  }
}
