package dev.mensura.ir;

import dev.mensura.ir.Meaning.Constant;
import dev.mensura.ir.Meaning.Plain;
import dev.mensura.model.Catalog;
import dev.mensura.type.Aggregate;
import dev.mensura.type.Grain;
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
import java.util.stream.Collectors;

/**
 * A fingerprint for each metric: metrics with equal ones have equal values in every context. It
 * looks through names of metrics, fields and joins, through layout, and through the order of what
 * can be swapped; a model's table, filter, key and time are part of what its metrics mean. Metrics
 * that mean the same by laws that are not known here have different ones.
 */
public final class Fingerprints {
  private final Function<String, Optional<Metric>> metrics;
  private final Function<String, ModelRows> models;
  private final Reducer reducer;
  private final RowMeanings rows;
  private final RowMeanings tables;
  private final Map<Integer, Meaning> meanings = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();
  private final Set<String> large = new HashSet<>();

  private Fingerprints(
      Function<String, Optional<Metric>> metrics,
      Catalog catalog,
      Function<String, ModelRows> models) {
    this.metrics = metrics;
    this.models = models;
    this.reducer = Reducer.unlimited(this::metric);
    this.rows = RowMeanings.of(catalog, models, this::digest);
    this.tables = rows.ofTables();
  }

  /**
   * Fingerprints that are worked out as they are asked for, for one thread.
   *
   * @param metrics finds a checked metric by its name
   * @param rows what each model says of its rows
   */
  public static Fingerprints over(
      Function<String, Optional<Metric>> metrics,
      Catalog catalog,
      Function<String, ModelRows> rows) {
    return new Fingerprints(metrics, catalog, rows);
  }

  /** The fingerprint of a checked metric; none if it is too large to be told apart by its parts. */
  public Optional<String> of(String name) {
    if (!texts.containsKey(name)) {
      usedFirst(Set.of(name)).stream().filter(n -> !texts.containsKey(n)).forEach(this::note);
    }
    return large.contains(name) ? Optional.empty() : Optional.of(text(name));
  }

  /** A checked metric, taken apart; none if it is too large for that. */
  public Optional<Dissection> dissect(String name) {
    if (of(name).isEmpty()) {
      return Optional.empty();
    }
    Signature signature = metric(name).signature();
    var whole = new MetricExpr.Reference(name, signature.type(), signature.nullable());
    OptionalInt root = reducer.reduce(whole);
    return root.isEmpty()
        ? Optional.empty()
        : Optional.of(new Dissector(reducer.values(), this::part).dissect(root.getAsInt()));
  }

  /**
   * The fingerprint of a checked query: queries with equal ones have equal answers. None if one of
   * its values is too large.
   */
  public Optional<String> of(Query query) {
    List<Digest> parts = new ArrayList<>();
    query.bases().forEach(base -> parts.add(rows.model(base)));
    boolean whole = true;
    for (Query.Item item : query.items()) {
      whole &= add("item " + item.name() + " " + item.unit(), item.value(), parts);
    }
    for (Query.Group group : query.groups()) {
      parts.add(each("group " + group.name() + " " + group.unit(), group.values()));
    }
    parts.add(filters("where", query.filters()));
    parts.add(filters("periods", query.periods()));
    if (query.having().isPresent()) {
      whole &= add("having", query.having().get(), parts);
    }
    for (Query.Ordering ordering : query.order()) {
      whole &=
          switch (ordering.key()) {
            case Query.Key.ByGroup by ->
                parts.add(Digest.of("order " + by.index() + " " + ordering.direction()));
            case Query.Key.ByValue by -> add("order " + ordering.direction(), by.value(), parts);
          };
    }
    query
        .fill()
        .ifPresent(fill -> parts.add(Digest.of("fill " + fill.value().map(v -> v.value()))));
    query
        .limitPer()
        .ifPresent(per -> parts.add(Digest.of("limit " + per.count() + " per " + per.groups())));
    return whole
        ? Optional.of(Digest.of("query " + query.limit(), parts).text())
        : Optional.empty();
  }

  /** Whether it could be told. */
  private boolean add(String word, MetricExpr expression, List<Digest> into) {
    Optional<Digest> digest = reduced(expression);
    digest.ifPresent(d -> into.add(Digest.of(word, d)));
    return digest.isPresent();
  }

  private Digest filters(String word, List<Query.Filter> filters) {
    Set<Digest> all = new TreeSet<>();
    filters.forEach(filter -> all.add(each("filter", filter.predicates())));
    return Digest.of(word, all);
  }

  private Digest each(String word, SortedMap<String, RowExpr> values) {
    List<Digest> parts = new ArrayList<>();
    values.forEach(
        (base, value) -> parts.add(Digest.of("of", rows.model(base), rows.of(value).digest())));
    return Digest.of(word, parts);
  }

