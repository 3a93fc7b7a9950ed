package dev.mensura.interpreter;

import dev.mensura.ir.Coordinate;
import dev.mensura.ir.Grouping;
import dev.mensura.ir.OwnTimes;
import dev.mensura.ir.RowExpr;
import dev.mensura.type.Grain;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A context, seen from the rows of one base model: which of its steps speak of their time, and what
 * stretches of time these lead to.
 */
final class Reading {
  private final World world;
  private final String base;
  private final Context context;
  private final Optional<RowExpr> time;
  private final List<Step> steps;

  Reading(World world, String base, Context context) {
    this.world = world;
    this.base = base;
    this.context = context;
    this.time = Optional.ofNullable(context.times().get(base)).or(() -> world.time(base));
    this.steps = left(context.steps());
  }

  /**
   * Some stretches of time, and the period that they belong to.
   *
   * @param columns the values of what is told apart by time
   */
  record Period(Map<Integer, Object> columns, List<Span> spans) {
    private Period part(List<Span> part) {
      return new Period(columns, part);
    }

    private Period at(int column, Object value, List<Span> part) {
      var more = new HashMap<>(columns);
      more.put(column, value);
      return new Period(more, part);
    }
  }

  /** Those that are not taken back. */
  private List<Step> left(List<Step> all) {
    var kept = new ArrayList<Step>();
    for (Step step : all) {
      if (step instanceof Step.Left across) {
        kept.removeIf(k -> isLeft(k, across.left()));
      } else if (step instanceof Step.OnlyTime) {
        kept.removeIf(k -> !isOfTime(k));
      } else {
        kept.add(step);
      }
    }
    return kept;
  }

  private boolean isLeft(Step step, Grouping.Across across) {
    return switch (step) {
      case Step.In in -> isLeft(in.dimension(), across);
      case Step.Each each -> isLeft(each.dimension(), across);
      case Step.OfRow row -> across.which() == Grouping.Which.ALL_BUT;
      case Step.Moved moved -> across.time();
      case Step.Left earlier -> throw new IllegalStateException("taken back already");
      case Step.OnlyTime earlier -> throw new IllegalStateException("taken back already");
    };
  }

  private boolean isLeft(Map<String, RowExpr> dimension, Grouping.Across across) {
    boolean named = across.coordinates().stream().anyMatch(c -> isSame(c, dimension));
    return across.time() && isOfTime(dimension)
        || named == (across.which() == Grouping.Which.THESE);
  }

  private boolean isSame(Coordinate coordinate, Map<String, RowExpr> dimension) {
    RowExpr one = coordinate.values().get(base);
    RowExpr other = dimension.get(base);
    if (one instanceof RowExpr.OwnTime) {
      // The time as a whole stands for all that tells it apart.
      return isOfTime(dimension);
    }
    return one != null && other != null
        ? timed(one).equals(timed(other))
        : coordinate.values().entrySet().stream()
            .anyMatch(e -> e.getValue().equals(dimension.get(e.getKey())));
  }

  List<Step> steps() {
    return steps;
  }

  /** A group without a value in any place. */
  List<Object> nothing() {
    long width = steps.stream().filter(Step.Each.class::isInstance).count();
    return Collections.nCopies((int) width, Null.NULL);
  }

  Optional<RowExpr> time() {
    return time;
  }

  /** Whether every group that rows must be in, or are told apart by, is one of these rows. */
  boolean reaches() {
    return steps.stream()
        .allMatch(s ->
            switch (s) {
              case Step.In in -> in.dimension().containsKey(base);
              case Step.Each each -> each.dimension().containsKey(base);
              case Step.OfRow row -> row.ways().containsKey(base);
              case Step.Moved moved -> true;
              case Step.Left across -> true;
              case Step.OnlyTime only -> true;
            });
  }

  /** Whether some step goes to another stretch of time, so that no row alone tells its period. */
  boolean isMoved() {
    return moves() > 0;
  }

  /** How many steps there are up to the last move. */
  private int moves() {
    int last = 0;
    for (int i = 0; i < steps.size(); i++) {
      last = steps.get(i) instanceof Step.Moved ? i + 1 : last;
    }
    return last;
  }

  /** The steps that rows are asked of one by one: all but those that went into the periods. */
  List<Step> ofRows() {
    var asked = new ArrayList<Step>();
    for (int i = 0; i < steps.size(); i++) {
      if (i >= moves() || !isOfTime(steps.get(i))) {
        asked.add(steps.get(i));
      }
    }
    return asked;
  }

  /** What the query says of rows, and where it went into the periods, nothing of their time. */
  List<Map<String, RowExpr>> asked() {
    return context.asked().stream().filter(p -> !isMoved() || !isOfTime(p)).toList();
  }

