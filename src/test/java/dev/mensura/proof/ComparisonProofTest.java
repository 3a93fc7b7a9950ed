package dev.mensura.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.check.Analysis;
import dev.mensura.compare.Comparison;
import dev.mensura.compare.Difference;
import dev.mensura.compare.Difference.Subject;
import dev.mensura.compare.Kind;
import dev.mensura.compiler.Asked;
import dev.mensura.compiler.Compiler;
import dev.mensura.compiler.Workspace;
import dev.mensura.interpreter.Interpreter;
import dev.mensura.interpreter.Row;
import dev.mensura.interpreter.World;
import dev.mensura.ir.Dissection;
import dev.mensura.ir.Fingerprints;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.Query;
import dev.mensura.ir.RowExpr;
import dev.mensura.plan.Now;
import dev.mensura.plan.PlanOptions;
import dev.mensura.source.SourceFile;
import dev.mensura.type.Aggregate;
import dev.mensura.type.Function;
import dev.mensura.type.Unit;
import dev.mensura.type.ValueType;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What a comparison claims of two generated projects holds of their answers on generated data, by
 * the interpreter, which knows nothing of fingerprints and proofs.
 */
class ComparisonProofTest {
  private static final int PROJECTS = Integer.getInteger("proof.comparisons", 60);
  private static final long SEED = Long.getLong("proof.seed", 22_112_026L);
  private static final LocalDateTime NOW = LocalDateTime.of(2024, 3, 5, 12, 0);

  /** One version of a project. */
  private record Version(ProjectSpec project, Workspace workspace) {
    static Version of(ProjectSpec project) {
      return new Version(
          project,
          Workspace.of(
              List.of(
                  new SourceFile("models/all.yml", project.yaml()),
                  new SourceFile("all.metric", project.metricText()))));
    }

    World world(Map<String, List<Row>> tables) {
      Analysis analysis = workspace.analysis();
      return new World(
          analysis.catalog(),
          analysis::rows,
          name -> analysis.metric(name).orElseThrow(),
          tables,
          NOW);
    }

    Optional<Query> query(String text) {
      var compiler = new Compiler(workspace, new PlanOptions(Now.at(NOW)));
      return compiler.query(new SourceFile("<query>", text)).value().map(Asked::query);
    }
  }

  // Real changes.

  @Test
  void whatIsClaimedOfChangedMetricsHoldsOfTheirAnswers() {
    Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
    int compared = 0;
    for (long seed = SEED; seed < SEED + PROJECTS; seed++) {
      var dice = new Dice(seed);
      ProjectSpec project = new ProjectGenerator(seed).project();
      Map<String, List<Row>> tables = Prover.tables(project);
      Version one = Version.of(project);
      for (int i = 0; i < 4; i++) {
        Version other = Version.of(changed(project, dice));
        boolean turned = dice.percent(50);
        Version before = turned ? other : one;
        Version after = turned ? one : other;
        for (Difference d : Comparison.of(before.workspace(), after.workspace()).differences()) {
          if (d.subject() == Subject.METRIC) {
            kinds.merge(d.kind(), 1, Integer::sum);
            compared += check(d, before, after, tables, dice) ? 1 : 0;
          }
        }
      }
    }
    System.out.println("comparisons: seed " + SEED + ", held " + compared + " times, " + kinds);
    assertThat(compared).isGreaterThan(PROJECTS);
    assertThat(kinds).containsKeys(Kind.NARROWER, Kind.WIDER, Kind.DIFFERENT, Kind.UNCHANGED);
  }

  /** The project with something else in it, over the same tables. */
  private static ProjectSpec changed(ProjectSpec project, Dice dice) {
    ProjectSpec changed =
        switch (dice.below(4)) {
          case 0, 1 -> filtered(project, dice);
          case 2 -> swapped(project, dice);
          default -> dice.pick(project.smaller());
        };
    for (ModelSpec model : project.models()) {
      if (changed.models().stream().anyMatch(m -> m.name().equals(model.name()))) {
        changed = changed.with(changed.model(model.name()).withRows(model.rows()));
      }
    }
    return changed;
  }

  private static ProjectSpec filtered(ProjectSpec project, Dice dice) {
    MetricSpec metric = dice.pick(project.metrics());
    ModelSpec base = project.model(dice.pick(List.copyOf(metric.bases())));
    var scope = new Scope(new Graph(project), base, Scope.Position.FILTER, List.of());
    Piece condition = new ExpressionGenerator(dice, scope).condition(1);
    return with(project, metric, Piece.of("metric", "(", metric.body(), ") where ", condition));
  }

