package dev.mensura.proof;

import dev.mensura.syntax.Names;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Generates queries of a project. */
final class QueryGenerator {
  private static final Set<Kind> GROUPS = EnumSet.complementOf(EnumSet.of(Kind.DOUBLE));

  /** What items are called: what databases mix up among it. */
  private static final List<List<String>> NAMES =
      List.of(
          List.of("x0", "x1", "x2", "x3"),
          List.of("qty", "amount", "Label", "`Größe`"),
          List.of("x", "X", "`x y`", "`select`"),
          List.of("orders", "line", "part_a", "stitched"));

  private final Dice dice;
  private final ProjectSpec project;
  private final Graph graph;

  QueryGenerator(Dice dice, ProjectSpec project) {
    this.dice = dice;
    this.project = project;
    this.graph = new Graph(project);
  }

  QuerySpec generate() {
    if (dice.percent(8)) {
      return distinct();
    }
    var chosen = new LinkedHashSet<MetricSpec>();
    int count = dice.oneOf(1, 1, 1, 2, 2, 3, 4);
    for (int i = 0; i < count; i++) {
      chosen.add(dice.pick(project.metrics()));
    }
    List<MetricSpec> metrics = new ArrayList<>();
    List<String> names = dice.pick(NAMES);
    for (MetricSpec metric : chosen) {
      metrics.add(dice.percent(30) ? changed(metric, names.get(metrics.size())) : metric);
    }
    var bases = new TreeSet<String>();
    metrics.forEach(m -> bases.addAll(m.bases()));
    List<Piece> groups = groups(bases);
    return new QuerySpec(
        metrics.stream().map(this::item).toList(),
        groups,
        where(bases),
        having(metrics),
        order(metrics, groups),
        dice.percent(15) ? OptionalInt.of(dice.between(1, 4)) : OptionalInt.empty());
  }

  private QuerySpec distinct() {
    ModelSpec base = dice.pick(project.models());
    var fields = new ArrayList<Piece>();
    for (Graph.Reach reach : graph.byJoins(base.name())) {
      if (reach.toOne()) {
        String field = dice.pick(reach.target().fields()).name();
        fields.add(Piece.of("group", base.name() + "." + reach.to(field)));
      }
    }
    List<Piece> groups =
        dice.shuffled(fields).subList(0, Math.min(fields.size(), dice.between(1, 2)));
    boolean clash =
        groups.stream().map(QueryGenerator::lastName).distinct().count() < groups.size();
    return new QuerySpec(
        List.of(),
        clash ? groups.subList(0, 1) : groups,
        List.of(),
        Optional.empty(),
        List.of(),
        OptionalInt.empty());
  }

  private static String lastName(Piece path) {
    return path.text().substring(path.text().lastIndexOf('.') + 1);
  }

  private Piece item(MetricSpec metric) {
    boolean named = project.metrics().contains(metric);
    return named
        ? Piece.of("item", metric.name())
        : Piece.of("item", metric.body(), " as " + Names.quoted(metric.name()));
  }

  /** A metric of this query alone. */
  private MetricSpec changed(MetricSpec metric, String name) {
    var metrics = new MetricGenerator(dice, project);
    Optional<MetricSpec> duration = metrics.duration(name);
    if (duration.isPresent() && dice.percent(10)) {
      return duration.get();
    }
    MetricSpec made =
        metric.bases().size() == 1 && dice.percent(60)
            ? metrics.filtered(name, metric)
            : metrics.any(name);
    Piece body = Piece.of(made.body().sort(), "(", made.body(), ")");
    return new MetricSpec(name, body, made.kind(), made.bases(), made.unit(), made.exactness());
  }

  private List<Piece> groups(Set<String> bases) {
    var paths = new LinkedHashSet<String>();
    var names = new LinkedHashSet<String>();
    int count = dice.oneOf(0, 1, 1, 1, 2, 2, 3);
    for (int i = 0; i < count; i++) {
      String path = group(bases);
      String name = path.substring(path.lastIndexOf('.') + 1);
      if (!path.isEmpty() && names.add(name)) {
        paths.add(path);
      }
    }
    return paths.stream().map(p -> Piece.of("group", p)).toList();
  }

  private String group(Set<String> bases) {
    boolean timed = bases.stream().allMatch(b -> project.model(b).time().isPresent());
    if (timed && dice.percent(30)) {
      return dice.oneOf(
          "day",
          "week",
          "month",
          "month",
          "quarter",
          "half",
          "year",
          "day_of_week",
          "week_of_year",
          "month_of_year",
          "quarter_of_year",
          "day_of_year",
          "day_of_month");
    }
    List<Scope.Found> fields = fields(bases, GROUPS);
    if (fields.isEmpty()) {
      return timed ? "month" : "";
    }
    Scope.Found found = dice.pick(fields);
    if (found.field().kind().isTime() && dice.percent(70)) {
      String grain =
          dice.oneOf(
              "day", "week", "month", "quarter", "half", "year", "day_of_week", "week_of_year");
      boolean fine = found.field().kind() != Kind.DATE && dice.percent(30);
      return found.path()
          + "."
          + (fine ? dice.oneOf("hour", "minute", "second", "hour_of_day") : grain);
    }
    return found.path();
  }

