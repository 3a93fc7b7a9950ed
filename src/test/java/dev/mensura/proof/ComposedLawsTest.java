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

/** What holds of metrics with modifiers, whatever they are made of. */
class ComposedLawsTest {
  private static final String MONTHS = " where month in @2023-11..@2024-04";

  private static Laws laws;

  @BeforeAll
  static void open() throws IOException, SQLException {
    laws = new Laws();
  }

  @AfterAll
  static void close() throws IOException, SQLException {
    laws.close();
  }

  /** A model with a time, if the project has one. */
  private static Optional<ModelSpec> timed(ProjectSpec project, Dice dice) {
    List<ModelSpec> timed = project.models().stream().filter(m -> m.time().isPresent()).toList();
    return timed.isEmpty() ? Optional.empty() : Optional.of(dice.pick(timed));
  }

  /** A metric that adds up. */
  private static String additive(ModelSpec base, Dice dice) {
    List<String> all = new ArrayList<>(List.of("count " + base.name()));
    base.fields().stream()
        .filter(f -> f.isStored() && (f.kind() == Kind.INTEGER || f.kind() == Kind.DECIMAL))
        .forEach(f -> all.add("sum " + base.name() + "." + f.name()));
    return "(" + dice.pick(all) + ")";
  }

  private static String dimension(ProjectSpec project, ModelSpec base, Dice dice) {
    List<Graph.Reach> reaches =
        new Graph(project).common(Set.of(base.name())).stream().filter(Graph.Reach::toOne).toList();
    Graph.Reach reach = dice.pick(reaches);
    return reach.to(dice.pick(reach.target().fields()).name());
  }

  /** Whether two items are equal in every row of a query; false if it is refused or empty. */
  private static boolean equal(Prover.Loaded loaded, String one, String other, String rest)
      throws SQLException {
    String query = one + " as x1, " + other + " as x2" + rest;
    var rows = laws.rows(loaded, query);
    if (rows.isEmpty() || rows.get().isEmpty()) {
      return false;
    }
    for (List<Object> row : rows.get()) {
      assertThat(Answers.sameValue(row.get(row.size() - 2), row.getLast()))
          .as("%s%n%s%n%s", query, row, loaded.text())
          .isTrue();
    }
    return true;
  }

  @Test
  void sharesAddUpToOne() throws SQLException {
    laws.forProjects((project, dice, loaded) -> {
      ModelSpec base = dice.pick(project.models());
      String metric = additive(base, dice);
      String path = dimension(project, base, dice);
      String left = dice.oneOf("all", path);
      var rows =
          laws.rows(
              loaded,
              "(%s / (%s across %s)) as share, (%s across %s) as whole by %s"
                  .formatted(metric, metric, left, metric, left, path));
      if (rows.isEmpty()
          || rows.get().isEmpty()
          || Laws.number(rows.get().getFirst().getLast()).signum() == 0) {
        return false;
      }
      double sum = 0;
      for (List<Object> row : rows.get()) {
        sum += Laws.number(row.get(1)).doubleValue();
      }
      assertThat(sum)
          .as("%s across %s by %s%n%s", metric, left, path, loaded.text())
          .isCloseTo(1, org.assertj.core.data.Offset.offset(1e-9));
      return true;
    });
  }

  @Test
  void aSumPerKeyIsTheSum() throws SQLException {
    laws.forProjects((project, dice, loaded) -> {
      ModelSpec base = dice.pick(project.models());
      String metric = additive(base, dice);
      String key = base.name() + "." + dice.pick(base.fields()).name();
      String by = dice.percent(50) ? " by " + dimension(project, base, dice) : "";
      // Of no row at all, a count is 0; a sum of no values is not.
      String empty = metric.startsWith("(count ") ? " default 0" : "";
      return equal(loaded, metric, "sum(" + metric + " per " + key + ")" + empty, by);
    });
  }

