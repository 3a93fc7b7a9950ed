package dev.mensura.proof;

import dev.mensura.syntax.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Generates queries whose metrics move in time: windows, shifts, and both in each other. */
final class TimeQueryGenerator {
  private final Dice dice;
  private final ProjectSpec project;
  private final Graph graph;
  private final boolean fiscal;

  TimeQueryGenerator(Dice dice, ProjectSpec project) {
    this.dice = dice;
    this.project = project;
    this.graph = new Graph(project);
    this.fiscal = project.settings().contains("fiscal");
  }

  /** None if no metric of the project has a time. */
  Optional<QuerySpec> generate() {
    List<MetricSpec> timed = project.metrics().stream().filter(this::isTimed).toList();
    if (timed.isEmpty()) {
      return Optional.empty();
    }
    String grain =
        dice.oneOf(
            "day", "day", "week", "month", "month", "month", "quarter", "half", "year", "", "hour");
    if (fiscal && dice.percent(40)) {
      grain = dice.oneOf("fiscal_quarter", "fiscal_year", "fiscal_half", "month", "day");
    }
    var items = new ArrayList<Piece>();
    var bases = new TreeSet<String>();
    int count = dice.oneOf(1, 1, 2, 3);
    for (int i = 0; i < count; i++) {
      MetricSpec metric = dice.pick(timed);
      bases.addAll(metric.bases());
      items.add(item(metric, grain, "m" + i));
    }
    var groups = new ArrayList<Piece>();
    if (!grain.isEmpty()) {
      groups.add(Piece.of("group", grain));
    }
    if (grain.equals("month") && dice.percent(15)) {
      groups.add(Piece.of("group", dice.oneOf("quarter", "year", "month_of_year")));
    }
    other(bases).filter(o -> dice.percent(45)).ifPresent(o -> groups.add(Piece.of("group", o)));
    return Optional.of(
        new QuerySpec(
            items,
            groups,
            where(bases, grain),
            dice.percent(10) ? Optional.of(Piece.of("having", "m0 is not null")) : Optional.empty(),
            List.of(),
            OptionalInt.empty()));
  }

  private boolean isTimed(MetricSpec metric) {
    return metric.bases().stream().allMatch(b -> project.model(b).time().isPresent());
  }

  private Piece item(MetricSpec metric, String grain, String name) {
    Piece body = Piece.of("moved", metric.name());
    var moves = new Moves(dice, project, grain);
    int count = dice.oneOf(0, 1, 1, 1, 2, 2, 3);
    boolean windowed = false;
    for (int i = 0; i < count; i++) {
      boolean window = !windowed && dice.percent(45);
      windowed |= window;
      body = Piece.of("moved", "(", body, " " + (window ? moves.window() : moves.shift()) + ")");
      if (dice.percent(10)) {
        body = Piece.of("moved", "(", body, " default 0)");
      }
    }
    return Piece.of("item", body, " as " + Names.quoted(name));
  }

  private Optional<String> other(Set<String> bases) {
    var paths = new ArrayList<String>();
    var reaches = new ArrayList<>(graph.common(bases));
    if (bases.size() == 1) {
      reaches.addAll(graph.byJoins(bases.iterator().next()));
    }
    for (Graph.Reach reach : reaches) {
      reach.target().fields().stream()
          .filter(f -> f.kind() == Kind.STRING || f.kind() == Kind.BOOLEAN)
          .forEach(f -> paths.add(reach.to(f.name())));
    }
    return paths.isEmpty() ? Optional.empty() : Optional.of(dice.pick(paths));
  }

  private List<Piece> where(Set<String> bases, String grain) {
    var all = new ArrayList<>(new Periods(dice, project).asked(grain));
    other(bases)
        .filter(o -> dice.percent(15))
        .ifPresent(o -> all.add(Piece.of("conjunct", o + " is not null")));
    return all;
  }
}
