package dev.mensura.ir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reduces metrics to leaves: references are followed, and what modifiers say of the context moves
 * to the leaves that it holds for. Works through a list of its own, so that no chain of metrics is
 * too long for the stack.
 */
public final class Reducer {
  /** As many values as a reduction may have: far more than people write, few enough to plan. */
  public static final int LIMIT = 50_000;

  private final java.util.function.Function<String, Metric> metrics;
  private final Reduction.Interned values;
  private final Map<Context, Context> contexts = new HashMap<>();
  private final Map<Met, Integer> met = new HashMap<>();
  private final Map<Integer, String> names = new HashMap<>();
  private final Deque<Step> steps = new ArrayDeque<>();
  private final List<Integer> results = new ArrayList<>();

  private Reducer(java.util.function.Function<String, Metric> metrics, int limit) {
    this.metrics = metrics;
    this.values = new Reduction.Interned(limit);
  }

  /** A reducer for any number of metrics, one after the other. */
  static Reducer unlimited(java.util.function.Function<String, Metric> metrics) {
    return new Reducer(metrics, Integer.MAX_VALUE);
  }

  /** The values met so far, by id. */
  List<Value> values() {
    return values.values();
  }

  /**
   * The values of expressions in a context without filters.
   *
   * @param metrics finds a metric by its name; every name in the expressions has one, and none is
   *     made from itself
   * @return none if there are more than {@link #LIMIT} different values
   */
  public static Optional<Reduction> reduce(
      List<MetricExpr> expressions, java.util.function.Function<String, Metric> metrics) {
    var reducer = new Reducer(metrics, LIMIT);
    var roots = new ArrayList<Integer>();
    for (MetricExpr expression : expressions) {
      OptionalInt root = reducer.reduce(expression);
      if (root.isEmpty()) {
        return Optional.empty();
      }
      roots.add(root.getAsInt());
    }
    return Optional.of(new Reduction(reducer.values.values(), roots, reducer.names));
  }

  /** The id of an expression's value; none if it takes too many steps. */
  OptionalInt reduce(MetricExpr root) {
    // Different contexts of one metric can double with each link of a chain, so steps are counted
    // as
    // values are.
    int left = 20 * LIMIT;
    steps.push(new Step.Visit(root, context(Context.NONE)));
    while (!steps.isEmpty()) {
      OptionalInt result =
          switch (steps.pop()) {
            case Step.Visit visit -> visit(visit.expression(), visit.context());
            case Step.Combine combine -> combine(combine.call());
            case Step.Aggregate aggregate -> aggregate(aggregate.detail(), aggregate.outside());
            case Step.Fill fill -> fill(fill.filled());
            case Step.Keep keep -> keep(keep.met());
          };
      if (left-- == 0 || (result.isPresent() && result.getAsInt() == FULL)) {
        steps.clear();
        results.clear();
        return OptionalInt.empty();
      }
      result.ifPresent(results::add);
    }
    return OptionalInt.of(results.removeLast());
  }

  private static final int FULL = -1;

  /** What is known at once; none if further steps were put on the list. */
  private OptionalInt visit(MetricExpr expression, Context context) {
    return switch (expression) {
      case MetricExpr.Aggregated a -> intern(new Value.OfLeaf(context.leaf(a)));
      case MetricExpr.Constant c -> intern(new Value.Constant(c.value(), c.type()));
      case MetricExpr.Call call -> {
        steps.push(new Step.Combine(call));
        call.arguments().reversed().forEach(a -> steps.push(new Step.Visit(a, context)));
        yield OptionalInt.empty();
      }
      case MetricExpr.Reference reference -> {
        var link = new Met(reference.metric(), context);
        Integer known = met.get(link);
        if (known != null) {
          yield OptionalInt.of(known);
        }
        steps.push(new Step.Keep(link));
        steps.push(new Step.Visit(metrics.apply(link.metric()).expression(), context));
        yield OptionalInt.empty();
      }
      case MetricExpr.Filtered filtered -> {
        steps.push(new Step.Visit(filtered.value(), context(context.where(filtered.predicates()))));
        yield OptionalInt.empty();
      }
      case MetricExpr.Dated dated -> {
        steps.push(new Step.Visit(dated.value(), context(context.dated(dated.times()))));
        yield OptionalInt.empty();
      }
      case MetricExpr.Moved moved -> {
        steps.push(new Step.Visit(moved.value(), context(context.moved(moved.move()))));
        yield OptionalInt.empty();
      }
      case MetricExpr.Across across -> {
        steps.push(new Step.Visit(across.value(), context(context.across(across.left()))));
        yield OptionalInt.empty();
      }
      case MetricExpr.Marked marked -> {
        steps.push(new Step.Visit(marked.value(), context(context.marked(marked))));
        yield OptionalInt.empty();
      }
      case MetricExpr.Detail detail -> {
        Context inside = context(context.per(detail.keys()));
        steps.push(new Step.Aggregate(detail, context));
        detail.having().ifPresent(h -> steps.push(new Step.Visit(h, inside)));
        detail.value().ifPresent(v -> steps.push(new Step.Visit(v, inside)));
        yield OptionalInt.empty();
      }
      case MetricExpr.Filled filled -> {
        steps.push(new Step.Fill(filled));
        steps.push(new Step.Visit(filled.value(), context));
        yield OptionalInt.empty();
      }
    };
  }

  /** The value was visited first, then the condition. */
  private OptionalInt aggregate(MetricExpr.Detail detail, Context outside) {
    OptionalInt having =
        detail.having().isPresent() ? OptionalInt.of(results.removeLast()) : OptionalInt.empty();
    OptionalInt operand =
        detail.value().isPresent() ? OptionalInt.of(results.removeLast()) : OptionalInt.empty();
    return intern(
        new Value.OfDetail(
            detail.function(),
            detail.fraction(),
            operand,
            having,
            outside.groupings(),
            detail.keys(),
            detail.empty(),
            detail.type()));
  }

  private OptionalInt fill(MetricExpr.Filled filled) {
    int operand = results.removeLast();
    return intern(new Value.Filled(operand, filled.filler(), filled.type(), filled.nullable()));
  }

  private OptionalInt combine(MetricExpr.Call call) {
    List<Integer> last = results.subList(results.size() - call.arguments().size(), results.size());
    var value = new Value.Call(call.function(), last, call.type(), call.nullable());
    last.clear();
    return intern(value);
  }

  /** Notes the result on top, and leaves it there. */
  private OptionalInt keep(Met link) {
    met.put(link, results.getLast());
    if (link.context().equals(Context.NONE)) {
      names.putIfAbsent(results.getLast(), link.metric());
    }
    return OptionalInt.empty();
  }

  private OptionalInt intern(Value value) {
    OptionalInt id = values.id(value);
    return id.isPresent() ? id : OptionalInt.of(FULL);
  }

  private Context context(Context context) {
    return contexts.computeIfAbsent(context, c -> c);
  }

  private sealed interface Step {
    record Visit(MetricExpr expression, Context context) implements Step {}

    record Combine(MetricExpr.Call call) implements Step {}

    record Aggregate(MetricExpr.Detail detail, Context outside) implements Step {}

    record Fill(MetricExpr.Filled filled) implements Step {}

    record Keep(Met met) implements Step {}
  }

  private record Met(String metric, Context context) {}
}
