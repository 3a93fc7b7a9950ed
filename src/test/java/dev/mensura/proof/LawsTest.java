package dev.mensura.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What holds of every project, whatever its metrics mean. */
class LawsTest {
  private static Laws laws;

  @BeforeAll
  static void open() throws IOException, SQLException {
    laws = new Laws();
  }

  @AfterAll
  static void close() throws IOException, SQLException {
    laws.close();
  }

  private static void forProjects(Laws.Law law) throws SQLException {
    laws.forProjects(law);
  }

  private static Optional<List<List<Object>>> rows(Prover.Loaded loaded, String query)
      throws SQLException {
    return laws.rows(loaded, query);
  }

  private static List<Graph.Reach> reaches(ProjectSpec project, MetricSpec metric) {
    return new Graph(project).common(metric.bases());
  }

  @Test
  void aFilterIsASlice() throws SQLException {
    forProjects((project, dice, loaded) -> {
      MetricSpec metric = dice.pick(project.metrics());
      List<Graph.Reach> reaches = reaches(project, metric);
      if (reaches.isEmpty()) {
        return false;
      }
      Graph.Reach reach = dice.pick(reaches);
      FieldSpec field = dice.pick(reach.target().fields());
      String path = reach.to(field.name());
      var all = rows(loaded, metric.name() + " by " + path);
      if (all.isEmpty()) {
        return false;
      }
      boolean compared = false;
      for (List<Object> row : all.get()) {
        Optional<String> literal = literal(row.getFirst());
        if (literal.isEmpty()) {
          continue;
        }
        String slice = metric.name() + " where " + path + " = " + literal.get();
        List<List<Object>> rows = rows(loaded, slice).orElseThrow();
        assertThat(Answers.sameValue(rows.getFirst().getFirst(), row.getLast()))
            .as("%s%n%s%n%s", slice, loaded.text(), row)
            .isTrue();
        compared = true;
      }
      return compared;
    });
  }

  private static Optional<String> literal(Object value) {
    return switch (value) {
      case BigDecimal number when number.scale() <= 2 && number.signum() >= 0 ->
          Optional.of(number.toPlainString());
      case String text when !text.contains("\\") ->
          Optional.of("'" + text.replace("'", "''") + "'");
      case Boolean truth -> Optional.of(truth.toString());
      default -> Optional.empty();
    };
  }

  @Test
  void groupsAddUpToTheTotal() throws SQLException {
    forProjects((project, dice, loaded) -> {
      ModelSpec base = dice.pick(project.models());
      List<Graph.Reach> reaches =
          new Graph(project)
              .common(Set.of(base.name())).stream().filter(Graph.Reach::toOne).toList();
      Graph.Reach reach = dice.pick(reaches);
      String path = reach.to(dice.pick(reach.target().fields()).name());
      List<String> aggregates = new ArrayList<>(List.of("count " + base.name()));
      base.fields().stream()
          .filter(f -> f.isStored() && f.kind().isNumber())
          .forEach(f -> aggregates.add("sum " + base.name() + "." + f.name()));
      String metric = "(" + dice.pick(aggregates) + ") as x";
      var total = rows(loaded, metric);
      var groups = rows(loaded, metric + " by " + path);
      if (total.isEmpty() || groups.isEmpty()) {
        return false;
      }
      BigDecimal sum = BigDecimal.ZERO;
      for (List<Object> row : groups.get()) {
        sum = sum.add(Laws.number(row.getLast()));
      }
      assertThat(sum)
          .as("%s by %s%n%s", metric, path, loaded.text())
          .isEqualByComparingTo(Laws.number(total.get().getFirst().getFirst()));
      return true;
    });
  }

  @Test
  void anotherMetricChangesNone() throws SQLException {
    forProjects((project, dice, loaded) -> {
      MetricSpec one = dice.pick(project.metrics());
      MetricSpec other = dice.pick(project.metrics());
      List<Graph.Reach> reaches = reaches(project, one);
      if (one.equals(other) || reaches.isEmpty()) {
        return false;
      }
      Graph.Reach reach = dice.pick(reaches);
      String path = reach.to(dice.pick(reach.target().fields()).name());
      var alone = rows(loaded, one.name() + " by " + path);
      var both = rows(loaded, one.name() + ", " + other.name() + " by " + path);
      if (alone.isEmpty() || both.isEmpty()) {
        return false;
      }
      for (List<Object> row : alone.get()) {
        assertThat(both.get())
            .as("%s, %s by %s: %s%n%s", one.name(), other.name(), path, row, loaded.text())
            .anyMatch(r -> r.get(0).equals(row.get(0)) && Answers.sameValue(r.get(1), row.get(1)));
      }
      return true;
    });
  }

  @Test
  void aFilterNeverMakesACountGrow() throws SQLException {
    forProjects((project, dice, loaded) -> {
      ModelSpec base = dice.pick(project.models());
      List<Graph.Reach> reaches = new Graph(project).common(Set.of(base.name()));
      Graph.Reach reach = dice.pick(reaches);
      String path = reach.to(dice.pick(reach.target().fields()).name());
      var scope = new Scope(new Graph(project), base, Scope.Position.FILTER, project.metrics());
      String condition = new ExpressionGenerator(dice, scope).condition(2).text();
      String count = "count " + base.name();
      var rows =
          rows(
              loaded,
              "(%s) as all_rows, (%s where %s) as some by %s"
                  .formatted(count, count, condition, path));
      if (rows.isEmpty()) {
        return false;
      }
      for (List<Object> row : rows.get()) {
        assertThat(Laws.number(row.get(2)))
            .as("%s by %s%n%s", condition, path, loaded.text())
            .isLessThanOrEqualTo(Laws.number(row.get(1)));
      }
      return true;
    });
  }
}
