package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.ir.Axis;
import dev.mensura.ir.Coordinate;
import dev.mensura.ir.Frame;
import dev.mensura.ir.Frame.Move;
import dev.mensura.ir.Leaf;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.OwnTimes;
import dev.mensura.ir.Query;
import dev.mensura.ir.Ranking;
import dev.mensura.ir.Reducer;
import dev.mensura.ir.Reduction;
import dev.mensura.ir.Regrouping;
import dev.mensura.ir.RowExpr;
import dev.mensura.ir.Signature.Motion;
import dev.mensura.model.Field;
import dev.mensura.source.Span;
import dev.mensura.type.Duration;
import dev.mensura.type.Grain;
import dev.mensura.type.TimeSpan;
import dev.mensura.type.ValueType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Sees to it that a query shows periods from which the windows and shifts of its metrics can be
 * seen, and refuses those that would read other stretches of time than people expect.
 */
final class FrameCheck {
  /** Each is a stage of its own, inside the one before: databases take some two hundred. */
  private static final int MOST_MOVES = 60;

  private final Scope scope;
  private final MetricTyper metrics;
  private final List<Query.Group> groups;
  private final List<Query.Filter> filters;

  /**
   * @param filters all that the query's {@code where} says
   */
  FrameCheck(
      Scope scope, MetricTyper metrics, List<Query.Group> groups, List<Query.Filter> filters) {
    this.scope = scope;
    this.metrics = metrics;
    this.groups = groups;
    this.filters = filters;
  }

  /** Checks what is asked for, shown or not. */
  void check(MetricExpr expression, Span span) {
    Optional<Reduction> reduction =
        Reducer.reduce(List.of(expression), name -> metrics.known(name));
    if (reduction.isEmpty()) {
      return;
    }
    boolean marked =
        reduction.get().leaves().keySet().stream()
            .flatMap(leaf -> leaf.mark().stream())
            .flatMap(mark -> mark.filters().stream())
            .anyMatch(f -> !Rankings.in(f).isEmpty());
    if (marked) {
      refuse(
          Code.NOT_SUPPORTED_YET,
          span,
          "`" + text(span) + "` ranks inside of `at last`, which this version does not compile.");
      return;
    }
    if (Motions.of(expression, metrics::signature) == Motion.STILL) {
      return;
    }
    for (Leaf leaf : reduction.get().leaves().keySet()) {
      if (!leaf.frame().isPeriod() && !fits(leaf, span)) {
        return;
      }
      leaf.filters().stream()
          .flatMap(f -> Rankings.in(f).stream())
          .forEach(r -> check(r.ranking(), span));
    }
  }

  /** What ranks is told apart by the periods that it has in common with what is ranked. */
  void check(Ranking ranking, Span span) {
    Optional<Reduction> reduction =
        Reducer.reduce(List.of(ranking.by()), name -> metrics.known(name));
    if (reduction.isEmpty()) {
      return;
    }
    List<Query.Group> periods =
        ranking.scope() == Ranking.Scope.QUERY
            ? List.of()
            : groups.stream()
                .filter(g -> reduction.get().leaves().keySet().stream().allMatch(l -> isTime(l, g)))
                .toList();
    new FrameCheck(scope, metrics, periods, filters).check(ranking.by(), span);
  }

  private boolean isTime(Leaf leaf, Query.Group group) {
    Optional<RowExpr> time = leaf.time().or(() -> scope.time(leaf.base()));
    return group.values().containsKey(leaf.base())
        && new Regrouping(leaf.base(), time, scope.catalog()).isTime(group);
  }

  private boolean fits(Leaf leaf, Span span) {
    Optional<RowExpr> time = leaf.time().or(() -> scope.time(leaf.base()));
    if (time.isEmpty()) {
      return refuse(
          Code.NO_TIME,
          span,
          "`%s` moves in time, and model `%s` declares none.".formatted(text(span), leaf.base()));
    }
    if (leaf.frame().moves().size() > MOST_MOVES) {
      return refuse(
          Code.TOO_LARGE,
          span,
          "`" + text(span) + "` moves in time more than " + MOST_MOVES + " times over.");
    }
    if (leaf.frame().ofRows().moves().stream().anyMatch(Move.Each.class::isInstance)) {
      return refuse(
          Code.NOT_SUPPORTED_YET,
          span,
          "`"
              + text(span)
              + "` moves in time inside of a `per` that is moved itself, which this version does"
              + " not compile.");
    }
    var seen = new Regrouping(leaf.base(), time, scope.catalog());
    Optional<Coordinate> repeated = seen.repeated(leaf, groups);
    if (repeated.isPresent()) {
      return refuse(
          Code.NOT_SUPPORTED_YET,
          span,
          "`"
              + text(span)
              + "` takes values per `"
              + repeated.get().name()
              + "` inside of a window or shift, and tells `"
              + repeated.get().name()
              + "` apart besides, which this version does not compile.");
    }
    Axis axis = axis(leaf, time.get(), seen.periods(leaf, groups));
    return readsTime(axis, span)
        && isFineEnough(leaf, time.get(), span)
        && showsPeriods(axis, leaf.frame(), span)
        && isAligned(axis, leaf.frame(), span)
        && touches(leaf, time.get(), span);
  }