  /** Whether a step is about the rows' time and nothing else. */
  boolean isOfTime(Step step) {
    return switch (step) {
      case Step.In in -> isOfTime(in.dimension());
      case Step.Each each -> isOfTime(each.dimension());
      case Step.Moved moved -> true;
      case Step.OfRow row -> false;
      case Step.Left across -> false;
      case Step.OnlyTime only -> false;
    };
  }

  boolean isOfTime(Map<String, RowExpr> values) {
    RowExpr value = values.get(base);
    return value != null && readsTime(timed(value)) && !readsOther(timed(value));
  }

  private RowExpr timed(RowExpr value) {
    return time.map(t -> OwnTimes.replace(value, t)).orElse(value);
  }

  private boolean readsTime(RowExpr expression) {
    return time.filter(expression::equals).isPresent()
        || Timeline.parts(expression).stream().anyMatch(this::readsTime);
  }

  private boolean readsOther(RowExpr expression) {
    if (time.filter(expression::equals).isPresent()) {
      return false;
    }
    return expression instanceof RowExpr.Column
        || expression instanceof RowExpr.MetricOfRow
        || expression instanceof RowExpr.Ranked
        || expression instanceof RowExpr.Credited
        || Timeline.parts(expression).stream().anyMatch(this::readsOther);
  }

  /** What is read, for each period that is told apart before the last move. */
  List<Period> read() {
    return periods(moves());
  }

  /** All periods that are told apart. */
  List<Period> periods() {
    return periods(steps.size()).stream().filter(p -> !p.spans().isEmpty()).toList();
  }

  private List<Period> periods(int count) {
    Timeline timeline = timeline();
    Optional<Span> horizon = timeline.horizon();
    if (horizon.isEmpty()) {
      return List.of();
    }
    List<Period> all = List.of(new Period(Map.of(), timeline.asked()));
    for (int i = 0; i < count; i++) {
      int at = i;
      all = all.stream().flatMap(p -> step(p, at, timeline, horizon.get()).stream()).toList();
    }
    return all;
  }

  private List<Period> step(Period period, int at, Timeline timeline, Span horizon) {
    Span shown = hasMoved(at) ? new Span(LocalDateTime.MIN, horizon.until()) : horizon;
    return switch (steps.get(at)) {
      case Step.Moved moved -> {
        var moves = new Moves(world, grain(at), horizon.until());
        yield List.of(period.part(moves.along(period.spans(), List.of(moved.move()))));
      }
      case Step.In in when isOfTime(in) -> {
        RowExpr value = timed(Objects.requireNonNull(in.dimension().get(base)));
        var parts = timeline.parts(period.spans(), value);
        List<Span> part = parts.getOrDefault(Values.key(in.value()), List.of());
        // Metrics that move have no period outside of the horizon, where others may have one.
        yield List.of(period.part(part.stream().anyMatch(s -> s.meets(shown)) ? part : List.of()));
      }
      case Step.Each each when isOfTime(each) -> {
        RowExpr value = timed(Objects.requireNonNull(each.dimension().get(base)));
        var found = new ArrayList<Period>();
        timeline
            .parts(period.spans(), value)
            .forEach((key, spans) -> {
              if (spans.stream().anyMatch(s -> s.meets(shown))) {
                found.add(period.at(each.column(), key, spans));
              }
            });
        yield found;
      }
      case Step.In in -> List.of(period);
      case Step.Each each -> List.of(period);
      case Step.OfRow row -> List.of(period);
      case Step.Left across -> List.of(period);
      case Step.OnlyTime only -> List.of(period);
    };
  }

  private boolean hasMoved(int before) {
    return steps.subList(0, before).stream().anyMatch(Step.Moved.class::isInstance);
  }

  /** The finest of the periods that were told apart before a step; null if none were. */
  private Grain grain(int before) {
    List<RowExpr> times = times(steps.subList(0, before));
    return finest(times).orElse(times.isEmpty() ? null : Grain.DAY);
  }

  private List<RowExpr> times(List<Step> of) {
    var times = new ArrayList<RowExpr>();
    for (Step step : of) {
      if (isOfTime(step) && step instanceof Step.In in) {
        times.add(timed(Objects.requireNonNull(in.dimension().get(base))));
      } else if (isOfTime(step) && step instanceof Step.Each each) {
        times.add(timed(Objects.requireNonNull(each.dimension().get(base))));
      }
    }
    return times;
  }

  private static Optional<Grain> finest(List<RowExpr> times) {
    return times.stream()
        .filter(RowExpr.Truncate.class::isInstance)
        .map(t -> ((RowExpr.Truncate) t).grain())
        .min(Comparator.naturalOrder());
  }

  private Timeline timeline() {
    Grain unit = finest(times(steps)).filter(Grain::isSubDay).orElse(Grain.DAY);
    List<RowExpr> asked =
        context.asked().stream()
            .filter(this::isOfTime)
            .map(p -> timed(Objects.requireNonNull(p.get(base))))
            .toList();
    return world.timeline(new Timeline.Key(base, time.orElseThrow(), unit, asked, context.data()));
  }
}
