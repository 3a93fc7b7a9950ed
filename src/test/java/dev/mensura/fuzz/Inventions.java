package dev.mensura.fuzz;

import dev.mensura.model.Catalog;
import dev.mensura.model.SemanticModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes up metrics and queries from the names of a project. Each looks as if somebody had meant it,
 * and some are right.
 */
final class Inventions {
  private static final List<String> AGGREGATES =
      List.of(
          "count", "count_distinct", "sum", "avg", "min", "max", "median", "stddev", "any_true");
  private static final List<String> COMPARISONS = List.of("=", "!=", "<", "<=", ">", ">=");
  private static final List<String> GRAINS =
      List.of("day", "week", "month", "quarter", "year", "day_of_week");
  private static final List<String> LITERALS =
      List.of(
          "0",
          "1",
          "2.50",
          "-3",
          "'pro'",
          "'paid'",
          "''",
          "null",
          "true",
          "@2024",
          "@2024-02",
          "@2024-02-29",
          "7 days");

  private final Random random;
  private final List<SemanticModel> models;
  private final List<String> metrics;

  Inventions(Random random, Catalog catalog, List<String> metrics) {
    this.random = random;
    this.models = List.copyOf(catalog.models());
    this.metrics = metrics;
  }

  /** A declaration of a metric named {@code invented}. */
  String metric() {
    return "metric invented = " + value(3, any(models)) + "\n";
  }

  String query() {
    var text = new StringBuilder();
    int items = 1 + random.nextInt(3);
    for (int i = 0; i < items; i++) {
      text.append(i == 0 ? "" : ", ");
      text.append(
          random.nextInt(3) == 0 ? "(" + value(2, any(models)) + ") as i" + i : any(metrics));
    }
    SemanticModel model = any(models);
    int groups = random.nextInt(4);
    for (int i = 0; i < groups; i++) {
      text.append(i == 0 ? "\nby " : ", ");
      text.append(random.nextInt(3) == 0 ? any(GRAINS) : model.name() + "." + path(model));
    }
    if (random.nextInt(3) == 0) {
      text.append("\nwhere ").append(model.name()).append('.').append(path(model));
      text.append(' ').append(any(COMPARISONS)).append(' ').append(any(LITERALS));
    }
    if (random.nextInt(4) == 0) {
      text.append("\nhaving ").append(any(metrics)).append(" > ").append(any(LITERALS));
    }
    if (random.nextInt(4) == 0) {
      text.append("\norder by ").append(any(metrics)).append(" desc\nlimit 5");
    }
    return text.toString();
  }

  private String value(int depth, SemanticModel model) {
    return switch (random.nextInt(depth == 0 ? 4 : 11)) {
      case 0 -> any(metrics);
      case 1 -> "count " + model.name();
      case 2, 3 -> any(AGGREGATES) + " " + model.name() + "." + path(model);
      case 4 ->
          any(AGGREGATES)
              + " ("
              + model.name()
              + "."
              + path(model)
              + " "
              + operator()
              + " "
              + row(1, model)
              + ")";
      case 5, 6 -> "(" + value(depth - 1, model) + " where " + predicate(2, model) + ")";
      case 7 ->
          "("
              + value(depth - 1, model)
              + ") "
              + operator()
              + " ("
              + value(depth - 1, any(models))
              + ")";
      case 8 ->
          "case when " + any(metrics) + " > 1 then " + value(depth - 1, model) + " else 0 end";
      case 9 -> "coalesce(" + value(depth - 1, model) + ", " + any(LITERALS) + ")";
      default -> "(" + value(depth - 1, model) + " dated " + path(model) + ")";
    };
  }

  private String predicate(int depth, SemanticModel model) {
    return switch (random.nextInt(depth == 0 ? 3 : 8)) {
      case 0, 1 -> row(1, model) + " " + any(COMPARISONS) + " " + row(1, model);
      case 2 -> path(model) + " is not null";
      case 3 -> predicate(depth - 1, model) + " and " + predicate(depth - 1, model);
      case 4 -> "(" + predicate(depth - 1, model) + " or " + predicate(depth - 1, model) + ")";
      case 5 -> "not (" + predicate(depth - 1, model) + ")";
      case 6 -> row(0, model) + " in (" + any(LITERALS) + ", " + any(LITERALS) + ")";
      default -> path(model) + " between " + any(LITERALS) + " and " + any(LITERALS);
    };
  }

  private String row(int depth, SemanticModel model) {
    return switch (random.nextInt(depth == 0 ? 3 : 7)) {
      case 0, 1 -> path(model);
      case 2 -> any(LITERALS);
      case 3 -> "(" + row(depth - 1, model) + " " + operator() + " " + row(depth - 1, model) + ")";
      case 4 -> "coalesce(" + row(depth - 1, model) + ", " + any(LITERALS) + ")";
      case 5 -> any(metrics);
      default -> "abs(" + row(depth - 1, model) + ")";
    };
  }

  /** A field, maybe one behind joins, maybe with a grain behind it. */
  private String path(SemanticModel from) {
    var names = new ArrayList<String>();
    from.fields().keySet().forEach(names::add);
    from.joins()
        .forEach((name, join) -> {
          names.add(name + ".name");
          models.stream()
              .filter(m -> m.name().equals(join.model()))
              .forEach(m -> m.fields().keySet().forEach(f -> names.add(name + "." + f)));
        });
    String path = any(names);
    return random.nextInt(8) == 0 ? path + "." + any(GRAINS) : path;
  }

  private String operator() {
    return any(List.of("+", "-", "*", "/"));
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