  /** The groups that are left out have cells all the same, by what is read for each. */
  private boolean touches(Leaf leaf, RowExpr time, Span span) {
    Leaf erased = leaf.touching();
    if (erased.equals(leaf)) {
      return true;
    }
    var seen = new Regrouping(leaf.base(), Optional.of(time), scope.catalog());
    List<Query.Group> all = seen.periods(erased, groups);
    if (!all.stream().allMatch(g -> g.values().containsKey(leaf.base()))) {
      return true;
    }
    Axis axis = axis(leaf, time, all);
    return showsPeriods(axis, leaf.frame(), span) && isAligned(axis, leaf.frame(), span);
  }

  private Axis axis(Leaf leaf, RowExpr time, List<Query.Group> told) {
    var by = new ArrayList<RowExpr>();
    told.forEach(g -> by.add(of(g.values(), leaf, time)));
    var where = new ArrayList<RowExpr>();
    filters.forEach(f -> where.add(of(f.predicates(), leaf, time)));
    return Axis.of(time, by, where, scope.catalog());
  }

  private static RowExpr of(SortedMap<String, RowExpr> values, Leaf leaf, RowExpr time) {
    RowExpr value = values.get(leaf.base());
    if (value == null) {
      throw new IllegalStateException("a group or filter means nothing to " + leaf.base());
    }
    return OwnTimes.replace(value, time);
  }

  private boolean refuse(Code code, Span span, String message) {
    metrics.findings.add(code, span, message);
    return false;
  }

  private String text(Span span) {
    return metrics.shortText(span);
  }

  /** Whether what the filters say of the time is a stretch of it. */
  private boolean readsTime(Axis axis, Span span) {
    if (!axis.unclear().isEmpty()) {
      return refuse(
          Code.NOT_SUPPORTED_YET,
          span,
          "`"
              + text(span)
              + "` moves in time, and what `where` says of that time is not one stretch of it,"
              + " which this version does not compile.");
    }
    Grain unit = axis.grain().filter(Grain::isSubDay).orElse(Grain.DAY);
    if (axis.spans().stream().allMatch(s -> s.isMadeOf(unit))) {
      return true;
    }
    return refuse(
        Code.NOT_SUPPORTED_YET,
        span,
        "`"
            + text(span)
            + "` moves in time, and `where` cuts a "
            + unit.text()
            + " in two, which this version does not compile.");
  }

  private boolean isFineEnough(Leaf leaf, RowExpr time, Span span) {
    if (time.type().is(Kind.DATE) && leaf.frame().isSubDay()) {
      return refuse(
          Code.GRAIN_TOO_FINE,
          span,
          "The time of `" + leaf.base() + "` is a date, which has no parts of a day.");
    }
    Optional<Grain> declared =
        time instanceof RowExpr.Column c
            ? scope.catalog().get(c.path().target()).field(c.field()).flatMap(Field::grain)
            : Optional.empty();
    for (Move move : leaf.frame().moves()) {
      Optional<Grain> unit = move.measure();
      if (declared.isPresent() && unit.isPresent() && !declared.get().nestsIn(unit.get())) {
        return refuse(
            Code.GRAIN_TOO_FINE,
            span,
            "The time of `%s` holds the start of a %s, which is in no certain `%s`."
                .formatted(leaf.base(), declared.get().text(), unit.get().text()));
      }
    }
    return true;
  }

