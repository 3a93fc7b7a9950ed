package dev.mensura.interpreter;

import dev.mensura.ir.OwnTimes;
import dev.mensura.ir.RowExpr;
import dev.mensura.type.Grain;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The stretches of time of a leaf whose context moves in time, found by asking of every single day
 * whether it is meant (of every hour, where hours are shown).
 */
final class Stretches {
  private final World world;
  private final Context context;
  private final String base;
  private final RowExpr time;
  private final Days days;

  Stretches(
      World world,
      Map<Days.Key, Days> known,
      Context context,
      String base,
      List<Map<String, RowExpr>> dimensions) {
    this.world = world;
    this.context = context;
    this.base = base;
    this.time =
        Optional.ofNullable(context.times().get(base)).or(() -> world.time(base)).orElseThrow();
    var grouped = new ArrayList<RowExpr>();
    dimensions.forEach(d -> grouped.add(timed(d)));
    context
        .groups()
        .forEach(g -> {
          if (g instanceof Context.Coordinate.Dimension d) {
            grouped.add(timed(d.values()));
          }
        });
    Grain unit = grain(grouped).filter(Grain::isSubDay).orElse(Grain.DAY);
    List<RowExpr> asked = context.asked().stream().filter(this::isOfTime).map(this::timed).toList();
    var key = new Days.Key(base, time, unit, asked, context.data());
    this.days = known.computeIfAbsent(key, k -> new Days(world, k));
  }

  private static Optional<Grain> grain(List<RowExpr> groups) {
    return groups.stream()
        .flatMap(g ->
            g instanceof RowExpr.Truncate t
                ? Optional.of(t.grain()).stream()
                : Optional.<Grain>empty().stream())
        .min(java.util.Comparator.naturalOrder());
  }

  RowExpr time() {
    return time;
  }

  private RowExpr timed(Map<String, RowExpr> values) {
    RowExpr value = values.get(base);
    if (value == null) {
      throw new IllegalStateException("nothing is said of " + base);
    }
    return OwnTimes.replace(value, time);
  }

  /** Whether it is made of the leaf's time and nothing else. */
  boolean isOfTime(Map<String, RowExpr> values) {
    return readsTime(timed(values)) && !readsOther(timed(values));
  }

  private boolean readsTime(RowExpr expression) {
    return expression.equals(time) || Days.parts(expression).stream().anyMatch(this::readsTime);
  }

  private boolean readsOther(RowExpr expression) {
    if (expression.equals(time)) {
      return false;
    }
    return expression instanceof RowExpr.Column
        || expression instanceof RowExpr.MetricOfRow
        || Days.parts(expression).stream().anyMatch(this::readsOther);
  }

  /** For each dimension, its value in a period; null where it is not of the time. */
  Set<List<Object>> periods(List<Map<String, RowExpr>> dimensions) {
    var periods = new LinkedHashSet<List<Object>>();
    Optional<Span> horizon = days.horizon();
    for (int i = 0; i < days.asked().size(); i++) {
      if (horizon.isPresent() && horizon.get().holds(days.asked().get(i))) {
        var values = new ArrayList<Object>();
        for (Map<String, RowExpr> dimension : dimensions) {
          values.add(isOfTime(dimension) ? days.values(timed(dimension)).get(i) : null);
        }
        periods.add(values);
      }
    }
    return periods;
  }

  /** What the leaf reads in its context. */
  List<Span> read() {
    Optional<Span> horizon = days.horizon();
    if (horizon.isEmpty()) {
      return List.of();
    }
    var spans = new ArrayList<Span>();
    for (int i = 0; i < days.asked().size(); i++) {
      if (isInGroup(i)) {
        LocalDateTime moment = days.asked().get(i);
        LocalDateTime next = days.next(moment);
        boolean follows = !spans.isEmpty() && spans.getLast().until().equals(moment);
        Span span = follows ? new Span(spans.removeLast().since(), next) : new Span(moment, next);
        spans.add(span);
      }
    }
    List<RowExpr> grouped =
        context.groups().stream()
            .map(g -> timed(((Context.Coordinate.Dimension) g).values()))
            .filter(g -> readsTime(g))
            .toList();
    Grain grain = grain(grouped).orElse(grouped.isEmpty() ? null : Grain.DAY);
    return new Moves(grain, horizon.get().until()).along(spans, context.moves());
  }

  private boolean isInGroup(int day) {
    for (Context.Coordinate coordinate : context.groups()) {
      if (coordinate instanceof Context.Coordinate.Dimension d
          && isOfTime(d.values())
          && !days.values(timed(d.values())).get(day).equals(Values.key(d.value()))) {
        return false;
      }
    }
    return true;
  }

  /** Whether a row's time lies in one of the spans. */
  boolean reads(Extension row, List<Span> spans) {
    Object value = new RowValues(world, Map.of()).value(row, time);
    return value != Null.NULL && spans.stream().anyMatch(s -> s.holds(Times.dateTime(value)));
  }
}
