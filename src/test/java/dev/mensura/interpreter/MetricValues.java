package dev.mensura.interpreter;

import dev.mensura.ir.JoinPath;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.RowExpr;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The values of metrics in contexts. */
final class MetricValues {
  private final World world;

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
    return world.rows(base).stream()
        .filter(
            row -> Extension.of(row, paths, world).stream().anyMatch(e -> fits(base, e, context)));
  }

  private Set<JoinPath> paths(String base, Context context) {
    var rowValues = new RowValues(world, context.times());
    var paths = new HashSet<JoinPath>();
    context.filters().forEach(f -> paths.addAll(rowValues.paths(of(base, f))));
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
    return context.filters().stream().allMatch(f -> rowValues.holds(extension, of(base, f)));
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
    };
  }

  /** The groups that some row of a base model is in. */
  Set<List<Object>> groups(String base, List<Map<String, RowExpr>> dimensions, Context context) {
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