  private static ProjectSpec swapped(ProjectSpec project, Dice dice) {
    MetricSpec one = dice.pick(project.metrics());
    return with(project, one, dice.pick(project.metrics()).body());
  }

  private static ProjectSpec with(ProjectSpec project, MetricSpec metric, Piece body) {
    List<MetricSpec> all = new ArrayList<>(project.metrics());
    all.set(
        all.indexOf(metric),
        new MetricSpec(
            metric.name(), body, metric.kind(), metric.bases(), metric.unit(), metric.exactness()));
    return new ProjectSpec(project.models(), all, project.settings());
  }

  /** Whether something was claimed that could be checked. */
  private static boolean check(
      Difference d, Version before, Version after, Map<String, List<Row>> tables, Dice dice) {
    String now = d.renamedTo().orElse(d.name());
    if (d.kind().keepsValues()) {
      return sameAnswers(d, now, before, after, tables, dice);
    }
    return switch (d.kind()) {
      case NARROWER -> fewerRows(d, before, after, tables);
      case WIDER -> fewerRows(d, after, before, tables);
      default -> false;
    };
  }

  private static boolean sameAnswers(
      Difference d,
      String now,
      Version before,
      Version after,
      Map<String, List<Row>> tables,
      Dice dice) {
    List<String> dimensions = new ArrayList<>(List.of(""));
    boolean fewer = before.project().models().size() < after.project().models().size();
    ProjectSpec whole = (fewer ? after : before).project();
    whole.metrics().stream()
        .filter(m -> m.name().equals(d.name()))
        .flatMap(m -> new Graph(whole).common(m.bases()).stream())
        .forEach(reach ->
            reach.target().fields().stream()
                .filter(FieldSpec::isStored)
                .forEach(f -> dimensions.add(" by " + reach.to(f.name()))));
    boolean compared = false;
    for (String by : List.of("", dice.pick(dimensions), dice.pick(dimensions))) {
      Optional<Query> old = before.query(d.name() + by);
      Optional<Query> changed = after.query(now + by);
      if (old.isPresent() && changed.isPresent()) {
        var expected = new Interpreter(before.world(tables)).answer(old.get());
        var actual = new Interpreter(after.world(tables)).answer(changed.get());
        assertThat(Answers.same(expected, actual))
            .as(
                "%s %s%s%n--- before%n%s%s%n--- after%n%s%s%n%s%s",
                d.kind(),
                d.name(),
                by,
                before.project().yaml(),
                before.project().metricText(),
                after.project().yaml(),
                after.project().metricText(),
                Answers.shown(expected),
                Answers.shown(actual))
            .isTrue();
        compared = true;
      }
    }
    return compared;
  }

  /** Each aggregate of the narrower version reads no more rows than that of the other. */
  private static boolean fewerRows(
      Difference d, Version wide, Version narrow, Map<String, List<Row>> tables) {
    List<Dissection.Part> more = parts(d.name(), wide);
    List<Dissection.Part> less = parts(d.name(), narrow);
    assertThat(less).hasSameSizeAs(more).isNotEmpty();
    for (int i = 0; i < more.size(); i++) {
      BigDecimal all = rows(more.get(i), wide.world(tables));
      BigDecimal some = rows(less.get(i), narrow.world(tables));
      assertThat(some)
          .as(
              "%s%n--- wide%n%s%n--- narrow%n%s",
              Comparison.ofMetric(d.name(), wide.workspace(), narrow.workspace()),
              wide.project().yaml() + wide.project().metricText(),
              narrow.project().yaml() + narrow.project().metricText())
          .isLessThanOrEqualTo(all);
    }
    return true;
  }

  private static List<Dissection.Part> parts(String metric, Version version) {
    Analysis analysis = version.workspace().analysis();
    return Fingerprints.over(analysis::metric, analysis.catalog(), analysis::rows)
        .dissect(metric)
        .orElseThrow()
        .parts();
  }

