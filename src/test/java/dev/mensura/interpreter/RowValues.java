package dev.mensura.interpreter;

import dev.mensura.ir.JoinPath;
import dev.mensura.ir.RowExpr;
import dev.mensura.type.Duration;
import dev.mensura.type.Function;
import dev.mensura.type.ValueType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The values of row expressions. */
final class RowValues {
  private final World world;
  private final Map<String, RowExpr> times;
  private final Optional<Context> ranked;

  /**
   * @param times for base models whose time is another than their own, that time
   */
  RowValues(World world, Map<String, RowExpr> times) {
    this(world, times, Optional.empty());
  }

  private RowValues(World world, Map<String, RowExpr> times, Optional<Context> ranked) {
    this.world = world;
    this.times = times;
    this.ranked = ranked;
  }

  /** The same where rankings are made in this context. */
  RowValues rankedIn(Context context) {
    return new RowValues(world, times, Optional.of(context));
  }

  static boolean ranks(RowExpr expression) {
    return expression instanceof RowExpr.Ranked
        || expression.operands().stream().anyMatch(RowValues::ranks);
  }

  boolean holdsFor(Row row, RowExpr predicate) {
    return world.extensions(row, paths(predicate)).stream().anyMatch(e -> holds(e, predicate));
  }

  boolean holds(Extension extension, RowExpr predicate) {
    return Boolean.TRUE.equals(value(extension, predicate));
  }

  /** The value of an expression that meets one far row at most. */
  Object only(Row row, RowExpr expression) {
    List<Extension> extensions = world.extensions(row, paths(expression));
    if (extensions.size() != 1) {
      throw new IllegalStateException("many values for one row: " + expression);
    }
    return value(extensions.getFirst(), expression);
  }

  /** The paths that an expression walks. */
  Set<JoinPath> paths(RowExpr expression) {
    var found = new HashSet<JoinPath>();
    collect(expression, found);
    return found;
  }

  private void collect(RowExpr expression, Set<JoinPath> found) {
    switch (expression) {
      case RowExpr.Column column -> found.add(column.path());
      case RowExpr.MetricOfRow metric -> found.add(metric.path());
      case RowExpr.OwnTime own -> collect(time(own), found);
      case RowExpr other -> other.operands().forEach(operand -> collect(operand, found));
    }
  }

  private RowExpr time(RowExpr.OwnTime own) {
    return Optional.ofNullable(times.get(own.base()))
        .or(() -> world.time(own.base()))
        .orElseThrow(() -> new IllegalStateException(own.base() + " has no time"));
  }

  Object value(Extension row, RowExpr expression) {
    return switch (expression) {
      case RowExpr.Column column ->
          row.at(column.path())
              .map(r -> Values.as(column.type(), r.value(column.field())))
              .orElse(Null.NULL);
      case RowExpr.Constant constant -> Values.of(constant.value(), constant.type());
      case RowExpr.Call call -> call(row, call);
      case RowExpr.Truncate truncate when truncate.grain().isDeclared() ->
          world.days().first(value(row, truncate.value()), truncate.grain());
      case RowExpr.Truncate truncate ->
          Times.truncate(value(row, truncate.value()), truncate.grain());
      case RowExpr.Part part -> Times.part(value(row, part.value()), part.part(), world.week());
      case RowExpr.During during ->
          Times.during(value(row, during.value()), world.fixed(during.span()), world.now());
      case RowExpr.OwnTime own -> value(row, time(own));
      case RowExpr.MetricOfRow metric ->
          row.at(metric.path()).map(r -> metricOf(r, metric)).orElse(Null.NULL);
      case RowExpr.Ranked r ->
          world
              .best(r.ranking(), ranked.orElseThrow())
              .contains(r.values().stream().map(v -> Values.key(value(row, v))).toList());
      case RowExpr.Credited credited ->
          world.credits(credited.conversion()).of(row.base(), credited.tally());
    };
  }

  private Object call(Extension row, RowExpr.Call call) {
    if (call.function() == Function.SHIFT) {
      return shift(value(row, call.arguments().getFirst()), call);
    }
    if (call.function() == Function.OF_DAY
        && call.arguments().get(1) instanceof RowExpr.Constant field) {
      Object value =
          world
              .days()
              .value(value(row, call.arguments().getFirst()), String.valueOf(field.value()));
      return value == Null.NULL ? value : Values.as(call.type(), value);
    }
    List<Object> arguments = call.arguments().stream().map(a -> value(row, a)).toList();
    return Scalars.call(call.function(), arguments, call.type());
  }

  private static Object shift(Object time, RowExpr.Call call) {
    if (time == Null.NULL
        || !(call.arguments().getLast() instanceof RowExpr.Constant constant)
        || !(constant.value() instanceof Duration duration)) {
      return Null.NULL;
    }
    var shifted = Times.plus(time, duration);
    return call.type().is(ValueType.Kind.DATE) ? shifted.toLocalDate() : shifted;
  }

  /** Closed: no other group, no filter, all of time. */
  private Object metricOf(Row row, RowExpr.MetricOfRow metric) {
    Context context = Context.ALL.then(new Step.OfRow(metric.ways(), row));
    return new MetricValues(world).value(metric.metric(), context);
  }
}
