package dev.mensura.interpreter;

import dev.mensura.ir.JoinPath;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.RowExpr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The values of metrics in contexts. */
final class MetricValues {
  private final World world;
  private final Map<Days.Key, Days> days = new HashMap<>();

  MetricValues(World world) {
    this.world = world;
  }

  Object value(MetricExpr expression, Context context) {
    return switch (expression) {
      case MetricExpr.Aggregated aggregated -> aggregate(aggregated, context);
      case MetricExpr.Constant constant -> Values.of(constant.value(), constant.type());
      case MetricExpr.Call call ->
          Scalars.call(
              call.function(),
              call.arguments().stream().map(a -> value(a, context)).toList(),
              call.type());
      case MetricExpr.Reference reference ->
          value(world.metric(reference.metric()).expression(), context);
      case MetricExpr.Filtered filtered ->
          value(filtered.value(), context.where(filtered.predicates()));
      case MetricExpr.Dated dated -> value(dated.value(), context.dated(dated.times()));
      case MetricExpr.Moved moved -> value(moved.value(), context.moved(moved.move()));
      case MetricExpr.Across across -> throw new UnsupportedOperationException(across.toString());
      case MetricExpr.Marked marked -> throw new UnsupportedOperationException(marked.toString());
      case MetricExpr.Detail detail -> throw new UnsupportedOperationException(detail.toString());
      case MetricExpr.Filled filled -> throw new UnsupportedOperationException(filled.toString());
    };
  }

  private Object aggregate(MetricExpr.Aggregated aggregated, Context context) {
    var rowValues = new RowValues(world, context.times());
    List<Object> values =
        rows(aggregated.base(), context)
            .map(row ->
                aggregated
                    .argument()
                    .map(argument -> rowValues.only(row, argument))
                    .orElse(Null.NULL))
            .toList();
    return Aggregation.of(aggregated, values);
  }

  /** The rows of a context: each once, if some extension of it fits. */
  private Stream<Row> rows(String base, Context context) {
    Set<JoinPath> paths = paths(base, context);
    if (context.moves().isEmpty()) {
      return world.rows(base).stream()
          .filter(row ->
              Extension.of(row, paths, world).stream().anyMatch(e -> fits(base, e, context)));
    }
    var stretches = new Stretches(world, days, context, base, List.of());
    List<Span> read = stretches.read();
    Context still = still(context, stretches);
    return world.rows(base).stream()
        .filter(row ->
            Extension.of(row, paths, world).stream()
                .anyMatch(e -> stretches.reads(e, read) && fits(base, e, still)));
  }

  /** What is said of rows, and nothing of their time: that is said by the stretches. */
  private static Context still(Context context, Stretches stretches) {
    return new Context(
        context.groups().stream()
            .filter(g ->
                !(g instanceof Context.Coordinate.Dimension d && stretches.isOfTime(d.values())))
            .toList(),
        context.asked().stream().filter(f -> !stretches.isOfTime(f)).toList(),
        context.filters(),
        context.times(),
        List.of(),
        context.data());
  }

  private Set<JoinPath> paths(String base, Context context) {
    var rowValues = new RowValues(world, context.times());
    var paths = new HashSet<JoinPath>();
    context.asked().forEach(f -> paths.addAll(rowValues.paths(of(base, f))));
    context.filters().forEach(f -> paths.addAll(rowValues.paths(of(base, f))));
    if (!context.moves().isEmpty()) {
      paths.addAll(rowValues.paths(new Stretches(world, days, context, base, List.of()).time()));
    }
    for (Context.Coordinate group : context.groups()) {
      switch (group) {
        case Context.Coordinate.Dimension d -> paths.addAll(rowValues.paths(of(base, d.values())));
        case Context.Coordinate.OfRow o -> paths.add(of(base, o.ways()));
      }
    }
    return paths;
  }

  private boolean fits(String base, Extension extension, Context context) {
    return passes(base, extension, context)
        && context.groups().stream().allMatch(g -> isIn(base, extension, g, context));
  }

  private boolean passes(String base, Extension extension, Context context) {
    var rowValues = new RowValues(world, context.times());
    return Stream.concat(context.asked().stream(), context.filters().stream())
        .allMatch(f -> rowValues.holds(extension, of(base, f)));
  }

  private boolean isIn(
      String base, Extension extension, Context.Coordinate group, Context context) {
    return switch (group) {
      case Context.Coordinate.Dimension d -> {
        Object value = new RowValues(world, context.times()).value(extension, of(base, d.values()));
        yield Values.key(value).equals(Values.key(d.value()));
      }
      case Context.Coordinate.OfRow o ->
          extension.at(of(base, o.ways())).map(r -> r.is(o.row())).orElse(false);
    };
  }

  private static <T> T of(String base, Map<String, T> each) {
    T one = each.get(base);
    if (one == null) {
      throw new IllegalStateException("nothing is said of " + base + ": " + each);
    }
    return one;
  }

