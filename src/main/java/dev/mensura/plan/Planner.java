package dev.mensura.plan;

import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.Query;
import dev.mensura.ir.Reducer;
import dev.mensura.ir.Reduction;
import dev.mensura.ir.Value;
import dev.mensura.type.Function;
import dev.mensura.type.Unit;
import dev.mensura.type.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    var axes = new Axes(planning, asked);
    planning.answer(
        answer(items, query.fill().isPresent() ? filled(axes, asked) : worked(axes, asked)));
    return new QueryPlan(planning.stages(), columns());
  }

  private Formulas.Worked worked(Axes axes, Asked asked) {
    Cells cells = Cells.of(planning, axes, asked);
    return Formulas.work(
        planning,
        reduction,
        reduction.roots(),
        cells.shown(),
        query.groups().size(),
        cells.values(),
        cells.name());
  }

  /** Conditions and orders see the items as they are filled. */
  private Formulas.Worked filled(Axes axes, Asked asked) {
    var filling = new Filling(planning, axes, asked);
    Cells cells = Cells.filled(planning, axes, asked, filling);
    int groups = query.groups().size() + 2;
    Optional<MetricExpr.Constant> with = query.fill().flatMap(Query.Fill::value);
    List<Integer> items = asked.shown().stream().distinct().toList();
    var wanted = new LinkedHashSet<Integer>(items);
    wanted.addAll(cells.columns().leaves().keySet());
    List<Integer> roots = with.isPresent() ? List.copyOf(wanted) : reduction.roots();
    Formulas.Worked worked =
        Formulas.work(
            planning, reduction, roots, cells.rel(), groups, cells.values(), cells.name());
    if (with.isEmpty()) {
      return worked;
    }
    var values = new ArrayList<RexNode>();
    var names = new ArrayList<String>();
    var unique = new Names();
    for (int g = 0; g < groups; g++) {
      values.add(planning.ref(worked.rel(), g));
      names.add(unique.unique(worked.rel().getRowType().getFieldNames().get(g)));
    }
    RexNode constant = planning.literals().constant(with.get().value(), with.get().type());
    var columns = new LinkedHashMap<Integer, Integer>();
    for (int id : roots) {
      RexNode value = Objects.requireNonNull(worked.values().get(id));
      if (reduction.value(id) instanceof Value.Constant && !items.contains(id)) {
        continue;
      }
      columns.put(id, values.size());
      values.add(
          items.contains(id)
              ? planning
                  .calls()
                  .call(
                      Function.CASE,
                      List.of(filling.isReal(worked.rel()), value, constant),
                      reduction.value(id).type())
              : value);
      names.add(unique.unique(asked.label(id, "value_" + id)));
    }
    RelNode stage = planning.stage("filled", planning.project(worked.rel(), values, names));
    var known = new HashMap<Integer, RexNode>();
    columns.forEach((id, column) -> known.put(id, planning.ref(stage, column)));
    return Formulas.work(
        planning, reduction.filled(items, with), reduction.roots(), stage, groups, known, "filled");
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
    if (query.limitPer().isPresent()) {
      var unique = new Names();
      List<String> inside = names.stream().map(unique::unique).toList();
      RelNode rows = planning.stage("ordered", planning.project(kept, values, inside));
      return limited(query.limitPer().get(), rows, order, names.subList(0, shown));
    }
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

  /** The first rows of those that are alike in some groups, in the order of all. */
  private RelNode limited(
      Query.LimitPer per, RelNode rows, List<RelFieldCollation> order, List<String> shown) {
    List<RexNode> alike = per.groups().stream().<RexNode>map(g -> planning.ref(rows, g)).toList();
    var over =
        new Windows.Over(
            alike,
            order.stream()
                .map(c -> Windows.key(planning.ref(rows, c.getFieldIndex()), c))
                .toList());
    var values = new ArrayList<RexNode>();
    var unique = new Names();
    var names = new ArrayList<String>();
    for (int i = 0; i < rows.getRowType().getFieldCount(); i++) {
      values.add(planning.ref(rows, i));
      names.add(unique.unique(rows.getRowType().getFieldNames().get(i)));
    }
    values.add(planning.windows().number(over));
    names.add(unique.unique("nth"));
    RelNode numbered = planning.stage("numbered", planning.project(rows, values, names));
    RexNode few =
        planning
            .calls()
            .call(
                Function.LE,
                List.of(
                    planning.ref(numbered, values.size() - 1),
                    planning.literals().whole(per.count())),
                ValueType.BOOLEAN);
    RelNode kept = planning.filter(numbered, List.of(few));
    RelNode sorted =
        LogicalSort.create(
            kept,
            RelCollations.of(order),
            null,
            query.limit().isPresent()
                ? planning.literals().whole(query.limit().getAsLong())
                : null);
    return planning.project(
        sorted,
        IntStream.range(0, shown.size()).mapToObj(i -> planning.ref(sorted, i)).toList(),
        shown);
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
