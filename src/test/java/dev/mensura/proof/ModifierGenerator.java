package dev.mensura.proof;

import dev.mensura.proof.MetricSpec.Exactness;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts modifiers and levels of detail around metrics, in each other. */
final class ModifierGenerator {
  private static final Set<Kind> KEYS =
      EnumSet.of(Kind.INTEGER, Kind.STRING, Kind.BOOLEAN, Kind.DECIMAL, Kind.DATE);

  private final Dice dice;
  private final ProjectSpec project;
  private final Graph graph;
  private final Moves moves;
  private final List<String> groups;

  /**
   * @param grain that is shown, empty if none is
   * @param groups that are shown besides
   */
  ModifierGenerator(Dice dice, ProjectSpec project, String grain, List<String> groups) {
    this.dice = dice;
    this.project = project;
    this.graph = new Graph(project);
    this.moves = new Moves(dice, project, grain);
    this.groups = groups;
  }

  /**
   * What was made so far.
   *
   * @param metric its body is an operand without parentheses
   * @param time what may be said of its time from outside
   */
  private record Made(MetricSpec metric, Time time) {
    private Made with(Time changed, Object... parts) {
      return new Made(of(metric, Piece.of("modified", parts)), changed);
    }

    private Made with(Object... parts) {
      return with(time, parts);
    }
  }

  /** What may be said of the time of a metric, from outside. */
  private enum Time {
    ANY,
    /** It has a window. */
    SHIFTS,
    /** It has no time, or reads the whole of the query's. */
    NONE
  }

  private static MetricSpec of(MetricSpec metric, Piece body) {
    return new MetricSpec(
        metric.name(), body, metric.kind(), metric.bases(), metric.unit(), metric.exactness());
  }

  private static MetricSpec of(MetricSpec metric, Piece body, Kind kind, Exactness exactness) {
    return new MetricSpec(metric.name(), body, kind, metric.bases(), metric.unit(), exactness);
  }

  /** A metric with so many modifiers around it at most. */
  MetricSpec around(String name, MetricSpec inner, int most) {
    Piece body =
        project.metrics().contains(inner)
            ? Piece.of("modified", inner.name())
            : Piece.of("modified", "(", inner.body(), ")");
    boolean timed = isTimed(inner);
    var made = new Made(of(inner, body), timed ? Time.ANY : Time.NONE);
    for (int i = 0; i < most; i++) {
      made = around(made);
    }
    MetricSpec metric = made.metric();
    return new MetricSpec(
        name, metric.body(), metric.kind(), metric.bases(), metric.unit(), metric.exactness());
  }

  private boolean isTimed(MetricSpec metric) {
    return metric.bases().stream().allMatch(b -> project.model(b).time().isPresent());
  }

  private Made around(Made made) {
    int choice = dice.below(100);
    if (choice < 16 && made.time() == Time.ANY) {
      return made.with(Time.SHIFTS, "(", made.metric().body(), " " + moves.window() + ")");
    }
    if (choice < 30 && made.time() != Time.NONE) {
      return made.with("(", made.metric().body(), " " + moves.shift() + ")");
    }
    if (choice < 46) {
      return across(made);
    }
    if (choice < 68) {
      return detail(made);
    }
    if (choice < 76) {
      return marked(made);
    }
    if (choice < 82) {
      return filtered(made);
    }
    if (choice < 88 && made.metric().kind().isNumber()) {
      return made.with("(", made.metric().body(), dice.oneOf(" default 0)", " default 7)"));
    }
    if (choice < 92) {
      return made.with("(", made.metric().body(), dice.oneOf(" fill)", " fill 0)"));
    }
    return made.metric().kind().isNumber() ? share(made) : across(made);
  }

  private Made across(Made made) {
    String left = dice.pick(lefts(made));
    boolean whole =
        left.equals("time")
            || left.startsWith("all") && !left.contains(moves.grain())
            || left.equals(moves.grain());
    return made.with(
        whole || moves.grain().isEmpty() ? Time.NONE : made.time(),
        "(",
        made.metric().body(),
        " across " + left + ")");
  }

  private List<String> lefts(Made made) {
    var lefts = new ArrayList<String>(List.of("all"));
    if (made.time() != Time.NONE) {
      lefts.add("time");
      if (!moves.grain().isEmpty()) {
        lefts.add(moves.grain());
        lefts.add("all except " + moves.grain());
      }
    }
    groups.forEach(g -> lefts.addAll(List.of(g, g, g)));
    groups.forEach(g -> lefts.add("all except " + g));
    if (groups.size() > 1) {
      lefts.add("(" + String.join(", ", groups) + ")");
    }
    if (dice.percent(15)) {
      lefts.addAll(keys(made.metric()));
    }
    return lefts;
  }

  private Made share(Made made) {
    String left = dice.pick(lefts(made));
    MetricSpec metric = made.metric();
    Piece body =
        Piece.of(
            "modified",
            "(",
            metric.body(),
            dice.oneOf(" / ", " / ", " - ") + "(",
            metric.body(),
            " across " + left + "))");
    return new Made(of(metric, body, Kind.DOUBLE, Exactness.ROUNDED), Time.NONE);
  }

