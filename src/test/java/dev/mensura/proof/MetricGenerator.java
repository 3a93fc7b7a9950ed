package dev.mensura.proof;

import dev.mensura.proof.MetricSpec.Exactness;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Generates metrics. */
final class MetricGenerator {
  private static final Set<Kind> NUMBERS = EnumSet.of(Kind.INTEGER, Kind.DECIMAL, Kind.DOUBLE);
  private static final Set<Kind> ALL = EnumSet.allOf(Kind.class);

  private final Dice dice;
  private final ProjectSpec project;
  private final Graph graph;

  MetricGenerator(Dice dice, ProjectSpec project) {
    this.dice = dice;
    this.project = project;
    this.graph = new Graph(project);
  }

  static String sort(Kind kind) {
    return "metric " + kind.inModels();
  }

  /** A metric of one aggregate. */
  MetricSpec simple(String name, List<MetricSpec> rowMetrics) {
    return aggregate(name, dice.pick(project.models()), rowMetrics);
  }

  /** Any metric. */
  MetricSpec any(String name) {
    List<MetricSpec> known = project.metrics();
    if (known.isEmpty() || dice.percent(50)) {
      return dice.percent(12)
          ? sql(name, dice.pick(project.models()))
          : aggregate(name, dice.pick(project.models()), known);
    }
    List<MetricSpec> numbers = known.stream().filter(m -> m.kind().isNumber()).toList();
    if (numbers.isEmpty()) {
      return aggregate(name, dice.pick(project.models()), known);
    }
    MetricSpec a = dice.pick(numbers);
    MetricSpec b =
        dice.percent(40)
            ? aggregate("x", dice.pick(project.models()), List.of())
            : dice.pick(numbers);
    return switch (dice.below(16)) {
      case 0, 1, 2 -> b.kind().isNumber() ? ratio(name, a, b) : filtered(name, a);
      case 3 -> filtered(name, a);
      case 4 ->
          a.unit().equals(b.unit()) && b.kind().isNumber() ? sum(name, a, b) : filtered(name, a);
      case 5 -> wrapped(name, a, "coalesce(", ", 0)");
      case 6 -> wrapped(name, a, "abs(", ")");
      case 7 -> cases(name, a);
      case 8 -> wrapped(name, a, dice.oneOf("nullif(", "least("), ", 3)");
      case 9 -> rounded(name, a, dice.oneOf("round(", "sqrt(abs("), a);
      case 10 -> label(name, a);
      case 11 -> test(name, a);
      case 12 -> scaled(name, a);
      case 13 ->
          a.unit().equals(b.unit()) && a.kind() == b.kind() ? either(name, a, b) : label(name, a);
      case 14 -> filtered(name, a);
      default -> wrapped(name, a, "", " default 0");
    };
  }

  private static Object operand(MetricSpec metric) {
    // A metric without a name of its own stands for its text.
    return metric.name().equals("x")
        ? Piece.of(sort(metric.kind()), "(", metric.body(), ")")
        : Piece.of(sort(metric.kind()), metric.name());
  }

  private static Set<String> both(MetricSpec a, MetricSpec b) {
    var all = new HashSet<>(a.bases());
    all.addAll(b.bases());
    return all;
  }

  private static Exactness of(MetricSpec a, MetricSpec b) {
    return a.isExact() && b.isExact() ? Exactness.EXACT : Exactness.ROUNDED;
  }

  private MetricSpec ratio(String name, MetricSpec a, MetricSpec b) {
    Piece body = Piece.of(sort(Kind.DOUBLE), operand(a), " / ", operand(b));
    String unit = a.unit().equals(b.unit()) ? "none" : a.unit() + "/" + b.unit();
    boolean whole = a.kind() == Kind.INTEGER && b.kind() == Kind.INTEGER;
    Exactness exactness = whole ? of(a, b) : Exactness.ROUNDED;
    return new MetricSpec(name, body, Kind.DOUBLE, both(a, b), unit, exactness);
  }

