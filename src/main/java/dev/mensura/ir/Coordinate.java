package dev.mensura.ir;

import dev.mensura.type.ValueType;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What tells values apart: a dimension, seen from every model that reaches it.
 *
 * @param name as it is written; a part of a key that a join stands for has the field's name
 * @param values for each such model, its value for a row; a bare grain is the period of {@link
 *     RowExpr.OwnTime}, and that time itself stands for all of its periods and parts
 */
public record Coordinate(
    String name, ValueType type, boolean nullable, SortedMap<String, RowExpr> values) {
  public Coordinate {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** Whether it is the same dimension as one that is seen from some of the same models. */
  public boolean isSame(SortedMap<String, RowExpr> others) {
    return values.entrySet().stream().anyMatch(e -> e.getValue().equals(others.get(e.getKey())));
  }

  /** Whether it stands for all periods and parts of the own time. */
  public boolean isWholeTime() {
    return values.values().stream().anyMatch(RowExpr.OwnTime.class::isInstance);
  }

  /** Whether it tells the own time apart. */
  public boolean isTime() {
    return values.values().stream().anyMatch(OwnTimes::isIn);
  }
}
