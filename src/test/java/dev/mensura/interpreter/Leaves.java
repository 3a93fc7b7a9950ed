package dev.mensura.interpreter;

import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.RowExpr;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** The aggregates over rows that metrics are made of. */
final class Leaves {
  private final World world;

  Leaves(World world) {
    this.world = world;
  }

  /**
   * Tells of each leaf.
   *
   * @param times for base models whose time is another than their own, that time
   * @param each is told its base model and the times there
   */
  void forEach(
      MetricExpr expression,
      Map<String, RowExpr> times,
      BiConsumer<String, Map<String, RowExpr>> each) {
    switch (expression) {
      case MetricExpr.Aggregated aggregated -> each.accept(aggregated.base(), times);
      case MetricExpr.Constant constant -> {}
      case MetricExpr.Call call -> call.arguments().forEach(a -> forEach(a, times, each));
      case MetricExpr.Reference reference ->
          forEach(world.metric(reference.metric()).expression(), times, each);
      case MetricExpr.Filtered filtered -> forEach(filtered.value(), times, each);
      case MetricExpr.Dated dated -> {
        var changed = new HashMap<>(times);
        changed.putAll(dated.times());
        forEach(dated.value(), changed, each);
      }
      case MetricExpr.Moved moved -> forEach(moved.value(), times, each);
      case MetricExpr.Across across -> forEach(across.value(), times, each);
      case MetricExpr.Marked marked -> forEach(marked.value(), times, each);
      case MetricExpr.Detail detail -> {
        detail.value().ifPresent(v -> forEach(v, times, each));
        detail.having().ifPresent(h -> forEach(h, times, each));
      }
      case MetricExpr.Filled filled -> forEach(filled.value(), times, each);
    }
  }
}
