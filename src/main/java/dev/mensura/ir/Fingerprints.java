package dev.mensura.ir;

import dev.mensura.ir.Meaning.Constant;
import dev.mensura.ir.Meaning.Plain;
import dev.mensura.model.Catalog;
import dev.mensura.type.Aggregate;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A fingerprint for each metric: metrics with equal ones have equal values in every context. It
 * looks through names of metrics, fields and joins, through layout, and through the order of what
 * can be swapped; a model's table, filter, key and time are part of what its metrics mean. Metrics
 * that mean the same by laws that are not known here have different ones.
 */
public final class Fingerprints {
  private final SortedMap<String, Metric> metrics;
  private final Reducer reducer;
  private final RowMeanings rows;
  private final Map<Integer, Meaning> meanings = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();
  private final Set<String> large = new HashSet<>();

  private Fingerprints(
      SortedMap<String, Metric> metrics, Catalog catalog, Function<String, ModelRows> models) {
    this.metrics = metrics;
    this.reducer = Reducer.unlimited(this::metric);
    this.rows = RowMeanings.of(catalog, models, this::digest);
  }

  /**
   * The fingerprint of each metric, 32 hexadecimal digits, by name.
   *
   * @param metrics all checked metrics, by name
   * @param rows what each model says of its rows
   */
  public static SortedMap<String, String> of(
      SortedMap<String, Metric> metrics, Catalog catalog, Function<String, ModelRows> rows) {
    return of(metrics, metrics.keySet(), catalog, rows);
  }

  /** The fingerprints of some of the metrics. */
  public static SortedMap<String, String> of(
      SortedMap<String, Metric> metrics,
      Set<String> wanted,
      Catalog catalog,
      Function<String, ModelRows> rows) {
    var session = new Fingerprints(metrics, catalog, rows);
    var texts = new TreeMap<String, String>();
    session.usedFirst(wanted).forEach(session::note);
    wanted.forEach(name -> texts.put(name, session.text(name)));
    return texts;
  }

  private Metric metric(String name) {
    Metric metric = metrics.get(name);
    if (metric == null) {
      throw new IllegalArgumentException("no metric " + name);
    }
    return metric;
  }

  /** Metrics after those that they use, so that a long chain is never walked twice. */
  private List<String> usedFirst(Set<String> wanted) {
    List<String> order = new ArrayList<>();
    Set<String> entered = new HashSet<>();
    Set<String> left = new HashSet<>();
    Deque<String> open = new ArrayDeque<>();
    for (String start : wanted) {
      open.push(start);
      while (!open.isEmpty()) {
        String name = open.peek();
        if (entered.add(name)) {
          metric(name).uses().stream()
              .filter(used -> metrics.containsKey(used) && !entered.contains(used))
              .forEach(open::push);
        } else {
          open.pop();
          if (left.add(name)) {
            order.add(name);
          }
        }
      }
    }
    return order;
  }

  private void note(String name) {
    Metric metric = metric(name);
    Signature signature = metric.signature();
    var whole = new MetricExpr.Reference(name, signature.type(), signature.nullable());
    // What uses a metric that is too large is so too, and takes as long to find out.
    boolean hopeless = metric.uses().stream().anyMatch(large::contains);
    Optional<Digest> digest = hopeless ? Optional.empty() : reduced(whole);
    if (digest.isEmpty()) {
      large.add(name);
    }
    // The same number in another unit is another value.
    Digest meaning = digest.orElseGet(() -> itself(metric.expression()));
    texts.put(name, Digest.of("metric " + signature.unit(), meaning).text());
  }

  private String text(String name) {
    return Objects.requireNonNull(texts.get(name));
  }

  private Digest digest(MetricExpr expression) {
    boolean hopeless =
        expression instanceof MetricExpr.Reference metric && large.contains(metric.metric());
    return (hopeless ? Optional.<Digest>empty() : reduced(expression))
        .orElseGet(() -> itself(expression));
  }

  private Optional<Digest> reduced(MetricExpr expression) {
    OptionalInt id = reducer.reduce(expression);
    return id.isEmpty() ? Optional.empty() : Optional.of(meaning(id.getAsInt()).digest());
  }

  /** Of what is too large to be told apart by its parts: the same only as what is written so. */
  private static Digest itself(MetricExpr expression) {
    return Digest.of("written " + expression);
  }

  /** Works through a list of its own, so that no expression is too deep for the stack. */
  private Meaning meaning(int wanted) {
    Deque<Integer> open = new ArrayDeque<>(List.of(wanted));
    while (!open.isEmpty()) {
      int id = open.peek();
      Value value = reducer.values().get(id);
      List<Integer> missing =
          value instanceof Value.Call call
              ? call.operands().stream().filter(o -> !meanings.containsKey(o)).toList()
              : List.of();
      if (missing.isEmpty()) {
        open.pop();
        if (!meanings.containsKey(id)) {
          meanings.put(id, meaning(value));
        }
      } else {
        missing.forEach(open::push);
      }
    }
    return known(wanted);
  }

  private Meaning known(int id) {
    return Objects.requireNonNull(meanings.get(id));
  }

  private Meaning meaning(Value value) {
    return switch (value) {
      case Value.OfLeaf leaf -> new Plain(leaf(leaf.leaf()));
      case Value.Constant c -> Constant.of(c.value());
      case Value.Call call ->
          Algebra.call(
              call.function(),
              call.operands().stream().map(this::known).toList(),
              call.operands().stream().map(o -> reducer.values().get(o).nullable()).toList(),
              call.type());
    };
  }

  private Digest leaf(Leaf leaf) {
    Optional<BigDecimal> fraction = leaf.fraction();
    Aggregate aggregate = leaf.aggregate();
    if (aggregate == Aggregate.MEDIAN) {
      aggregate = Aggregate.PERCENTILE;
      fraction = Optional.of(new BigDecimal("0.5"));
    }
    List<Digest> parts = new ArrayList<>(List.of(rows.model(leaf.base())));
    List<Meaning> filters = leaf.filters().stream().map(rows::of).toList();
    parts.add(
        filters.isEmpty()
            ? Digest.of("all")
            : Algebra.junction(Meaning.Kind.ALL, filters).digest());
    parts.add(leaf.time().map(rows::of).orElseGet(() -> rows.time(leaf.base())).digest());
    // What is never null is counted as rows are.
    boolean counts =
        aggregate == Aggregate.COUNT && leaf.argument().filter(a -> !a.nullable()).isPresent();
    leaf.argument().filter(a -> !counts).map(rows::of).map(Meaning::digest).ifPresent(parts::add);
    String rank = fraction.map(f -> " " + f.stripTrailingZeros()).orElse("");
    return Digest.of(aggregate + rank + " " + leaf.empty() + " " + leaf.frame(), parts);
  }

  /** Names of equal fingerprints, each group and all groups in natural order. */
  static List<List<String>> groups(Map<String, String> fingerprints) {
    Map<String, TreeSet<String>> names = new HashMap<>();
    fingerprints.forEach(
        (name, text) -> names.computeIfAbsent(text, x -> new TreeSet<>()).add(name));
    return names.values().stream()
        .filter(group -> group.size() > 1)
        .map(List::copyOf)
        .sorted(Comparator.comparing(List::getFirst))
        .toList();
  }
}
