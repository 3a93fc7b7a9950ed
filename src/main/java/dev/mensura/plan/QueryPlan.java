package dev.mensura.plan;

import dev.mensura.type.Unit;
import dev.mensura.type.ValueType;
import java.util.List;
import java.util.Optional;

/**
 * How a query is answered.
 *
 * @param stages each made from tables and the stages before it; the last is the answer
 * @param columns the columns of the answer
 */
public record QueryPlan(List<Stage> stages, List<Column> columns) {
  public QueryPlan {
    stages = List.copyOf(stages);
    columns = List.copyOf(columns);
  }

  public Stage answer() {
    return stages.getLast();
  }

  /** A column of the answer. */
  public record Column(String name, ValueType type, Unit unit, Optional<String> format) {}
}
