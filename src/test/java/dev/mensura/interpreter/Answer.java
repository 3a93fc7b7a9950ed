package dev.mensura.interpreter;

import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.Query;
import dev.mensura.ir.RowExpr;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The answer of one query: which cells there are, then their values, then what is left of them. */
final class Answer {
  private final World world;
  private final Query query;
  private final Context context;
  private final Set<List<Object>> fillers = new HashSet<>();

  Answer(World world, Query query) {
    this.world = world;
    this.query = query;
    this.context = context();
  }

  List<List<Object>> rows() {
    Set<List<Object>> cells = new HashSet<>(touched());
    if (query.fill().isPresent()) {
      fillers.addAll(filled(cells));
      fillers.removeAll(cells);
      cells.addAll(fillers);
    }
    List<List<Object>> kept = cells.stream().filter(this::passes).sorted(this::compare).toList();
    return limited(kept).stream().map(this::row).toList();
  }

  private Context context() {
    Context all = Context.ALL.within(data());
    for (Query.Filter filter : query.filters()) {
      all = all.asked(filter.predicates());
    }
    for (Query.Filter filter : query.periods()) {
      all = all.asked(filter.predicates());
    }
    return all;
  }

  /** When the first and the last row happened of all that the query reads. */
  private Span data() {
    var read = new ArrayList<MetricExpr>();
    query.items().forEach(item -> read.add(item.value()));
    query.having().ifPresent(read::add);
    query
        .order()
        .forEach(o -> {
          if (o.key() instanceof Query.Key.ByValue by) {
            read.add(by.value());
          }
        });
    var times = new HashSet<LocalDateTime>();
    read.forEach(
        e -> new Leaves(world).forEach(e, Map.of(), (base, of) -> times.addAll(times(base, of))));
    return times.isEmpty() ? Span.NONE : new Span(Collections.min(times), Collections.max(times));
  }

  /** When the rows of a base model happened, filters aside. */
  private List<LocalDateTime> times(String base, Map<String, RowExpr> times) {
    Optional<RowExpr> time = Optional.ofNullable(times.get(base)).or(() -> world.time(base));
    var rowValues = new RowValues(world, times);
    return time.stream()
        .flatMap(t -> world.rows(base).stream().map(row -> rowValues.only(row, t)))
        .filter(t -> t != Null.NULL)
        .map(Times::dateTime)
        .toList();
  }

  private Context each() {
    Context each = context;
    for (int i = 0; i < query.groups().size(); i++) {
      each = each.then(new Step.Each(query.groups().get(i).values(), i));
    }
    return each;
  }

  /** The groups that some item touches; one of no coordinates where there are no dimensions. */
  private Set<List<Object>> touched() {
    if (query.items().isEmpty()) {
      return new Rows(world, query.bases().getFirst(), each()).groups(query.groups().size());
    }
    if (query.groups().isEmpty()) {
      return Set.of(List.of());
    }
    var cells = new HashSet<List<Object>>();
    for (Query.Item item : query.items()) {
      cells.addAll(new Touch(world).groups(item.value(), each(), query.groups().size()));
    }
    return cells;
  }

  /** The groups that appear, in every period. */
  private Set<List<Object>> filled(Set<List<Object>> cells) {
    var all = new HashSet<List<Object>>();
    for (Query.Item item : query.items()) {
      all.addAll(new Touch(world).inEveryPeriod(cells, item.value(), each()));
    }
    return all;
  }

  private Object value(MetricExpr expression, List<Object> cell) {
    MetricExpr asked = fillers.contains(cell) ? filler(expression) : expression;
    return new MetricValues(world).value(asked, each().in(cell));
  }

  /** In a row that was filled in each item is the filler, wherever it is named. */
  private MetricExpr filler(MetricExpr expression) {
    Optional<MetricExpr.Constant> filler = query.fill().flatMap(Query.Fill::value);
    if (filler.isEmpty()) {
      return expression;
    }
    if (query.items().stream().anyMatch(i -> i.value().equals(expression))) {
      return filler.get();
    }
    return expression instanceof MetricExpr.Call call
        ? new MetricExpr.Call(
            call.function(),
            call.arguments().stream().map(this::filler).toList(),
            call.type(),
            call.nullable())
        : expression;
  }

  private boolean passes(List<Object> cell) {
    return query.having().map(h -> Boolean.TRUE.equals(value(h, cell))).orElse(true);
  }

  /** As asked, then by the groups. */
  private int compare(List<Object> a, List<Object> b) {
    for (Query.Ordering ordering : query.order()) {
      int order =
          switch (ordering.key()) {
            case Query.Key.ByGroup by -> compare(a, b, by.index());
            case Query.Key.ByValue by ->
                Values.compareNullsLast(value(by.value(), a), value(by.value(), b));
          };
      if (order != 0) {
        return ordering.direction() == Query.Direction.DESCENDING ? -order : order;
      }
    }
    for (int i = 0; i < query.groups().size(); i++) {
      int order = compare(a, b, i);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int compare(List<Object> a, List<Object> b, int index) {
    return Values.compareNullsLast(a.get(index), b.get(index));
  }

  /** The first few of those that are alike, and of all. */
  private List<List<Object>> limited(List<List<Object>> cells) {
    var counts = new HashMap<List<Object>, Long>();
    return cells.stream()
        .filter(cell ->
            query
                .limitPer()
                .map(per -> {
                  List<Object> alike = per.groups().stream().map(cell::get).toList();
                  return counts.merge(alike, 1L, Long::sum) <= per.count();
                })
                .orElse(true))
        .limit(query.limit().orElse(Long.MAX_VALUE))
        .toList();
  }

  private List<Object> row(List<Object> cell) {
    var row = new ArrayList<>(cell);
    query.items().forEach(item -> row.add(value(item.value(), cell)));
    return row;
  }
}
