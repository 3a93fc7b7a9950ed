package dev.mensura.verify;

import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.Query;
import dev.mensura.ir.RowExpr;
import dev.mensura.type.Aggregate;
import dev.mensura.type.Unit;
import dev.mensura.type.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Makes queries over the rows of one model, which nobody has written. */
final class Queries {
  private Queries() {}

  static Query of(String model, List<Query.Item> items) {
    return of(model, items, List.of(), List.of(), Optional.empty(), List.of());
  }

  /**
   * @param filters conditions on the rows
   */
  static Query of(
      String model,
      List<Query.Item> items,
      List<Query.Group> groups,
      List<RowExpr> filters,
      Optional<MetricExpr> having,
      List<Query.Ordering> order) {
    return new Query(
        List.of(model),
        items,
        groups,
        filters.stream().map(f -> new Query.Filter(new TreeMap<>(Map.of(model, f)))).toList(),
        List.of(),
        having,
        order,
        OptionalLong.empty());
  }

  static Query.Item item(String name, MetricExpr value) {
    return new Query.Item(name, value, Unit.ANY, Optional.empty());
  }

  /** How many rows there are, or how many of them have a value. */
  static MetricExpr count(String model, Optional<RowExpr> value) {
    return new MetricExpr.Aggregated(
        model, Aggregate.COUNT, value, Optional.empty(), MetricExpr.Empty.ZERO, ValueType.INTEGER);
  }

  static Query.Group group(String model, String name, RowExpr value) {
    return new Query.Group(
        name, value.type(), true, new TreeMap<>(Map.of(model, value)), Unit.ANY, Optional.empty());
  }
}