  /** How many rows an aggregate reads. */
  private static BigDecimal rows(Dissection.Part part, World world) {
    String base = part.leaf().base();
    MetricExpr count =
        new MetricExpr.Aggregated(
            base,
            Aggregate.COUNT,
            Optional.empty(),
            Optional.empty(),
            MetricExpr.Empty.ZERO,
            ValueType.INTEGER);
    if (!part.leaf().filters().isEmpty()) {
      RowExpr all =
          part.leaf().filters().size() == 1
              ? part.leaf().filters().getFirst()
              : new RowExpr.Call(Function.AND, part.leaf().filters(), ValueType.BOOLEAN, true);
      SortedMap<String, RowExpr> filters = new TreeMap<>(Map.of(base, all));
      count = new MetricExpr.Filtered(count, filters);
    }
    var query =
        new Query(
            List.of(base),
            List.of(new Query.Item("rows", count, Unit.ANY, Optional.empty())),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(),
            OptionalLong.empty());
    return (BigDecimal) new Interpreter(world).answer(query).getFirst().getFirst();
  }

  // Rewrites that change nothing.

  @Test
  void whatIsOnlyWrittenOtherwiseIsNeverDifferent() {
    Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
    for (long seed = SEED; seed < SEED + PROJECTS; seed++) {
      var dice = new Dice(seed);
      ProjectSpec plain = new ProjectGenerator(seed).project();
      MetricSpec metric = dice.pick(plain.metrics());
      ModelSpec base = plain.model(dice.pick(List.copyOf(metric.bases())));
      var scope = new Scope(new Graph(plain), base, Scope.Position.FILTER, List.of());
      var generator = new ExpressionGenerator(dice, scope);
      String p = generator.condition(1).text();
      String q = generator.condition(1).text();
      for (List<String> twins : rewrites(metric.name(), metric.body().text(), p, q)) {
        Workspace before = project(plain, metric.name(), twins.getFirst());
        Workspace after = project(plain, metric.name(), twins.getLast());
        if (before.analysis().metric(metric.name()).isEmpty()
            || after.analysis().metric(metric.name()).isEmpty()) {
          continue;
        }
        for (Difference d : Comparison.of(before, after).differences()) {
          boolean sound =
              d.subject() == Subject.METRIC
                  && (d.before().isEmpty() || before.analysis().metric(d.name()).isPresent());
          if (sound) {
            kinds.merge(d.kind(), 1, Integer::sum);
            assertThat(d.kind().keepsValues() || isHelper(d))
                .as("%s: %s%n%s%n%s", d, twins, plain.yaml(), plain.metricText())
                .isTrue();
          }
        }
      }
    }
    System.out.println("rewrites: seed " + SEED + ", " + kinds);
    assertThat(kinds.get(Kind.EQUIVALENT)).isGreaterThan(PROJECTS);
  }

  /** One that comes or goes for the rewrite's sake. */
  private static boolean isHelper(Difference d) {
    return d.kind() == Kind.ADDED || d.name().equals("helper") && d.kind() == Kind.REMOVED;
  }

  private static Workspace project(ProjectSpec plain, String metric, String texts) {
    var text = new StringBuilder(texts).append('\n');
    plain.metrics().stream()
        .filter(m -> !m.name().equals(metric))
        .forEach(m -> text.append(m.text()).append('\n'));
    return Workspace.of(
        List.of(
            new SourceFile("models/all.yml", plain.yaml()),
            new SourceFile("all.metric", text.toString())));
  }

  /** Pairs of texts that mean the same. */
  private static List<List<String>> rewrites(String name, String body, String p, String q) {
    String metric = "metric " + name + " = ";
    String where = metric + "(" + body + ") where ";
    String helper = "metric helper = " + body + "\n";
    return List.of(
        List.of(metric + body, metric + "((" + body + "))"),
        List.of(metric + body, helper + metric + "helper"),
        List.of(helper + metric + "helper", metric + body),
        List.of(
            helper + metric + "(helper) where " + p,
            helper.replace("helper", "assistant") + metric + "(assistant) where " + p),
        List.of(where + "(" + p + ") and (" + q + ")", where + "(" + q + ") and (" + p + ")"),
        List.of(where + "(" + p + ") or (" + q + ")", where + "(" + q + ") or (" + p + ")"),
        List.of(
            where + "(" + p + ") and (" + q + ")",
            metric + "((" + body + ") where " + p + ") where " + q),
        List.of(
            where + "not ((" + p + ") or (" + q + "))",
            where + "(not (" + p + ")) and (not (" + q + "))"),
        List.of(where + p, where + "not (not (" + p + "))"),
        List.of(where + "(" + p + ") and (" + p + ")", where + p));
  }
}