  private MetricSpec sum(String name, MetricSpec a, MetricSpec b) {
    Kind kind = a.kind() == b.kind() ? a.kind() : Kind.DOUBLE;
    Piece body = Piece.of(sort(kind), operand(a), dice.oneOf(" + ", " - "), operand(b));
    return new MetricSpec(name, body, kind, both(a, b), a.unit(), of(a, b));
  }

  private MetricSpec wrapped(String name, MetricSpec a, String before, String after) {
    Piece body = Piece.of(sort(a.kind()), before, operand(a), after);
    return new MetricSpec(name, body, a.kind(), a.bases(), a.unit(), a.exactness());
  }

  private MetricSpec rounded(String name, MetricSpec a, String function, MetricSpec of) {
    boolean round = function.startsWith("round");
    Kind kind = round ? a.kind() : Kind.DOUBLE;
    Piece body = Piece.of(sort(kind), function, operand(of), round ? ", 1)" : "))");
    return new MetricSpec(name, body, kind, a.bases(), "rounded " + a.unit(), Exactness.ROUNDED);
  }

  private MetricSpec label(String name, MetricSpec a) {
    Piece body =
        Piece.of(
            sort(Kind.STRING),
            "case when ",
            operand(a),
            " > 2 then 'high' when ",
            operand(a),
            " is null then 'none' else 'low' end");
    return new MetricSpec(name, body, Kind.STRING, a.bases(), "", a.exactness());
  }

  private MetricSpec test(String name, MetricSpec a) {
    Piece body =
        Piece.of(sort(Kind.BOOLEAN), operand(a), dice.oneOf(" > 1", " = 2", " is null", " != 0"));
    return new MetricSpec(name, body, Kind.BOOLEAN, a.bases(), "", a.exactness());
  }

  private MetricSpec scaled(String name, MetricSpec a) {
    return dice.percent(50)
        ? wrapped(name, a, "2 * ", "")
        : new MetricSpec(
            name,
            Piece.of(sort(Kind.DOUBLE), operand(a), " / 3"),
            Kind.DOUBLE,
            a.bases(),
            a.unit(),
            Exactness.ROUNDED);
  }

  private MetricSpec either(String name, MetricSpec a, MetricSpec b) {
    Piece body =
        Piece.of(
            sort(a.kind()),
            dice.oneOf("coalesce(", "greatest(", "least("),
            operand(a),
            ", ",
            operand(b),
            ")");
    return new MetricSpec(name, body, a.kind(), both(a, b), a.unit(), of(a, b));
  }

  /** A metric of a length of time, none where the model has not two times of one kind. */
  Optional<MetricSpec> duration(String name) {
    ModelSpec base = dice.pick(project.models());
    Kind kind = dice.oneOf(Kind.DATE, Kind.TIMESTAMP);
    List<Scope.Found> times =
        new Scope(graph, base, Scope.Position.AGGREGATE, List.of()).fields(Set.of(kind));
    if (times.isEmpty()) {
      return Optional.empty();
    }
    Piece body =
        Piece.of(
            sort(Kind.DOUBLE),
            dice.oneOf("sum", "avg", "min", "max", "median"),
            "(" + dice.pick(times).path() + " - " + dice.pick(times).path() + ")");
    return Optional.of(
        new MetricSpec(
            name, body, Kind.DOUBLE, Set.of(base.name()), "duration", Exactness.ROUNDED));
  }

  private Kind oneKind(Scope scope) {
    Kind kind =
        dice.oneOf(
            Kind.DATE, Kind.TIMESTAMP, Kind.INSTANT, Kind.STRING, Kind.INTEGER, Kind.DECIMAL);
    return scope.fields(Set.of(kind)).isEmpty() ? Kind.INTEGER : kind;
  }

