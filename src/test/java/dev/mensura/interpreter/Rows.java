package dev.mensura.interpreter;

import dev.mensura.ir.JoinPath;
import dev.mensura.ir.Mark;
import dev.mensura.ir.RowExpr;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rows of a base model in a context. */
final class Rows {
  private final World world;
  private final String base;
  private final Context context;
  private final Reading reading;
  private final RowValues values;
  private final RowValues asked;

  Rows(World world, String base, Context context) {
    this.world = world;
    this.base = base;
    this.context = context;
    this.reading = new Reading(world, base, context);
    this.values = new RowValues(world, context.times());
    this.asked = values.rankedIn(context.ofQuery(plain(context.asked())));
  }

  /** In a query's condition, ranking goes by its other conditions. */
  private static List<Map<String, RowExpr>> plain(List<Map<String, RowExpr>> asked) {
    return asked.stream().filter(p -> p.values().stream().noneMatch(RowValues::ranks)).toList();
  }

  /** Each once, if some extension of it fits; nothing is told apart. */
  List<Row> all() {
    List<List<Span>> read = read().stream().map(Reading.Period::spans).toList();
    Set<JoinPath> paths = paths();
    List<Row> fitting =
        world.rows(base).stream()
            .filter(row -> isIn(row, read))
            .filter(row -> world.extensions(row, paths).stream().anyMatch(this::fits))
            .toList();
    return context.mark().map(m -> marked(fitting, m, read)).orElse(fitting);
  }

  /** The groups that some row is in; what is told apart by no step has no place in them. */
  Set<List<Object>> groups(int width) {
    if (!reading.reaches()) {
      return Set.of();
    }
    var groups = new HashSet<List<Object>>();
    Set<JoinPath> paths = paths();
    for (Reading.Period period : read()) {
      for (Row row : world.rows(base)) {
        if (isIn(row, List.of(period.spans()))) {
          for (Extension extension : world.extensions(row, paths)) {
            if (fits(extension)) {
              groups.add(group(extension, period, width));
            }
          }
        }
      }
    }
    if (context.mark().isPresent() || context.filters().stream().anyMatch(this::ranks)) {
      // Which rows are the last or the best depends on the period: each group is asked on its own.
      groups.removeIf(g -> new Rows(world, base, context.in(g)).all().isEmpty());
    }
    return groups;
  }

  /** Without a move, one of all time: rows are asked for their time as for all else. */
  private List<Reading.Period> read() {
    return reading.isMoved() ? reading.read() : List.of(new Reading.Period(Map.of(), List.of()));
  }

  private boolean isIn(Row row, List<List<Span>> read) {
    if (!reading.isMoved()) {
      return true;
    }
    Object time = values.only(row, reading.time().orElseThrow());
    return time != Null.NULL
        && read.stream().anyMatch(spans -> spans.stream().anyMatch(s -> s.holds(at(time))));
  }

  private static LocalDateTime at(Object time) {
    return Times.dateTime(time);
  }

  private List<Object> group(Extension extension, Reading.Period period, int width) {
    Map<Integer, Object> found = new HashMap<>(period.columns());
    for (Step step : reading.ofRows()) {
      if (step instanceof Step.Each each) {
        found.put(each.column(), Values.key(values.value(extension, of(each.dimension()))));
      }
    }
    var group = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      group.add(found.get(i));
    }
    return group;
  }

  private boolean fits(Extension extension) {
    return reading.asked().stream().allMatch(f -> asked.holds(extension, of(f)))
        && context.filters().stream().allMatch(f -> holds(extension, f))
        && reading.ofRows().stream().allMatch(s -> isIn(extension, s));
  }

  private boolean holds(Extension extension, Context.Said said) {
    if (ranks(said) && context.isOpen()) {
      return true;
    }
    return values.rankedIn(said.outside()).holds(extension, of(said.predicates()));
  }

  private boolean ranks(Context.Said said) {
    return RowValues.ranks(of(said.predicates()));
  }

  private boolean isIn(Extension extension, Step step) {
    return switch (step) {
      case Step.In in ->
          Values.key(values.value(extension, of(in.dimension()))).equals(Values.key(in.value()));
      case Step.OfRow o -> extension.at(of(o.ways())).map(r -> r.is(o.row())).orElse(false);
      case Step.Each each -> true;
      case Step.Moved moved -> true;
      case Step.Left across -> true;
      case Step.OnlyTime only -> true;
    };
  }

  private Set<JoinPath> paths() {
    var paths = new HashSet<JoinPath>();
    reading.asked().forEach(f -> paths.addAll(values.paths(of(f))));
    context.filters().forEach(f -> paths.addAll(values.paths(of(f.predicates()))));
    for (Step step : reading.ofRows()) {
      switch (step) {
        case Step.In in -> paths.addAll(values.paths(of(in.dimension())));
        case Step.Each each -> paths.addAll(values.paths(of(each.dimension())));
        case Step.OfRow o -> paths.add(of(o.ways()));
        case Step.Moved moved -> {}
        case Step.Left across -> {}
        case Step.OnlyTime only -> {}
      }
    }
    return paths;
  }

  private <T> T of(Map<String, T> each) {
    T one = each.get(base);
    if (one == null) {
      throw new IllegalStateException("nothing is said of " + base + ": " + each);
    }
    return one;
  }

  /** Those at the last time of the rows that are alike in the keys and of the same stretch. */
  private List<Row> marked(List<Row> rows, Context.Marking marking, List<List<Span>> read) {
    List<Row> candidates =
        world.rows(base).stream()
            .filter(r -> isIn(r, read) && isInPeriod(r) && passes(r, marking.filters()))
            .toList();
    return rows.stream()
        .filter(row -> {
          Optional<Object> time = markedTime(row, marking);
          return time.isPresent()
              && candidates.stream()
                  .filter(c -> keys(c, marking).equals(keys(row, marking)))
                  .flatMap(c -> markedTime(c, marking).stream())
                  .noneMatch(t -> isBeyond(t, time.get(), marking.mark().edge()));
        })
        .toList();
  }

  private static boolean isBeyond(Object time, Object other, Mark.Edge edge) {
    int order = Values.compare(time, other);
    return edge == Mark.Edge.LAST ? order > 0 : order < 0;
  }

  private Optional<Object> markedTime(Row row, Context.Marking marking) {
    Object time = values.only(row, of(marking.mark().times()));
    return time == Null.NULL ? Optional.empty() : Optional.of(time);
  }

  private List<Object> keys(Row row, Context.Marking marking) {
    List<RowExpr> keys = marking.mark().keys().getOrDefault(base, List.of());
    return keys.stream().map(k -> Values.key(values.only(row, k))).toList();
  }

  private boolean passes(Row row, List<Context.Said> filters) {
    var paths = new HashSet<JoinPath>();
    filters.forEach(f -> paths.addAll(values.paths(of(f.predicates()))));
    return world.extensions(row, paths).stream()
        .anyMatch(e -> filters.stream().allMatch(f -> holds(e, f)));
  }

  /** Where no step has moved: whether its own time is asked for, whatever else of it is. */
  private boolean isInPeriod(Row row) {
    return reading.asked().stream()
            .filter(reading::isOfTime)
            .allMatch(f -> Boolean.TRUE.equals(values.only(row, of(f))))
        && reading.ofRows().stream()
            .filter(reading::isOfTime)
            .allMatch(s ->
                !(s instanceof Step.In in)
                    || Values.key(values.only(row, of(in.dimension())))
                        .equals(Values.key(in.value())));
  }
}