  /** From the first to the last time of the rows that an expression reads, filters aside. */
  Span data(MetricExpr expression, Context context) {
    return switch (expression) {
      case MetricExpr.Aggregated aggregated -> data(aggregated.base(), context);
      case MetricExpr.Constant constant -> Span.NONE;
      case MetricExpr.Call call ->
          call.arguments().stream().map(a -> data(a, context)).reduce(Span.NONE, Span::and);
      case MetricExpr.Reference reference ->
          data(world.metric(reference.metric()).expression(), context);
      case MetricExpr.Filtered filtered -> data(filtered.value(), context);
      case MetricExpr.Dated dated -> data(dated.value(), context.dated(dated.times()));
      case MetricExpr.Moved moved -> data(moved.value(), context);
      case MetricExpr.Across across -> throw new UnsupportedOperationException(across.toString());
      case MetricExpr.Marked marked -> throw new UnsupportedOperationException(marked.toString());
      case MetricExpr.Detail detail -> throw new UnsupportedOperationException(detail.toString());
      case MetricExpr.Filled filled -> throw new UnsupportedOperationException(filled.toString());
    };
  }

  private Span data(String base, Context context) {
    Optional<RowExpr> time =
        Optional.ofNullable(context.times().get(base)).or(() -> world.time(base));
    Span all = Span.NONE;
    if (time.isPresent()) {
      var rowValues = new RowValues(world, context.times());
      for (Row row : world.rows(base)) {
        Object value = rowValues.only(row, time.get());
        if (value != Null.NULL) {
          all = all.and(new Span(Times.dateTime(value), Times.dateTime(value)));
        }
      }
    }
    return all;
  }

  /** The groups that an expression has a row in: for each dimension, in order, its value. */
  Set<List<Object>> touched(
      MetricExpr expression, List<Map<String, RowExpr>> dimensions, Context context) {
    return switch (expression) {
      case MetricExpr.Aggregated aggregated -> groups(aggregated.base(), dimensions, context);
      case MetricExpr.Constant constant -> Set.of();
      case MetricExpr.Call call -> {
        var all = new HashSet<List<Object>>();
        call.arguments().forEach(a -> all.addAll(touched(a, dimensions, context)));
        yield all;
      }
      case MetricExpr.Reference reference ->
          touched(world.metric(reference.metric()).expression(), dimensions, context);
      case MetricExpr.Filtered filtered ->
          touched(filtered.value(), dimensions, context.where(filtered.predicates()));
      case MetricExpr.Dated dated ->
          touched(dated.value(), dimensions, context.dated(dated.times()));
      case MetricExpr.Moved moved ->
          touched(moved.value(), dimensions, context.moved(moved.move()));
      case MetricExpr.Across across -> throw new UnsupportedOperationException(across.toString());
      case MetricExpr.Marked marked -> throw new UnsupportedOperationException(marked.toString());
      case MetricExpr.Detail detail -> throw new UnsupportedOperationException(detail.toString());
      case MetricExpr.Filled filled -> throw new UnsupportedOperationException(filled.toString());
    };
  }

  /** The groups that some row of a base model is in. */
  Set<List<Object>> groups(String base, List<Map<String, RowExpr>> dimensions, Context context) {
    return context.moves().isEmpty()
        ? ofRows(base, dimensions, context)
        : ofPeriods(base, dimensions, context);
  }

  /** For each period in turn, the groups of the rows that are read for it. */
  private Set<List<Object>> ofPeriods(
      String base, List<Map<String, RowExpr>> dimensions, Context context) {
    var groups = new HashSet<List<Object>>();
    var all = new Stretches(world, days, context, base, dimensions);
    List<Map<String, RowExpr>> others = dimensions.stream().filter(d -> !all.isOfTime(d)).toList();
    for (List<Object> period : all.periods(dimensions)) {
      Context shown = context;
      for (int i = 0; i < dimensions.size(); i++) {
        if (all.isOfTime(dimensions.get(i))) {
          shown = shown.in(new Context.Coordinate.Dimension(dimensions.get(i), period.get(i)));
        }
      }
      var stretches = new Stretches(world, days, shown, base, List.of());
      for (List<Object> found : ofMoved(base, others, shown, stretches)) {
        var group = new ArrayList<>(period);
        int next = 0;
        for (int i = 0; i < dimensions.size(); i++) {
          if (!all.isOfTime(dimensions.get(i))) {
            group.set(i, found.get(next++));
          }
        }
        groups.add(group);
      }
    }
    return groups;
  }

  private Set<List<Object>> ofMoved(
      String base, List<Map<String, RowExpr>> dimensions, Context context, Stretches stretches) {
    var rowValues = new RowValues(world, context.times());
    List<RowExpr> values = dimensions.stream().map(d -> of(base, d)).toList();
    var paths = paths(base, context);
    values.forEach(v -> paths.addAll(rowValues.paths(v)));
    List<Span> read = stretches.read();
    Context still = still(context, stretches);
    var groups = new HashSet<List<Object>>();
    for (Row row : world.rows(base)) {
      for (Extension extension : Extension.of(row, paths, world)) {
        if (stretches.reads(extension, read) && fits(base, extension, still)) {
          groups.add(values.stream().map(v -> Values.key(rowValues.value(extension, v))).toList());
        }
      }
    }
    return groups;
  }

  private Set<List<Object>> ofRows(
      String base, List<Map<String, RowExpr>> dimensions, Context context) {
    var rowValues = new RowValues(world, context.times());
    List<RowExpr> values = dimensions.stream().map(d -> of(base, d)).toList();
    var paths = paths(base, context);
    values.forEach(v -> paths.addAll(rowValues.paths(v)));
    var groups = new HashSet<List<Object>>();
    for (Row row : world.rows(base)) {
      for (Extension extension : Extension.of(row, paths, world)) {
        if (fits(base, extension, context)) {
          groups.add(values.stream().map(v -> Values.key(rowValues.value(extension, v))).toList());
        }
      }
    }
    return groups;
  }
}