  private Dissection.Part part(Leaf leaf) {
    List<RowExpr> filters = new ArrayList<>(leaf.filters());
    models.apply(leaf.base()).where().ifPresent(filters::add);
    return new Dissection.Part(
        leaf,
        List.copyOf(filters),
        leaf(leaf).text(),
        tables.table(leaf.base()).text(),
        leaf.argument().map(a -> tables.of(a).digest().text()),
        leaf.time().map(tables::of).orElseGet(() -> tables.time(leaf.base())).digest().text(),
        expression -> tables.of(expression).digest().text());
  }

  /**
   * The fingerprint of each metric, 32 hexadecimal digits, by name.
   *
   * @param metrics all checked metrics, by name
   * @param rows what each model says of its rows
   */
  public static SortedMap<String, String> of(
      SortedMap<String, Metric> metrics, Catalog catalog, Function<String, ModelRows> rows) {
    return of(name -> Optional.ofNullable(metrics.get(name)), metrics.keySet(), catalog, rows);
  }

  /**
   * The fingerprints of some metrics.
   *
   * @param metrics finds a checked metric by its name, members of families too
   */
  public static SortedMap<String, String> of(
      Function<String, Optional<Metric>> metrics,
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
    return metrics.apply(name).orElseThrow(() -> new IllegalArgumentException("no metric " + name));
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
              .filter(used -> !entered.contains(used) && metrics.apply(used).isPresent())
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
      List<Integer> missing = value.parts().stream().filter(o -> !meanings.containsKey(o)).toList();
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
      case Value.OfDetail detail -> {
        List<Digest> parts = new ArrayList<>();
        detail.parts().forEach(p -> parts.add(known(p).digest()));
        detail.keys().forEach(key -> parts.add(each("key", key.values())));
        parts.addAll(groupings(detail.groupings()));
        yield new Plain(Digest.of("detail " + detail(detail), parts));
      }
      case Value.Filled filled ->
          new Plain(Digest.of("fill " + filled.filler(), known(filled.operand()).digest()));
    };
  }

  /** What aggregates values of keys, the values and keys aside. */
  static String detail(Value.OfDetail detail) {
    String having = detail.having().isPresent() ? " having" : "";
    String rank = detail.fraction().map(f -> " " + f.stripTrailingZeros()).orElse("");
    return detail.function() + rank + " " + detail.empty() + having;
  }

  private List<Digest> groupings(List<Grouping> groupings) {
    List<Digest> parts = new ArrayList<>();
    for (Grouping grouping : groupings) {
      String word =
          switch (grouping) {
            case Grouping.Across across -> "across " + across.which() + " " + across.time();
            case Grouping.Per per -> "per";
          };
      Set<Digest> each = new TreeSet<>();
      coordinates(grouping).forEach(c -> each.add(each("coordinate", c.values())));
      parts.add(Digest.of(word, each));
    }
    return parts;
  }

  private static List<Coordinate> coordinates(Grouping grouping) {
    return switch (grouping) {
      case Grouping.Across across -> across.coordinates();
      case Grouping.Per per -> per.keys();
    };
  }

  private Digest mark(Mark mark) {
    List<Digest> parts = new ArrayList<>(List.of(rows.of(mark.time()).digest()));
    Set<Digest> keys = new TreeSet<>();
    mark.keys().forEach(key -> keys.add(rows.of(key).digest()));
    parts.add(Digest.of("keys", keys));
    Set<Digest> filters = new TreeSet<>();
    mark.filters().forEach(filter -> filters.add(rows.of(filter).digest()));
    parts.add(Digest.of("filters", filters));
    return Digest.of("mark " + mark.edge(), parts);
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
    parts.addAll(groupings(leaf.groupings()));
    leaf.mark().ifPresent(mark -> parts.add(mark(mark)));
    String rank = fraction.map(f -> " " + f.stripTrailingZeros()).orElse("");
    return Digest.of(aggregate + rank + " " + leaf.empty() + " " + frame(leaf.frame()), parts);
  }

  /** What a leaf that does not move in time says is part of all fingerprints that people kept. */
  private static String frame(Frame frame) {
    return frame.isPeriod()
        ? "Frame[window=Period[], shift=Optional.empty]"
        : frame.name() + declared(frame);
  }

  /** The grains that other calendars begin otherwise. */
  private static String declared(Frame frame) {
    return frame.moves().stream()
        .flatMap(m -> m.grains().stream())
        .filter(g -> !Grain.values().contains(g))
        .map(g -> " " + g)
        .collect(Collectors.joining());
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