  private MetricSpec cases(String name, MetricSpec a) {
    Piece body =
        Piece.of(
            sort(a.kind()),
            "case when ",
            operand(a),
            " > 2 then ",
            operand(a),
            dice.oneOf(" end", " else 0 end"));
    return new MetricSpec(name, body, a.kind(), a.bases(), a.unit(), a.exactness());
  }

  /** A metric, with a filter more. */
  MetricSpec filtered(String name, MetricSpec a) {
    if (a.bases().size() != 1) {
      return wrapped(name, a, "", " default 0");
    }
    ModelSpec base = project.model(a.bases().iterator().next());
    Piece where = condition(base, List.of());
    Piece body = Piece.of(sort(a.kind()), operand(a), " where ", where);
    return new MetricSpec(name, body, a.kind(), a.bases(), a.unit(), a.exactness());
  }

  private Piece condition(ModelSpec base, List<MetricSpec> rowMetrics) {
    var scope = new Scope(graph, base, Scope.Position.FILTER, rowMetrics);
    if (base.time().isPresent() && dice.percent(12)) {
      return Piece.of(
          ExpressionGenerator.sort(Kind.BOOLEAN),
          dice.oneOf(
              "month = @2024-02",
              "year != @2024",
              "day in last 30 days",
              "day_of_week = 5",
              "quarter >= @2024-Q1"));
    }
    return new ExpressionGenerator(dice, scope).condition(dice.below(3));
  }

  private MetricSpec aggregate(String name, ModelSpec base, List<MetricSpec> rowMetrics) {
    MetricSpec plain = plain(name, base, rowMetrics);
    var parts = new ArrayList<Object>();
    parts.add(plain.body());
    if (dice.percent(40)) {
      parts.add(" where ");
      parts.add(condition(base, dice.percent(40) ? rowMetrics : List.of()));
    }
    List<String> times =
        base.fields().stream()
            .filter(f -> f.kind().isTime() && !base.time().equals(Optional.of(f.name())))
            .map(FieldSpec::name)
            .toList();
    if (!times.isEmpty() && dice.percent(12)) {
      parts.add(" dated " + dice.pick(times));
    }
    if (plain.kind().isNumber() && dice.percent(8)) {
      parts.add(dice.oneOf(" default 0", " default 5", " default null"));
    }
    if (parts.size() == 1) {
      return plain;
    }
    Piece body = new Piece(sort(plain.kind()), parts);
    return new MetricSpec(name, body, plain.kind(), plain.bases(), plain.unit(), plain.exactness());
  }

  private MetricSpec plain(String name, ModelSpec base, List<MetricSpec> rowMetrics) {
    var scope = new Scope(graph, base, Scope.Position.AGGREGATE, rowMetrics);
    var expressions = new ExpressionGenerator(dice, scope);
    List<Scope.Found> numbers = scope.fields(NUMBERS);
    Set<String> bases = Set.of(base.name());
    int choice = numbers.isEmpty() ? dice.below(4) : dice.below(16);
    switch (choice) {
      case 0, 1:
        return metric(name, Kind.INTEGER, bases, base.entity(), "count " + base.name());
      case 2:
        return metric(
            name,
            Kind.INTEGER,
            bases,
            base.entity(),
            "count " + dice.pick(scope.fields(ALL)).path());
      case 3:
        String field = dice.pick(scope.fields(ALL)).path();
        return metric(name, Kind.INTEGER, bases, "count of " + field, "count_distinct " + field);
      case 4:
        Kind least = oneKind(scope);
        Piece value = expressions.of(least, 2);
        return readsRows(value, base)
            ? call(name, least, bases, dice.oneOf("min", "max"), value, Exactness.EXACT)
            : plain(name, base, rowMetrics);
      case 5:
        Piece truth = expressions.condition(1);
        return readsRows(truth, base)
            ? call(
                name,
                Kind.BOOLEAN,
                bases,
                dice.oneOf("any_true", "all_true"),
                truth,
                Exactness.EXACT)
            : plain(name, base, rowMetrics);
      default:
        return number(name, scope, expressions, bases);
    }
  }

