package dev.mensura.interpreter;

import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.Query;
import dev.mensura.ir.RowExpr;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers a query by its definition. */
public final class Interpreter {
  private final World world;
  private final MetricValues metrics;

  public Interpreter(World world) {
    this.world = world;
    this.metrics = new MetricValues(world);
  }

  /** The rows of the answer, in order: the groups' values, then the items'. */
  public List<List<Object>> answer(Query query) {
    List<List<Object>> groups =
        cells(query).stream()
            .filter(cell -> passes(query, cell))
            .sorted((a, b) -> compare(query, a, b))
            .limit(query.limit().orElse(Long.MAX_VALUE))
            .toList();
    return groups.stream().map(cell -> row(query, cell)).toList();
  }

  /** The groups that some item touches; one of no coordinates where there are no dimensions. */
  private Set<List<Object>> cells(Query query) {
    List<Map<String, RowExpr>> dimensions =
        query.groups().stream().<Map<String, RowExpr>>map(Query.Group::values).toList();
    Context context = filtered(query);
    for (int i = 0; i < dimensions.size(); i++) {
      context = context.then(new Step.Each(dimensions.get(i), i));
    }
    if (query.items().isEmpty()) {
      return new Rows(world, query.bases().getFirst(), context).groups(dimensions.size());
    }
    if (dimensions.isEmpty()) {
      return Set.of(List.of());
    }
    var cells = new HashSet<List<Object>>();
    for (Query.Item item : query.items()) {
      cells.addAll(new Touch(world).groups(item.value(), context, dimensions.size()));
    }
    return cells;
  }

  private Context filtered(Query query) {
    Context context = Context.ALL.within(data(query));
    for (Query.Filter filter : query.filters()) {
      context = context.asked(filter.predicates());
    }
    for (Query.Filter filter : query.periods()) {
      context = context.asked(filter.predicates());
    }
    return context;
  }

  /** When the first and the last row happened of all that the query reads. */
  private Span data(Query query) {
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

  private Context context(Query query, List<Object> cell) {
    Context context = filtered(query);
    for (int i = 0; i < cell.size(); i++) {
      var values = query.groups().get(i).values();
      context = context.then(new Step.In(values, cell.get(i)));
    }
    return context;
  }

  private boolean passes(Query query, List<Object> cell) {
    return query
        .having()
        .map(having -> Boolean.TRUE.equals(metrics.value(having, context(query, cell))))
        .orElse(true);
  }

  /** As asked, then by the groups. */
  private int compare(Query query, List<Object> a, List<Object> b) {
    for (Query.Ordering ordering : query.order()) {
      int order =
          switch (ordering.key()) {
            case Query.Key.ByGroup by -> compare(a, b, by.index());
            case Query.Key.ByValue by ->
                Values.compareNullsLast(
                    metrics.value(by.value(), context(query, a)),
                    metrics.value(by.value(), context(query, b)));
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

  private List<Object> row(Query query, List<Object> cell) {
    var row = new ArrayList<>(cell);
    Context context = context(query, cell);
    query.items().forEach(item -> row.add(metrics.value(item.value(), context)));
    return row;
  }
}
