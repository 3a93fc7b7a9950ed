package dev.mensura.interpreter;

import dev.mensura.ir.MetricExpr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which groups metrics have a row in. */
final class Touch {
  private final World world;

  Touch(World world) {
    this.world = world;
  }

  /** The keys that a level of detail has in a context. */
  Set<List<Object>> keys(MetricExpr.Detail detail, Context context) {
    return keys(detail, context, 0);
  }

  private Set<List<Object>> keys(MetricExpr.Detail detail, Context context, int width) {
    MetricExpr inside = detail.value().or(detail::having).orElseThrow();
    return groups(inside, context.each(detail.keys(), width), width + detail.keys().size());
  }

  /**
   * The groups of what is told apart in a context.
   *
   * @param width how much that is; where nothing is, there is one group or none
   */
  Set<List<Object>> groups(MetricExpr expression, Context context, int width) {
    return switch (expression) {
      case MetricExpr.Aggregated aggregated ->
          new Rows(world, aggregated.base(), context).groups(width);
      case MetricExpr.Constant constant -> Set.of();
      case MetricExpr.Call call -> {
        var all = new HashSet<List<Object>>();
        call.arguments().forEach(a -> all.addAll(groups(a, context, width)));
        yield all;
      }
      case MetricExpr.Reference reference ->
          groups(world.metric(reference.metric()).expression(), context, width);
      case MetricExpr.Filtered filtered ->
          groups(filtered.value(), context.where(filtered.predicates()), width);
      case MetricExpr.Dated dated -> groups(dated.value(), context.dated(dated.times()), width);
      case MetricExpr.Moved moved ->
          groups(moved.value(), context.then(new Step.Moved(moved.move())), width);
      // As if it weren't there: its groups are those of what it is said of.
      case MetricExpr.Across across -> groups(across.value(), context, width);
      case MetricExpr.Marked marked -> groups(marked.value(), context.marked(marked), width);
      case MetricExpr.Detail detail -> {
        var all = new HashSet<List<Object>>();
        keys(detail, context, width).forEach(k -> all.add(new ArrayList<>(k.subList(0, width))));
        yield all;
      }
      case MetricExpr.Filled filled -> {
        var all = new HashSet<>(groups(filled.value(), context, width));
        all.addAll(filled(filled.value(), context, width));
        yield all;
      }
    };
  }

  private Set<List<Object>> filled(MetricExpr expression, Context context, int width) {
    var all = new HashSet<List<Object>>();
    for (Reading reading : readings(expression, context)) {
      // In whichever period: what is fixed of the time is fixed by the period that is filled.
      Context anyTime = context.inAny(reading::isOfTime);
      all.addAll(inEveryPeriod(groups(expression, anyTime, width), reading));
    }
    return all;
  }

  /** Some groups in every period that an expression is asked for. */
  Set<List<Object>> inEveryPeriod(
      Set<List<Object>> groups, MetricExpr expression, Context context) {
    var all = new HashSet<List<Object>>();
    readings(expression, context).forEach(r -> all.addAll(inEveryPeriod(groups, r)));
    return all;
  }

  private static Set<List<Object>> inEveryPeriod(Set<List<Object>> groups, Reading reading) {
    var all = new HashSet<List<Object>>();
    boolean onlyTime = reading.steps().stream().allMatch(reading::isOfTime);
    // Where nothing but time tells rows apart, all of them are one group, which is always there.
    Set<List<Object>> each = onlyTime ? Set.of(reading.nothing()) : groups;
    for (Reading.Period period : reading.periods()) {
      for (List<Object> group : each) {
        var filled = new ArrayList<>(group);
        period.columns().forEach(filled::set);
        all.add(filled);
      }
    }
    return all;
  }

  /** A context as the leaves of an expression see it that have a time and reach its groups. */
  private List<Reading> readings(MetricExpr expression, Context context) {
    var readings = new ArrayList<Reading>();
    new Leaves(world)
        .forEach(
            expression,
            context.times(),
            (base, times) -> {
              var reading = new Reading(world, base, context.dated(times));
              if (reading.time().isPresent() && reading.reaches()) {
                readings.add(reading);
              }
            });
    return readings;
  }
}