  /** An aggregate of what names no field has no rows. */
  private static boolean readsRows(Piece value, ModelSpec base) {
    return value.text().contains(base.name() + ".");
  }

  private MetricSpec number(
      String name, Scope scope, ExpressionGenerator expressions, Set<String> bases) {
    Scope.Found field = dice.pick(scope.fields(NUMBERS));
    Kind kind = field.field().kind();
    Piece free = expressions.of(kind, 2);
    boolean computed = dice.percent(35) && readsRows(free, scope.base());
    Piece argument = computed ? free : Piece.of(ExpressionGenerator.sort(kind), field.path());
    Exactness exactness = computed && kind == Kind.DOUBLE ? Exactness.ROUNDED : Exactness.EXACT;
    return switch (dice.below(12)) {
      case 0, 1, 2, 3, 4 -> call(name, kind, bases, "sum", argument, exactness);
      case 5, 6 -> call(name, Kind.DOUBLE, bases, "avg", argument, Exactness.ROUNDED);
      case 7 -> call(name, Kind.DOUBLE, bases, "median", argument, exactness);
      case 8 -> fraction(name, Kind.DOUBLE, bases, "percentile", argument, exactness);
      case 9 -> fraction(name, kind, bases, "percentile_disc", argument, exactness);
      default ->
          call(
              name,
              Kind.DOUBLE,
              bases,
              dice.oneOf("stddev", "variance"),
              argument,
              Exactness.ROUNDED);
    };
  }

  private static MetricSpec metric(
      String name, Kind kind, Set<String> bases, String unit, String text) {
    return new MetricSpec(name, Piece.of(sort(kind), text), kind, bases, unit, Exactness.EXACT);
  }

  private static MetricSpec call(
      String name,
      Kind kind,
      Set<String> bases,
      String function,
      Piece argument,
      Exactness exactness) {
    Piece body = Piece.of(sort(kind), function, "(", argument, ")");
    return new MetricSpec(name, body, kind, bases, "", exactness);
  }

  private MetricSpec fraction(
      String name,
      Kind kind,
      Set<String> bases,
      String function,
      Piece argument,
      Exactness exactness) {
    String at = dice.oneOf("0.5", "0.25", "0.75", "0", "1", "0.9", "0.1");
    Piece body = Piece.of(sort(kind), function, "(", argument, ", " + at + ")");
    boolean binary = at.endsWith("5") || at.length() == 1;
    Exactness known = binary ? exactness : Exactness.ROUNDED;
    return new MetricSpec(name, body, kind, bases, "", known);
  }

  private MetricSpec sql(String name, ModelSpec base) {
    List<String> numbers =
        base.fields().stream()
            .filter(f -> f.kind().isNumber() && f.isStored() && !f.name().equals("order"))
            .map(FieldSpec::name)
            .toList();
    if (numbers.isEmpty()) {
      return aggregate(name, base, List.of());
    }
    String x = dice.pick(numbers);
    String text =
        switch (dice.below(7)) {
          case 0 -> "SUM(" + x + ") / COUNT(*)";
          case 1 -> "SUM(" + x + ") / COUNT(DISTINCT " + dice.pick(numbers) + ")";
          case 2 -> "SUM(CASE WHEN " + x + " > 2 THEN " + x + " ELSE 0 END)";
          case 3 -> "COALESCE(MAX(" + x + ") - MIN(" + x + "), 0)";
          case 4 -> "AVG(" + x + " * 2)";
          case 5 -> "COUNT(*) - COUNT(" + x + ")";
          default -> "MAX(ABS(" + x + "))";
        };
    Piece body = Piece.of(sort(Kind.DOUBLE), "sql " + base.name() + " \"" + text + "\"");
    return new MetricSpec(name, body, Kind.DOUBLE, Set.of(base.name()), "sql", Exactness.ROUNDED);
  }
}
