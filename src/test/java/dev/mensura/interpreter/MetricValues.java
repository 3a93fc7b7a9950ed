package dev.mensura.interpreter;

import dev.mensura.ir.MetricExpr;
import java.util.ArrayList;
import java.util.List;

/** The values of metrics in contexts: contexts change from the outermost modifier inward. */
final class MetricValues {
  private final World world;
  private final Touch touch;

  MetricValues(World world) {
    this.world = world;
    this.touch = new Touch(world);
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
      case MetricExpr.Moved moved ->
          value(moved.value(), context.then(new Step.Moved(moved.move())));
      case MetricExpr.Across across ->
          value(across.value(), context.then(new Step.Left(across.left())));
      case MetricExpr.Marked marked -> value(marked.value(), context.marked(marked));
      case MetricExpr.Detail detail -> aggregate(detail, context);
      case MetricExpr.Filled filled ->
          filled.filler().isPresent() && touch.groups(filled.value(), context, 0).isEmpty()
              ? value(filled.filler().get(), context)
              : value(filled.value(), context);
    };
  }

  private Object aggregate(MetricExpr.Aggregated aggregated, Context context) {
    var rowValues = new RowValues(world, context.times());
    List<Object> values =
        new Rows(world, aggregated.base(), context)
            .all().stream()
                .map(row ->
                    aggregated
                        .argument()
                        .map(argument -> rowValues.only(row, argument))
                        .orElse(Null.NULL))
                .toList();
    return new Aggregation(
            aggregated.function(), aggregated.fraction(), aggregated.empty(), aggregated.type())
        .of(values, aggregated.argument().isPresent());
  }

  /** One value for each key that there is in the context. */
  private Object aggregate(MetricExpr.Detail detail, Context context) {
    var values = new ArrayList<Object>();
    for (List<Object> key : touch.keys(detail, context)) {
      Context inside = context.each(detail.keys(), 0).in(key);
      if (detail.having().map(h -> value(h, inside).equals(true)).orElse(true)) {
        values.add(detail.value().map(v -> value(v, inside)).orElse(Null.NULL));
      }
    }
    return new Aggregation(detail.function(), detail.fraction(), detail.empty(), detail.type())
        .of(values, detail.value().isPresent());
  }
}
