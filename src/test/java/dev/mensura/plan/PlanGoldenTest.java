package dev.mensura.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.sql.Dialect;
import dev.mensura.testing.Golden;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The plan and the SQL of queries over the shop, as golden files. */
class PlanGoldenTest {
  private static final Project PROJECT = ShapeTest.shop();

  static List<Path> queries() {
    return Golden.inputs("plan", "query");
  }

  @ParameterizedTest
  @MethodSource("queries")
  void aQueryHasThePlanAndTheTextsThatItsGoldenFilesSay(Path query) {
    QueryPlan plan = PROJECT.plan(Golden.read(query));
    Golden.verify(Golden.output(query, "plan"), PlanText.text(plan));
    for (Dialect dialect : Dialect.all()) {
      Golden.verify(Golden.output(query, dialect.name() + ".sql"), dialect.render(plan));
    }
  }

  @ParameterizedTest
  @MethodSource("queries")
  void theSameQueryGivesTheSameBytes(Path query) {
    String text = Golden.read(query);
    QueryPlan first = PROJECT.plan(text);
    QueryPlan second = ShapeTest.shop().plan(text);
    assertThat(PlanText.json(second)).isEqualTo(PlanText.json(first));
    for (Dialect dialect : Dialect.all()) {
      assertThat(dialect.render(second)).isEqualTo(dialect.render(first));
    }
  }
}
