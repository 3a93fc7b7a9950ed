package dev.mensura.interpreter;

import dev.mensura.ir.JoinPath;
import dev.mensura.ir.RowExpr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a metric is a function of.
 *
 * @param groups what a row must be equal to
 * @param filters what must hold of it: for each base model, the predicate over its rows
 * @param times for base models whose time is another than their own, that time
 */
record Context(
    List<Coordinate> groups, List<Map<String, RowExpr>> filters, Map<String, RowExpr> times) {
  static final Context ALL = new Context(List.of(), List.of(), Map.of());

  /** One group that a row must be in. */
  sealed interface Coordinate {
    /** A dimension has this value. */
    record Dimension(Map<String, RowExpr> values, Object value) implements Coordinate {}

    /** The row at the end of the way from the base model is this one. */
    record OfRow(Map<String, JoinPath> ways, Row row) implements Coordinate {}
  }

  Context in(Coordinate coordinate) {
    var more = new ArrayList<>(groups);
    more.add(coordinate);
    return new Context(more, filters, times);
  }

  Context where(Map<String, RowExpr> predicates) {
    var more = new ArrayList<>(filters);
    more.add(predicates);
    return new Context(groups, more, times);
  }

  /** What is written further inside comes later, and wins. */
  Context dated(Map<String, RowExpr> fields) {
    var changed = new HashMap<>(times);
    changed.putAll(fields);
    return new Context(groups, filters, changed);
  }
}