  private List<Scope.Found> fields(Set<String> bases, Set<Kind> kinds) {
    var reaches = new ArrayList<>(graph.common(bases));
    if (bases.size() == 1) {
      reaches.addAll(graph.byJoins(bases.iterator().next()));
    }
    var found = new ArrayList<Scope.Found>();
    for (Graph.Reach reach : reaches) {
      for (FieldSpec field : reach.target().fields()) {
        if (kinds.contains(field.kind())) {
          found.add(new Scope.Found(reach.to(field.name()), field));
        }
      }
    }
    return found;
  }

  private List<Piece> where(Set<String> bases) {
    var all = new ArrayList<Piece>();
    int count = dice.oneOf(0, 0, 0, 1, 1, 2);
    for (int i = 0; i < count; i++) {
      String condition = condition(bases);
      if (!condition.isEmpty()) {
        all.add(Piece.of("conjunct", condition));
      }
    }
    return all;
  }

  private String condition(Set<String> bases) {
    if (dice.percent(15)) {
      String a = test(bases);
      String b = test(bases);
      return a.isEmpty() || b.isEmpty()
          ? a
          : dice.oneOf("(" + a + " or " + b + ")", "not (" + a + ")", "(" + a + " and " + b + ")");
    }
    return test(bases);
  }

  private String test(Set<String> bases) {
    boolean timed = bases.stream().allMatch(b -> project.model(b).time().isPresent());
    if (timed && dice.percent(30)) {
      return dice.oneOf(
          "month = @2024-02",
          "year = @2024",
          "month in @2024-01..@2024-03",
          "day >= @2024-02-29",
          "week = @2020-W53",
          "day_of_week in (1, 5)",
          "quarter != @2024-Q1",
          "month is null",
          "day < @2024-01-01",
          "month <= @2024-03");
    }
    List<Scope.Found> fields = fields(bases, GROUPS);
    if (fields.isEmpty()) {
      return "";
    }
    Scope.Found found = dice.pick(fields);
    String path = found.path();
    if (dice.percent(12)) {
      return path + dice.oneOf(" is null", " is not null");
    }
    boolean closed = !found.field().values().isEmpty();
    return switch (found.field().kind()) {
      case INTEGER ->
          path
              + dice.oneOf(
                  " > 2", " = 1", " in (1, 2, 3)", " != 1", " between 1 and 5", " % 2 = 1");
      case DECIMAL, DOUBLE -> path + dice.oneOf(" > 2.50", " >= 99.99", " < 10", " = 0.01");
      case STRING ->
          closed
              ? path + dice.oneOf(" = 'new'", " in ('new', 'it''s')", " != 'döne'")
              : path
                  + dice.oneOf(
                      " = 'a'",
                      " in ('a', 'b', 'é')",
                      " != 'a'",
                      " like '%a%'",
                      " > 'a'",
                      " = 'k1'");
      case BOOLEAN -> dice.oneOf(path, "not " + path, path + " = true");
      case DATE, TIMESTAMP, INSTANT ->
          path
              + dice.oneOf(
                  " = @2024-02",
                  " >= @2024-02-29",
                  ".month = @2024-01",
                  " in @2024-Q1",
                  " < @2024",
                  ".day_of_week = 1",
                  " <= @2024-02-29");
    };
  }

  private Optional<Piece> having(List<MetricSpec> metrics) {
    List<MetricSpec> exact =
        withOthers(metrics).filter(m -> m.isExact() && m.kind().isNumber()).toList();
    if (exact.isEmpty() || !dice.percent(15)) {
      return Optional.empty();
    }
    String name = Names.quoted(dice.pick(exact).name());
    String test = name + dice.oneOf(" > 1", " >= 2", " is not null", " < 5", " != 0", " is null");
    return Optional.of(Piece.of("having", test));
  }

  /** The items, and metrics of the same models that are none. */
  private Stream<MetricSpec> withOthers(List<MetricSpec> items) {
    var bases = new TreeSet<String>();
    items.forEach(m -> bases.addAll(m.bases()));
    Stream<MetricSpec> others =
        project.metrics().stream().filter(m -> bases.containsAll(m.bases()) && dice.percent(25));
    return Stream.concat(items.stream(), others);
  }

  private List<Piece> order(List<MetricSpec> metrics, List<Piece> groups) {
    List<String> keys = new ArrayList<>();
    withOthers(metrics)
        .filter(m -> m.isExact() && m.kind() != Kind.BOOLEAN)
        .forEach(m -> keys.add(Names.quoted(m.name())));
    groups.forEach(g -> keys.add(g.text()));
    if (keys.isEmpty() || !dice.percent(35)) {
      return List.of();
    }
    return dice.shuffled(keys).subList(0, Math.min(keys.size(), dice.between(1, 2))).stream()
        .map(k -> Piece.of("order", k + dice.oneOf("", " desc", " desc")))
        .toList();
  }
}
