package dev.mensura.ir;

import dev.mensura.type.Function;
import dev.mensura.type.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What modifiers have said so far, for each base model: contexts change from the outermost modifier
 * inward.
 */
final class Context {
  static final Context NONE =
      new Context(
          Collections.emptySortedMap(),
          Collections.emptySortedMap(),
          Frame.PERIOD,
          List.of(),
          Optional.empty());

  private final SortedMap<String, List<RowExpr>> filters;
  private final SortedMap<String, RowExpr> times;
  private final Frame frame;
  private final List<Grouping> groupings;
  private final Optional<Marking> marking;
  private final int hash;

  private Context(
      SortedMap<String, List<RowExpr>> filters,
      SortedMap<String, RowExpr> times,
      Frame frame,
      List<Grouping> groupings,
      Optional<Marking> marking) {
    this.filters = filters;
    this.times = times;
    this.frame = frame;
    this.groupings = groupings;
    this.marking = marking;
    this.hash = List.of(filters, times, frame, groupings, marking).hashCode();
  }

  /**
   * A mark, and what has been said of rows inside of it.
   *
   * @param filters for each base model
   */
  private record Marking(MetricExpr.Marked mark, SortedMap<String, List<RowExpr>> filters) {}

  Context where(SortedMap<String, RowExpr> given) {
    SortedMap<String, RowExpr> predicates = new TreeMap<>();
    given.forEach((base, predicate) -> predicates.put(base, ranked(predicate)));
    return new Context(
        with(filters, predicates),
        times,
        frame,
        groupings,
        marking.map(m -> new Marking(m.mark(), with(m.filters(), predicates))));
  }

  /** What a ranking inside goes by is looked at in this context, as its rows are. */
  private RowExpr ranked(RowExpr predicate) {
    List<RowExpr> operands = predicate.operands().stream().map(this::ranked).toList();
    RowExpr now = operands.equals(predicate.operands()) ? predicate : predicate.with(operands);
    if (!(now instanceof RowExpr.Ranked(List<RowExpr> values, Ranking ranking))
        || ranking.scope() == Ranking.Scope.QUERY) {
      return now;
    }
    MetricExpr by = ranking.by();
    for (Frame.Move move : frame.moves().reversed()) {
      by = new MetricExpr.Moved(by, move);
    }
    if (!times.isEmpty()) {
      by = new MetricExpr.Dated(by, times);
    }
    if (!filters.isEmpty()) {
      SortedMap<String, RowExpr> outside = new TreeMap<>();
      filters.forEach((base, all) -> outside.put(base, all(all)));
      by = new MetricExpr.Filtered(by, outside);
    }
    return new RowExpr.Ranked(
        values, new Ranking(ranking.of(), by, ranking.end(), ranking.count(), ranking.scope()));
  }

  private static RowExpr all(List<RowExpr> conditions) {
    return conditions.size() == 1
        ? conditions.getFirst()
        : new RowExpr.Call(Function.AND, conditions, ValueType.BOOLEAN, true);
  }

  private static SortedMap<String, List<RowExpr>> with(
      SortedMap<String, List<RowExpr>> filters, SortedMap<String, RowExpr> predicates) {
    var all = new TreeMap<>(filters);
    predicates.forEach((base, predicate) -> {
      var longer = new ArrayList<>(all.getOrDefault(base, List.of()));
      if (!longer.contains(predicate)) {
        longer.add(predicate);
      }
      all.put(base, List.copyOf(longer));
    });
    return all;
  }

  /** The inner date is the one that counts. */
  Context dated(SortedMap<String, RowExpr> inner) {
    var all = new TreeMap<>(times);
    all.putAll(inner);
    return new Context(filters, all, frame, groupings, marking);
  }

  /** The outer stretch of time is moved first. */
  Context moved(Frame.Move move) {
    return new Context(filters, times, frame.then(move), groupings, marking);
  }

  /** Without the time, what is read is the whole of the query's, whatever was said before. */
  Context across(Grouping.Across left) {
    return new Context(filters, times, left.time() ? Frame.PERIOD : frame, with(left), marking);
  }

  /** The inner mark is the one that counts, and the filters inside of it. */
  Context marked(MetricExpr.Marked mark) {
    return new Context(
        filters,
        times,
        frame,
        groupings,
        Optional.of(new Marking(mark, Collections.emptySortedMap())));
  }

  /** Periods among the keys are those of the stretch of time that was read outside. */
  Context per(List<Coordinate> keys) {
    Frame each = frame;
    for (Coordinate key : keys) {
      Optional<RowExpr.Truncate> period =
          key.values().values().stream()
              .filter(v -> v instanceof RowExpr.Truncate t && t.value() instanceof RowExpr.OwnTime)
              .map(RowExpr.Truncate.class::cast)
              .findFirst();
      each = period.isPresent() ? each.then(new Frame.Move.Each(period.get().grain())) : each;
    }
    return new Context(filters, times, each, with(new Grouping.Per(keys)), marking);
  }

  private List<Grouping> with(Grouping grouping) {
    var longer = new ArrayList<>(groupings);
    longer.add(grouping);
    return List.copyOf(longer);
  }

  List<Grouping> groupings() {
    return groupings;
  }

  Leaf leaf(MetricExpr.Aggregated a) {
    Optional<RowExpr> time = Optional.ofNullable(times.get(a.base()));
    return new Leaf(
        a.base(),
        a.function(),
        a.argument().map(x -> timed(x, time)),
        a.fraction(),
        a.empty(),
        timed(filters, a.base(), time),
        time,
        frame,
        groupings,
        marking.map(m -> mark(m, a.base(), time)),
        a.type());
  }

  private static Mark mark(Marking marking, String base, Optional<RowExpr> time) {
    MetricExpr.Marked mark = marking.mark();
    RowExpr of = mark.times().get(base);
    if (of == null) {
      throw new IllegalArgumentException("a mark says nothing of " + base);
    }
    return new Mark(
        mark.edge(),
        timed(of, time),
        mark.keys().getOrDefault(base, List.of()).stream().map(k -> timed(k, time)).toList(),
        timed(marking.filters(), base, time));
  }

  private static List<RowExpr> timed(
      SortedMap<String, List<RowExpr>> filters, String base, Optional<RowExpr> time) {
    return filters.getOrDefault(base, List.of()).stream().map(f -> timed(f, time)).toList();
  }

  private static RowExpr timed(RowExpr expression, Optional<RowExpr> time) {
    return time.map(t -> OwnTimes.replace(expression, t)).orElse(expression);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Context c
            && hash == c.hash
            && filters.equals(c.filters)
            && times.equals(c.times)
            && frame.equals(c.frame)
            && groupings.equals(c.groupings)
            && marking.equals(c.marking));
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
