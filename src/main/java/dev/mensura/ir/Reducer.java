package dev.mensura.ir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

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
    };
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

    record Keep(Met met) implements Step {}
  }

  private record Met(String metric, Context context) {}

  /** What modifiers have said so far, for each base model. */
  private static final class Context {
    static final Context NONE =
        new Context(Collections.emptySortedMap(), Collections.emptySortedMap(), Frame.PERIOD);

    private final SortedMap<String, List<RowExpr>> filters;
    private final SortedMap<String, RowExpr> times;
    private final Frame frame;
    private final int hash;

    Context(
        SortedMap<String, List<RowExpr>> filters, SortedMap<String, RowExpr> times, Frame frame) {
      this.filters = filters;
      this.times = times;
      this.frame = frame;
      this.hash = 31 * (31 * filters.hashCode() + times.hashCode()) + frame.hashCode();
    }

    Context where(SortedMap<String, RowExpr> predicates) {
      var all = new TreeMap<>(filters);
      predicates.forEach((base, predicate) -> {
        var longer = new ArrayList<>(all.getOrDefault(base, List.of()));
        if (!longer.contains(predicate)) {
          longer.add(predicate);
        }
        all.put(base, List.copyOf(longer));
      });
      return new Context(all, times, frame);
    }

    /**
     * Contexts change from the outermost modifier inward, so the inner date is the one that counts.
     */
    Context dated(SortedMap<String, RowExpr> inner) {
      var all = new TreeMap<>(times);
      all.putAll(inner);
      return new Context(filters, all, frame);
    }

    /** The outer stretch of time is moved first. */
    Context moved(Frame.Move move) {
      return new Context(filters, times, frame.then(move));
    }

    Leaf leaf(MetricExpr.Aggregated a) {
      Optional<RowExpr> time = Optional.ofNullable(times.get(a.base()));
      List<RowExpr> mine = filters.getOrDefault(a.base(), List.of());
      Optional<RowExpr> argument = a.argument();
      if (time.isPresent()) {
        RowExpr own = time.get();
        mine = mine.stream().map(f -> OwnTimes.replace(f, own)).toList();
        argument = argument.map(x -> OwnTimes.replace(x, own));
      }
      return new Leaf(
          a.base(), a.function(), argument, a.fraction(), a.empty(), mine, time, frame, a.type());
    }

    @Override
    public boolean equals(Object other) {
      return this == other
          || (other instanceof Context c
              && hash == c.hash
              && filters.equals(c.filters)
              && times.equals(c.times)
              && frame.equals(c.frame));
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
