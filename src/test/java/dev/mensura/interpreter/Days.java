package dev.mensura.interpreter;

import dev.mensura.ir.RowExpr;
import dev.mensura.type.Duration;
import dev.mensura.type.Grain;
import dev.mensura.type.TimeSpan;
import dev.mensura.type.ValueType;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The days that a query asks for (or hours, where hours are shown), each asked in turn. */
final class Days {
  private final World world;
  private final Key key;
  private final List<LocalDateTime> all;
  private final List<LocalDateTime> asked;
  private final Map<RowExpr, List<Object>> values = new HashMap<>();

  /**
   * What days are asked for.
   *
   * @param time of the rows of {@code base}
   * @param asked conditions on that time
   * @param data when the first and the last row happened
   */
  record Key(String base, RowExpr time, Grain unit, List<RowExpr> asked, Span data) {}

  Days(World world, Key key) {
    this.world = world;
    this.key = key;
    this.all = all();
    this.asked =
        all.stream()
            .filter(d -> key.asked().stream().allMatch(p -> Boolean.TRUE.equals(at(p, d))))
            .toList();
  }

  /** Those for which all conditions hold, in order. */
  List<LocalDateTime> asked() {
    return asked;
  }

  LocalDateTime next(LocalDateTime day) {
    return Times.plus(day, new Duration(1, key.unit()));
  }

  /** What an expression of the time is on each of the days. */
  List<Object> values(RowExpr expression) {
    return values.computeIfAbsent(
        expression, e -> asked.stream().map(d -> Values.key(at(e, d))).toList());
  }

  /**
   * Where periods and windows end: with the query's filter, else with the calendar, else with the
   * data.
   */
  Optional<Span> horizon() {
    if (asked.isEmpty()) {
      return Optional.empty();
    }
    boolean starts = !asked.getFirst().equals(all.getFirst());
    boolean ends = !asked.getLast().equals(all.getLast());
    Span data =
        world.range().map(r -> new Span(r.start(), r.end().minusNanos(1))).orElse(key.data());
    if (data.equals(Span.NONE) && !(starts && ends)) {
      return Optional.empty();
    }
    LocalDateTime first = starts ? asked.getFirst() : key.unit().start(data.since());
    LocalDateTime last = ends ? asked.getLast() : key.unit().start(data.until());
    return Optional.of(new Span(first, next(last)));
  }

  static List<RowExpr> parts(RowExpr expression) {
    return switch (expression) {
      case RowExpr.Call call -> call.arguments();
      case RowExpr.Truncate t -> List.of(t.value());
      case RowExpr.Part p -> List.of(p.value());
      case RowExpr.During d -> List.of(d.value());
      case RowExpr.Column c -> List.of();
      case RowExpr.Constant c -> List.of();
      case RowExpr.OwnTime o -> List.of();
      case RowExpr.MetricOfRow m -> List.of();
    };
  }

  /** The value at a moment. */
  private Object at(RowExpr expression, LocalDateTime moment) {
    Object constant =
        key.time().type().is(ValueType.Kind.DATE) ? moment.toLocalDate() : (Object) moment;
    RowExpr filled = fill(expression, new RowExpr.Constant(constant, key.time().type()));
    var nowhere = new Extension(new Row(key.base(), 0, Map.of()), Map.of());
    return new RowValues(world, Map.of()).value(nowhere, filled);
  }

  private RowExpr fill(RowExpr expression, RowExpr.Constant moment) {
    if (expression.equals(key.time())) {
      return moment;
    }
    return switch (expression) {
      case RowExpr.Call c ->
          new RowExpr.Call(
              c.function(),
              c.arguments().stream().map(a -> fill(a, moment)).toList(),
              c.type(),
              true);
      case RowExpr.Truncate t -> new RowExpr.Truncate(fill(t.value(), moment), t.grain(), t.type());
      case RowExpr.Part p -> new RowExpr.Part(fill(p.value(), moment), p.part());
      case RowExpr.During d -> new RowExpr.During(fill(d.value(), moment), d.span());
      case RowExpr.Column c -> c;
      case RowExpr.Constant c -> c;
      case RowExpr.OwnTime o -> o;
      case RowExpr.MetricOfRow m -> m;
    };
  }

  /** Every unit that anything could be said of. */
  private List<LocalDateTime> all() {
    Span all =
        world.range().map(r -> key.data().and(new Span(r.start(), r.end()))).orElse(key.data());
    for (RowExpr predicate : key.asked()) {
      all = all.and(spoken(predicate));
    }
    if (all.equals(Span.NONE)) {
      return List.of();
    }
    var found = new ArrayList<LocalDateTime>();
    int margin = key.unit().equals(Grain.DAY) ? 400 : 2;
    LocalDateTime at = key.unit().start(all.since().minusDays(margin));
    for (; at.isBefore(all.until().plusDays(margin)); at = next(at)) {
      found.add(at);
    }
    return found;
  }

  /** From the first to the last moment that a predicate names. */
  private Span spoken(RowExpr expression) {
    Span all = Span.NONE;
    for (RowExpr part : parts(expression)) {
      all = all.and(spoken(part));
    }
    if (expression instanceof RowExpr.During during) {
      switch (during.span()) {
        case TimeSpan.Fixed f -> {
          all = f.start() == null ? all : all.and(new Span(f.start(), f.start()));
          all = f.end() == null ? all : all.and(new Span(f.end(), f.end()));
        }
        case TimeSpan.Last l -> {
          LocalDateTime first = Times.plus(world.now(), new Duration(-l.count(), l.grain()));
          all = all.and(new Span(first, Times.plus(world.now(), new Duration(1, l.grain()))));
        }
        case TimeSpan.This t ->
            all =
                all.and(
                    new Span(
                        Times.plus(world.now(), new Duration(-1, t.grain())),
                        Times.plus(world.now(), new Duration(1, t.grain()))));
      }
    }
    return all;
  }
}
