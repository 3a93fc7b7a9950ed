package dev.mensura.plan;

import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.Query;
import dev.mensura.ir.Reducer;
import dev.mensura.ir.Reduction;
import dev.mensura.ir.Value;
import dev.mensura.type.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.Direction;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexNode;

/** Makes plans of queries. */
public final class Planner {
  private final Planning planning;
  private final Query query;
  private final Reduction reduction;

  private Planner(Planning planning, Query query, Reduction reduction) {
    this.planning = planning;
    this.query = query;
    this.reduction = reduction;
  }

  /**
   * How a query is answered; none if it has more different values than {@link Reducer#LIMIT}.
   *
   * @throws IllegalArgumentException if the query is none that the checker lets through
   */
  public static Optional<QueryPlan> plan(Query query, Meanings meanings, PlanOptions options) {
    var expressions = new ArrayList<MetricExpr>();
    query.items().forEach(item -> expressions.add(item.value()));
    query.having().ifPresent(expressions::add);
    for (Query.Ordering ordering : query.order()) {
      if (ordering.key() instanceof Query.Key.ByValue by) {
        expressions.add(by.value());
      }
    }
    try {
      Reduction reduction =
          Reducer.reduce(expressions, meanings.metrics()).orElseThrow(TooLargeException::new);
      return Optional.of(proved(new Planner(new Planning(meanings, options), query, reduction)));
    } catch (TooLargeException e) {
      return Optional.empty();
    }
  }

  private static QueryPlan proved(Planner planner) {
    QueryPlan plan = planner.plan();
    FanOutProof.check(plan)
        .ifPresent(violation -> {
          throw new IllegalStateException(violation.toString());
        });
    return plan;
  }

  private QueryPlan plan() {
    planning.credits().expect(reduction);
    List<Integer> items = reduction.roots().subList(0, query.items().size());
    var labels = new HashMap<Integer, String>();
    for (int i = 0; i < items.size(); i++) {
      labels.putIfAbsent(items.get(i), query.items().get(i).name());
    }
    var filters = new ArrayList<>(query.filters());
    filters.addAll(query.periods());
    var asked =
        new Asked(
            query.bases(),
            query.groups(),
            filters,
            reduction,
            reduction.roots(),
            items,
            labels,
            Asked.Level.QUERY);
    Cells cells = Cells.of(planning, new Axes(planning, asked), asked);
    Formulas.Worked worked =
        Formulas.work(
            planning,
            reduction,
            reduction.roots(),
            cells.shown(),
            query.groups().size(),
            cells.values(),
            cells.name());
    planning.answer(answer(items, worked));
    return new QueryPlan(planning.stages(), columns());
  }

  private RelNode answer(List<Integer> items, Formulas.Worked worked) {
    Optional<RexNode> having =
        query.having().map(h -> worked.values().get(reduction.roots().get(query.items().size())));
    RelNode kept = planning.filter(worked.rel(), having.stream().toList());

    var values = new ArrayList<RexNode>();
    var names = new ArrayList<String>();
    IntStream.range(0, query.groups().size()).forEach(g -> values.add(planning.ref(kept, g)));
    query.groups().forEach(g -> names.add(g.name()));
    items.forEach(id -> values.add(worked.values().get(id)));
    query.items().forEach(item -> names.add(item.name()));
    int shown = values.size();
    List<RelFieldCollation> order = order(items, worked.values(), values, names);
    RelNode all = planning.project(kept, values, names);
    if (order.isEmpty() && query.limit().isEmpty()) {
      return all;
    }
    RelNode sorted =
        LogicalSort.create(
            all,
            RelCollations.of(order),
            null,
            query.limit().isPresent()
                ? planning.literals().whole(query.limit().getAsLong())
                : null);
    return shown == values.size()
        ? sorted
        : planning.project(
            sorted,
            IntStream.range(0, shown).mapToObj(i -> planning.ref(sorted, i)).toList(),
            names.subList(0, shown));
  }

  /** The order; what is ordered by but not shown is added to the columns. */
  private List<RelFieldCollation> order(
      List<Integer> items, Map<Integer, RexNode> known, List<RexNode> values, List<String> names) {
    var order = new ArrayList<RelFieldCollation>();
    var ordered = new ArrayList<Integer>();
    int next = query.items().size() + (query.having().isPresent() ? 1 : 0);
    for (Query.Ordering ordering : query.order()) {
      int column =
          switch (ordering.key()) {
            case Query.Key.ByGroup by -> by.index();
            case Query.Key.ByValue by -> {
              int id = reduction.roots().get(next++);
              int item = items.indexOf(id);
              if (reduction.value(id) instanceof Value.Constant) {
                yield -1;
              }
              if (item >= 0) {
                yield query.groups().size() + item;
              }
              values.add(known.get(id));
              names.add("order_" + values.size());
              yield values.size() - 1;
            }
          };
      if (column >= 0 && !ordered.contains(column)) {
        ordered.add(column);
        order.add(collation(column, ordering.direction()));
      }
    }
    for (int g = 0; g < query.groups().size(); g++) {
      if (!ordered.contains(g)) {
        order.add(collation(g, Query.Direction.ASCENDING));
      }
    }
    return order;
  }

  /** Nulls are the greatest. */
  private static RelFieldCollation collation(int column, Query.Direction direction) {
    return switch (direction) {
      case ASCENDING -> new RelFieldCollation(column, Direction.ASCENDING, NullDirection.LAST);
      case DESCENDING -> new RelFieldCollation(column, Direction.DESCENDING, NullDirection.FIRST);
    };
  }

  private List<QueryPlan.Column> columns() {
    var columns = new ArrayList<QueryPlan.Column>();
    for (Query.Group g : query.groups()) {
      columns.add(new QueryPlan.Column(g.name(), g.type(), g.unit(), g.format()));
    }
    for (Query.Item item : query.items()) {
      Unit unit = item.unit();
      columns.add(new QueryPlan.Column(item.name(), item.value().type(), unit, item.format()));
    }
    return columns;
  }
}
