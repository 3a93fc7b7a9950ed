package dev.mensura.interpreter;

import dev.mensura.ir.RowExpr;
import dev.mensura.type.Duration;
import dev.mensura.type.Grain;
import dev.mensura.type.TimeSpan;
import dev.mensura.type.ValueType;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every day (every hour, where hours are shown) that anything could be said of, each asked. */
final class Timeline {
  private final World world;
  private final Key key;
  private final List<LocalDateTime> days;
  private final List<Integer> asked = new ArrayList<>();
  private final Map<RowExpr, List<Object>> values = new HashMap<>();
  private final Map<Parts, Map<Object, List<Span>>> known = new HashMap<>();

  /**
   * What days are asked for.
   *
   * @param time of the rows of {@code base}
   * @param asked conditions on that time
   * @param data when the first and the last row happened
   */
  record Key(String base, RowExpr time, Grain unit, List<RowExpr> asked, Span data) {}

  private record Parts(List<Span> spans, RowExpr expression) {}

  Timeline(World world, Key key) {
    this.world = world;
    this.key = key;
    this.days = days();
    for (int i = 0; i < days.size(); i++) {
      LocalDateTime day = days.get(i);
      if (key.asked().stream().allMatch(p -> Boolean.TRUE.equals(at(p, day)))) {
        asked.add(i);
      }
    }
  }

  /** The query's whole time: the days for which all its conditions hold. */
  List<Span> asked() {
    return asked.stream().map(this::span).reduce(List.of(), Span::joined, Span::joined);
  }

  /**
   * Where periods and windows end: with the query's filter, else with the calendar, else with the
   * data.
   */
  Optional<Span> horizon() {
    if (asked.isEmpty()) {
      return Optional.empty();
    }
    boolean starts = asked.getFirst() != 0;
    boolean ends = asked.getLast() != days.size() - 1;
    Span data =
        world.range().map(r -> new Span(r.start(), r.end().minusNanos(1))).orElse(key.data());
    if (data.equals(Span.NONE) && !(starts && ends)) {
      return Optional.empty();
    }
    LocalDateTime first = starts ? days.get(asked.getFirst()) : key.unit().start(data.since());
    LocalDateTime last = ends ? days.get(asked.getLast()) : key.unit().start(data.until());
    return Optional.of(new Span(first, next(last)));
  }

  /**
   * The parts of some spans that lie in days on which an expression of the time has one value, for
   * each value; in the order of time.
   */
  Map<Object, List<Span>> parts(List<Span> spans, RowExpr expression) {
    var asked = new Parts(spans, expression);
    Map<Object, List<Span>> found = known.get(asked);
    if (found == null) {
      found = findParts(spans, expression);
      known.put(asked, found);
    }
    return found;
  }

  private Map<Object, List<Span>> findParts(List<Span> spans, RowExpr expression) {
    var parts = new LinkedHashMap<Object, List<Span>>();
    List<Object> all = values(expression);
    for (int i = 0; i < days.size(); i++) {
      Span day = span(i);
      for (Span span : spans) {
        // A day that a calendar table misses is in no period.
        if (span.meets(day) && all.get(i) != Null.NULL) {
          parts.merge(all.get(i), List.of(span.part(day)), Span::joined);
        }
      }
    }
    return parts;
  }

  private Span span(int index) {
    return new Span(days.get(index), next(days.get(index)));
  }

  private LocalDateTime next(LocalDateTime day) {
    return Times.plus(day, new Duration(1, key.unit()));
  }

  /** What an expression of the time is on each of the days. */
  private List<Object> values(RowExpr expression) {
    return values.computeIfAbsent(
        expression, e -> days.stream().map(d -> Values.key(at(e, d))).toList());
  }

  static List<RowExpr> parts(RowExpr expression) {
    return expression.operands();
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
    List<RowExpr> operands = expression.operands().stream().map(o -> fill(o, moment)).toList();
    return expression instanceof RowExpr.Call c
        ? new RowExpr.Call(c.function(), operands, c.type(), true)
        : expression.with(operands);
  }

  private List<LocalDateTime> days() {
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
      switch (world.fixed(during.span())) {
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