  private boolean showsPeriods(Axis axis, Frame frame, Span span) {
    Optional<Grain> grain = axis.grain();
    if (grain.isEmpty()) {
      return axis.isGrouped() ? needsGrain(span) : isBounded(axis, frame, span);
    }
    for (Axis.Role role : axis.roles()) {
      boolean fits =
          switch (role) {
            case Axis.Role.Period p -> grain.get().nestsIn(p.grain());
            case Axis.Role.Part p -> Paths.nests(grain.get(), p.part());
            case Axis.Role.Moment m -> false;
            case Axis.Role.Other o -> true;
          };
      if (!fits) {
        return refuse(
            Code.NOT_SUPPORTED_YET,
            span,
            "`"
                + text(span)
                + "` moves in time, and the query is grouped by pieces of periods that no one"
                + " grain makes, which this version does not compile.");
      }
    }
    return true;
  }

  private boolean needsGrain(Span span) {
    metrics.findings.add(
        Diagnostic.of(
                Code.NEEDS_TIME,
                metrics.findings.place(span),
                "`" + text(span) + "` moves in time, and the query is grouped by no period of it.")
            .note("`by day` or `by month` is a sequence of periods; what recurs in them is none."));
    return false;
  }

  private boolean isBounded(Axis axis, Frame frame, Span span) {
    if (frame.moves().getFirst() instanceof Move.Window.AllTime) {
      return true;
    }
    boolean ends =
        axis.spans().stream().anyMatch(s -> !(s instanceof TimeSpan.Fixed f) || f.end() != null);
    boolean starts =
        axis.spans().stream().anyMatch(s -> !(s instanceof TimeSpan.Fixed f) || f.start() != null);
    if (ends && (starts || frame.moves().getFirst() instanceof Move.Window)) {
      return true;
    }
    metrics.findings.add(
        Diagnostic.of(
                Code.NEEDS_TIME,
                metrics.findings.place(span),
                "`"
                    + text(span)
                    + "` moves in time, and the query is neither grouped by that time nor bounded"
                    + " in it.")
            .note("`by month` shows periods; `where month = @2024-05` asks for one."));
    return false;
  }

  /** What stands before a window is seen from the periods shown; what follows it, from its own. */
  private boolean isAligned(Axis axis, Frame frame, Span span) {
    Optional<Grain> grain = axis.grain();
    boolean begins = true;
    for (Move move : frame.moves()) {
      if (move instanceof Move.Start && !begins) {
        return refuse(
            Code.UNALIGNED_SHIFT,
            span,
            "`" + text(span) + "` asks for the start of all time, which has none.");
      }
      boolean aligned =
          switch (move) {
            case Move.Window window -> {
              grain = Optional.empty();
              begins = !(window instanceof Move.Window.AllTime);
              yield true;
            }
            case Move.Each each -> {
              grain = Optional.of(each.grain());
              begins = true;
              yield true;
            }
            case Move.Ago ago ->
                grain
                    .map(g -> ago.by().movesPeriodsOf(g) || unaligned(ago.by(), g, span))
                    .orElse(true);
            case Move.Start start -> starts(start, axis.grain(), span);
          };
      if (!aligned) {
        return false;
      }
    }
    return true;
  }

  private boolean unaligned(Duration by, Grain grain, Span span) {
    Diagnostic finding =
        Diagnostic.of(
            Code.UNALIGNED_SHIFT,
            metrics.findings.place(span),
            "`%s ago` of a %s is no whole %s.".formatted(by, grain.text(), grain.text()));
    metrics.findings.add(
        Alignment.instead(by, grain)
            .map(d -> finding.note("`" + d + " ago` is one."))
            .orElse(finding));
    return false;
  }

  private boolean starts(Move.Start start, Optional<Grain> grain, Span span) {
    if (start.first().isPresent()) {
      return grain.filter(Grain::isSubDay).isEmpty()
          || refuse(
              Code.NOT_SUPPORTED_YET,
              span,
              "`"
                  + text(span)
                  + "` by "
                  + grain.get().text()
                  + " is not compiled by this version.");
    }
    if (grain.isEmpty()) {
      return needsGrain(span);
    }
    if (grain.get().nestsIn(start.of())) {
      return true;
    }
    boolean coarser = start.of().nestsIn(grain.get());
    metrics.findings.add(
        Diagnostic.of(
                Code.UNALIGNED_SHIFT,
                metrics.findings.place(span),
                coarser
                    ? "A %s is not shorter than the %s it should be the first of."
                        .formatted(grain.get().text(), start.of().text())
                    : "%s does not begin with a whole %s."
                        .formatted(Article.capital(start.of().text()), grain.get().text()))
            .note("`at first day of " + start.of().text() + "` is the value of that day."));
    return false;
  }
}
