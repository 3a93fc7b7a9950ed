package dev.mensura.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Generates queries of metrics with modifiers in each other: of time, groups and levels. */
final class ComposedQueryGenerator {
  private final Dice dice;
  private final ProjectSpec project;
  private final Graph graph;

  ComposedQueryGenerator(Dice dice, ProjectSpec project) {
    this.dice = dice;
    this.project = project;
    this.graph = new Graph(project);
  }

  QuerySpec generate() {
    MetricSpec first = metric();
    var bases = new TreeSet<>(first.bases());
    var metrics = new ArrayList<>(List.of(first));
    if (dice.percent(30)) {
      MetricSpec second = metric();
      metrics.add(second);
      bases.addAll(second.bases());
    }
    boolean timed = bases.stream().allMatch(b -> project.model(b).time().isPresent());
    String grain =
        timed
            ? dice.oneOf("day", "week", "month", "month", "month", "quarter", "year", "", "")
            : "";
    List<String> groups = groups(bases);
    var modifiers = new ModifierGenerator(dice, project, grain, groups);
    var items = new ArrayList<Piece>();
    for (MetricSpec metric : metrics) {
      items.add(item(modifiers.around("m" + items.size(), metric, dice.oneOf(0, 1, 1, 2, 2, 3))));
    }
    if (dice.percent(25) && project.metrics().contains(first)) {
      items.add(Piece.of("item", first.name(), " as plain"));
    }
    List<Piece> by = by(grain, groups);
    var where = new ArrayList<>(where(bases, grain));
    if (dice.percent(8) && !groups.isEmpty()) {
      String ranking = modifiers.ranking(bases);
      where.add(Piece.of("conjunct", dice.pick(groups) + " in (" + ranking + ")"));
    }
    var plain = new QuerySpec(items, by, where, having(), List.of(), OptionalInt.empty());
    return limited(filled(plain, grain), by);
  }

  private MetricSpec metric() {
    return dice.percent(14)
        ? new ConversionGenerator(dice, project).generate().orElseGet(this::known)
        : known();
  }

  private MetricSpec known() {
    return dice.pick(project.metrics());
  }

  private QuerySpec filled(QuerySpec query, String grain) {
    return grain.isEmpty() || !dice.percent(12)
        ? query
        : query.filled(Piece.of("optional", dice.oneOf(" fill", " fill 0")));
  }

  private QuerySpec limited(QuerySpec query, List<Piece> by) {
    return by.isEmpty() || !dice.percent(8)
        ? query
        : query.limitedPer(
            Piece.of(
                "optional", "\n  limit " + dice.between(1, 3) + " per " + dice.pick(by).text()));
  }

  private static Piece item(MetricSpec metric) {
    return Piece.of("item", metric.body(), " as " + metric.name());
  }

  private List<Piece> by(String grain, List<String> groups) {
    var by = new ArrayList<Piece>();
    if (!grain.isEmpty()) {
      by.add(Piece.of("group", grain));
      if (grain.equals("month") && dice.percent(12)) {
        by.add(Piece.of("group", dice.oneOf("quarter", "year", "month_of_year")));
      }
    }
    groups.forEach(g -> by.add(Piece.of("group", g)));
    return by;
  }

  private List<Piece> where(Set<String> bases, String grain) {
    var all = new ArrayList<Piece>();
    boolean timed = bases.stream().allMatch(b -> project.model(b).time().isPresent());
    if (timed) {
      all.addAll(new Periods(dice, project).asked(grain));
    }
    if (dice.percent(20)) {
      groups(bases).stream()
          .limit(1)
          .forEach(g -> all.add(Piece.of("conjunct", g + dice.oneOf(" is not null", " is null"))));
    }
    return all;
  }

  private Optional<Piece> having() {
    return dice.percent(8)
        ? Optional.of(Piece.of("having", "m0" + dice.oneOf(" is not null", " is null")))
        : Optional.empty();
  }

  private List<String> groups(Set<String> bases) {
    var paths = new ArrayList<String>();
    var reaches = new ArrayList<>(graph.common(bases));
    if (bases.size() == 1) {
      reaches.addAll(graph.byJoins(bases.iterator().next()));
    }
    for (Graph.Reach reach : reaches) {
      if (reach.toOne() || dice.percent(30)) {
        reach.target().fields().stream()
            .filter(f ->
                f.kind() == Kind.STRING || f.kind() == Kind.BOOLEAN || f.kind() == Kind.INTEGER)
            .forEach(f -> paths.add(reach.to(f.name())));
      }
    }
    var chosen = new ArrayList<String>();
    int count = dice.oneOf(0, 1, 1, 1, 2);
    for (String path : dice.shuffled(paths)) {
      String name = path.substring(path.lastIndexOf('.') + 1);
      boolean known = chosen.stream().anyMatch(c -> c.endsWith(name));
      if (chosen.size() < count && !known) {
        chosen.add(path);
      }
    }
    return chosen;
  }
}
