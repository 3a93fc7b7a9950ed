package dev.mensura.interpreter;

import dev.mensura.ir.Coordinate;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.RowExpr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What a metric is a function of.
 *
 * @param steps what was said of groups and of time
 * @param asked what the query says of rows: for each base model, the predicate over its rows
 * @param filters what the metric says of them, the outermost first
 * @param times for base models whose time is another than their own, that time
 * @param mark which rows alone count
 * @param data when the first and the last of all rows happened that the query reads
 */
record Context(
    List<Step> steps,
    List<Map<String, RowExpr>> asked,
    List<Said> filters,
    Map<String, RowExpr> times,
    Optional<Marking> mark,
    Span data) {
  static final Context ALL =
      new Context(List.of(), List.of(), List.of(), Map.of(), Optional.empty(), Span.NONE);

  /**
   * Only the rows of the last time count.
   *
   * @param filters those written inside of the mark
   */
  record Marking(MetricExpr.Marked mark, List<Said> filters) {}

  /**
   * A condition of a metric.
   *
   * @param predicates for each base model, the one over its rows
   * @param outside the context that it was said in, which is what it ranks in
   */
  record Said(Map<String, RowExpr> predicates, Context outside) {
    private Said within(UnaryOperator<Context> change) {
      return new Said(predicates, change.apply(outside));
    }
  }

  Context then(Step step) {
    return steps(with(steps, step));
  }

  private Context steps(List<Step> changed) {
    return new Context(changed, asked, filters, times, mark, data);
  }

  /** Other steps, here and in the contexts that something was said in. */
  private Context everywhere(UnaryOperator<List<Step>> change) {
    UnaryOperator<Context> all = c -> c.everywhere(change);
    return new Context(
        change.apply(steps),
        asked,
        filters.stream().map(f -> f.within(all)).toList(),
        times,
        mark.map(m -> new Marking(m.mark(), m.filters().stream().map(f -> f.within(all)).toList())),
        data);
  }

  /** Told apart by some coordinates, from this column on. */
  Context each(List<Coordinate> coordinates, int column) {
    Context context = this;
    for (int i = 0; i < coordinates.size(); i++) {
      context = context.then(new Step.Each(coordinates.get(i).values(), column + i));
    }
    return context;
  }

  /** What is told apart here, for one group. */
  Context in(List<Object> group) {
    return everywhere(all ->
        all.stream()
            .<Step>map(s ->
                s instanceof Step.Each e ? new Step.In(e.dimension(), group.get(e.column())) : s)
            .toList());
  }

  /** Whether groups are told apart. */
  boolean isOpen() {
    return steps.stream().anyMatch(Step.Each.class::isInstance);
  }

  /** In any of the groups of these dimensions. */
  Context inAny(Predicate<Map<String, RowExpr>> dimensions) {
    return everywhere(all ->
        all.stream()
            .filter(s -> !(s instanceof Step.In in && dimensions.test(in.dimension())))
            .toList());
  }

  /** The query's alone, under some of its conditions. */
  Context ofQuery(List<Map<String, RowExpr>> conditions) {
    return new Context(List.of(), conditions, List.of(), Map.of(), Optional.empty(), data);
  }

  Context asked(Map<String, RowExpr> predicates) {
    return new Context(steps, with(asked, predicates), filters, times, mark, data);
  }

  Context within(Span all) {
    return new Context(steps, asked, filters, times, mark, all);
  }

  Context where(Map<String, RowExpr> predicates) {
    return new Context(
        steps,
        asked,
        with(filters, new Said(predicates, this)),
        times,
        mark.map(m -> new Marking(m.mark(), with(m.filters(), new Said(predicates, this)))),
        data);
  }

  /** What is written further inside comes later, and wins. */
  Context dated(Map<String, RowExpr> fields) {
    var changed = new HashMap<>(times);
    changed.putAll(fields);
    return new Context(steps, asked, filters, changed, mark, data);
  }

  /** What is written further inside comes later, and wins. */
  Context marked(MetricExpr.Marked inner) {
    return new Context(
        steps, asked, filters, times, Optional.of(new Marking(inner, List.of())), data);
  }

  private static <T> List<T> with(List<T> list, T more) {
    var longer = new ArrayList<>(list);
    longer.add(more);
    return longer;
  }
}
