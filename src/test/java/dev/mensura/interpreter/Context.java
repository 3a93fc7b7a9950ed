package dev.mensura.interpreter;

import dev.mensura.ir.Frame;
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
 * @param asked what the query says of rows: for each base model, the predicate over its rows
 * @param filters what the metric says of them
 * @param times for base models whose time is another than their own, that time
 * @param moves what is done to the stretch of time, the outermost first
 * @param data when the first and the last of all rows happened that the query reads
 */
record Context(
    List<Coordinate> groups,
    List<Map<String, RowExpr>> asked,
    List<Map<String, RowExpr>> filters,
    Map<String, RowExpr> times,
    List<Frame.Move> moves,
    Span data) {
  static final Context ALL =
      new Context(List.of(), List.of(), List.of(), Map.of(), List.of(), Span.NONE);

  /** One group that a row must be in. */
  sealed interface Coordinate {
    /** A dimension has this value. */
    record Dimension(Map<String, RowExpr> values, Object value) implements Coordinate {}

    /** The row at the end of the way from the base model is this one. */
    record OfRow(Map<String, JoinPath> ways, Row row) implements Coordinate {}
  }

  Context in(Coordinate coordinate) {
    return new Context(with(groups, coordinate), asked, filters, times, moves, data);
  }

  Context asked(Map<String, RowExpr> predicates) {
    return new Context(groups, with(asked, predicates), filters, times, moves, data);
  }

  Context within(Span all) {
    return new Context(groups, asked, filters, times, moves, all);
  }

  Context where(Map<String, RowExpr> predicates) {
    return new Context(groups, asked, with(filters, predicates), times, moves, data);
  }

  Context moved(Frame.Move move) {
    return new Context(groups, asked, filters, times, with(moves, move), data);
  }

  /** What is written further inside comes later, and wins. */
  Context dated(Map<String, RowExpr> fields) {
    var changed = new HashMap<>(times);
    changed.putAll(fields);
    return new Context(groups, asked, filters, changed, moves, data);
  }

  private static <T> List<T> with(List<T> list, T more) {
    var longer = new ArrayList<>(list);
    longer.add(more);
    return longer;
  }
}