  private Made detail(Made made) {
    MetricSpec metric = made.metric();
    List<String> keys = keys(metric);
    if (keys.isEmpty()) {
      return made;
    }
    List<String> some =
        dice.shuffled(keys).subList(0, Math.min(keys.size(), dice.oneOf(1, 1, 1, 2)));
    if (some.size() == 2 && some.get(0).equals(some.get(1))) {
      some = some.subList(0, 1);
    }
    String per = some.size() == 1 ? some.getFirst() : "(" + String.join(", ", some) + ")";
    Piece having = having(metric);
    if (dice.percent(8) && !having.text().isEmpty()) {
      Piece body = Piece.of("modified", "count(per " + per, having, ")");
      return new Made(of(metric, body, Kind.INTEGER, Exactness.EXACT), made.time());
    }
    String function = function(metric.kind());
    Piece body = Piece.of("modified", function + "(", metric.body(), " per " + per, having, ")");
    return new Made(
        of(metric, body, kind(function, metric.kind()), rounded(function, metric)), made.time());
  }

  private String function(Kind kind) {
    return switch (kind) {
      case INTEGER, DECIMAL, DOUBLE ->
          dice.oneOf("sum", "sum", "avg", "avg", "max", "min", "count", "median");
      case BOOLEAN -> dice.oneOf("any_true", "all_true", "count");
      case STRING, DATE, TIMESTAMP, INSTANT -> dice.oneOf("max", "min", "count");
    };
  }

  private static Kind kind(String function, Kind of) {
    return switch (function) {
      case "count" -> Kind.INTEGER;
      case "avg", "median" -> Kind.DOUBLE;
      default -> of;
    };
  }

  private static Exactness rounded(String function, MetricSpec metric) {
    return function.equals("avg") ? Exactness.ROUNDED : metric.exactness();
  }

  private Piece having(MetricSpec metric) {
    List<MetricSpec> tests =
        project.metrics().stream()
            .filter(
                m -> m.kind().isNumber() && m.isExact() && metric.bases().containsAll(m.bases()))
            .toList();
    return tests.isEmpty() || !dice.percent(25)
        ? Piece.of("optional")
        : Piece.of(
            "optional",
            " having "
                + dice.pick(tests).name()
                + dice.oneOf(" > 1", " is not null", " < 5", " = 0"));
  }

  /** What a metric can be told apart by. */
  private List<String> keys(MetricSpec metric) {
    var keys = new ArrayList<String>();
    if (isTimed(metric)) {
      keys.addAll(moves.finer());
    }
    boolean one = metric.bases().size() == 1;
    String base = metric.bases().iterator().next();
    List<Graph.Reach> reaches =
        one && dice.percent(60) ? graph.byJoins(base) : graph.common(metric.bases());
    boolean byJoins = one && !reaches.equals(graph.common(metric.bases()));
    for (Graph.Reach reach : reaches) {
      if (!reach.toOne() && dice.percent(70)) {
        continue;
      }
      String prefix = byJoins ? base + "." : "";
      if (byJoins && !reach.path().isEmpty() && !reach.target().key().isEmpty()) {
        keys.add(prefix + reach.path());
      }
      for (FieldSpec field : reach.target().fields()) {
        if (KEYS.contains(field.kind()) && dice.percent(40)) {
          keys.add(prefix + reach.to(field.name()));
        }
      }
    }
    return keys;
  }

  private Made marked(Made made) {
    Optional<ModelSpec> base = only(made);
    if (base.isEmpty()) {
      return made;
    }
    String name = base.get().name();
    List<String> times = fields(base.get(), EnumSet.of(Kind.DATE, Kind.TIMESTAMP));
    if (times.isEmpty()) {
      return made;
    }
    List<String> keys = fields(base.get(), KEYS);
    String per = dice.percent(45) || keys.isEmpty() ? "" : " per " + name + "." + dice.pick(keys);
    String mark =
        " at " + dice.oneOf("last", "last", "first") + " " + name + "." + dice.pick(times);
    return made.with("(", made.metric().body(), mark, Piece.of("optional", per), ")");
  }

  /** What values are ranked by, and how many are let through. */
  String ranking(Set<String> bases) {
    List<MetricSpec> metrics =
        project.metrics().stream()
            .filter(m -> m.isExact() && m.kind() != Kind.BOOLEAN && bases.containsAll(m.bases()))
            .toList();
    String by = metrics.isEmpty() ? "count " + bases.iterator().next() : dice.pick(metrics).name();
    return dice.oneOf("top ", "top ", "bottom ") + dice.between(1, 3) + " by " + by;
  }

  private static List<String> fields(ModelSpec model, Set<Kind> kinds) {
    return model.fields().stream()
        .filter(f -> kinds.contains(f.kind()))
        .map(FieldSpec::name)
        .toList();
  }

  private Optional<ModelSpec> only(Made made) {
    Set<String> bases = new HashSet<>(made.metric().bases());
    return bases.size() == 1
        ? Optional.of(project.model(bases.iterator().next()))
        : Optional.empty();
  }

  private Made filtered(Made made) {
    Optional<ModelSpec> base = only(made);
    if (base.isEmpty()) {
      return made;
    }
    List<String> paths = keys(made.metric());
    if (dice.percent(40) && !paths.isEmpty()) {
      String ranked = dice.pick(paths) + " in (" + ranking(made.metric().bases()) + ")";
      return made.with("(", made.metric().body(), Piece.of("optional", " where " + ranked), ")");
    }
    var scope = new Scope(graph, base.get(), Scope.Position.FILTER, List.of());
    Piece where = new ExpressionGenerator(dice, scope).condition(dice.below(2));
    return made.with("(", made.metric().body(), Piece.of("optional", " where ", where), ")");
  }
}