  @Test
  void aShiftByNothingIsTheIdentity() throws SQLException {
    laws.forProjects((project, dice, loaded) -> {
      Optional<ModelSpec> base = timed(project, dice);
      if (base.isEmpty()) {
        return false;
      }
      String metric = additive(base.get(), dice);
      return equal(loaded, metric, "(" + metric + " 0 days ago)", " by " + grain(dice));
    });
  }

  private static String grain(Dice dice) {
    return dice.oneOf("day", "week", "month", "quarter", "year");
  }

  @Test
  void windowsAndShiftsCommuteByMonth() throws SQLException {
    laws.forProjects((project, dice, loaded) -> {
      Optional<ModelSpec> base = timed(project, dice);
      if (base.isEmpty()) {
        return false;
      }
      String metric = additive(base.get(), dice);
      String window = " over last " + dice.oneOf("1 month", "2 months", "1 year");
      String shift = dice.oneOf(" 1 month ago", " 1 quarter ago", " 1 year ago");
      return equal(
          loaded,
          "((" + metric + window + ")" + shift + ")",
          "((" + metric + shift + ")" + window + ")",
          " by month" + MONTHS);
    });
  }

  @Test
  void filtersCommuteWithWindowsAndShifts() throws SQLException {
    laws.forProjects((project, dice, loaded) -> {
      Optional<ModelSpec> base = timed(project, dice);
      if (base.isEmpty()) {
        return false;
      }
      String metric = additive(base.get(), dice);
      String move = dice.oneOf(" over last 2 months", " 1 month ago", " over all time");
      var scope = new Scope(new Graph(project), base.get(), Scope.Position.FILTER, List.of());
      String where = " where " + new ExpressionGenerator(dice, scope).condition(1).text();
      return equal(
          loaded,
          "((" + metric + where + ")" + move + ")",
          "((" + metric + move + ")" + where + ")",
          " by month" + MONTHS);
    });
  }

  @Test
  void aWindowOfOnePeriodIsThePlainMetric() throws SQLException {
    laws.forProjects((project, dice, loaded) -> {
      Optional<ModelSpec> base = timed(project, dice);
      if (base.isEmpty()) {
        return false;
      }
      String metric = additive(base.get(), dice);
      String grain = dice.oneOf("month", "quarter", "year");
      String window = dice.oneOf("last 1 " + grain, grain + " to date");
      return equal(
          loaded,
          metric,
          "(" + metric + " over " + window + ")",
          " by " + grain + " where year in @2023..@2024");
    });
  }

  @Test
  void aRunningTotalEndsWithTheTotal() throws SQLException {
    laws.forProjects((project, dice, loaded) -> {
      Optional<ModelSpec> base = timed(project, dice);
      if (base.isEmpty()) {
        return false;
      }
      String metric = additive(base.get(), dice);
      String bounds = " where year in @2000..@2030";
      var total = laws.rows(loaded, metric + " as x" + bounds);
      var running = laws.rows(loaded, "(" + metric + " over all time) as x by year" + bounds);
      if (total.isEmpty() || running.isEmpty() || running.get().isEmpty()) {
        return false;
      }
      BigDecimal last = Laws.number(running.get().getLast().getLast());
      assertThat(last)
          .as("%s%n%s", metric, loaded.text())
          .isEqualByComparingTo(Laws.number(total.get().getFirst().getFirst()));
      return true;
    });
  }

  @Test
  void conversionsAreSharesOfEvents() throws SQLException {
    laws.forProjects((project, dice, loaded) -> {
      Optional<MetricSpec> made = new ConversionGenerator(dice, project).share();
      if (made.isEmpty()) {
        return false;
      }
      String base = made.get().bases().iterator().next();
      String by = dimension(project, project.model(base), dice);
      var rows = laws.rows(loaded, "(" + made.get().body().text() + ") as x by " + by);
      if (rows.isEmpty()) {
        return false;
      }
      for (List<Object> row : rows.get()) {
        assertThat(Laws.number(row.getLast()).doubleValue())
            .as("%s by %s%n%s", made.get().body(), by, loaded.text())
            .isBetween(0.0, 1.0);
      }
      return true;
    });
  }
}
