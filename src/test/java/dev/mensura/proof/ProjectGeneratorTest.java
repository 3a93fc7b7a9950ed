package dev.mensura.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.source.SourceFile;
import dev.mensura.syntax.Parser;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What is generated is a project. */
class ProjectGeneratorTest {
  @Test
  void equalSeedsGiveEqualProjects() {
    assertThat(new ProjectGenerator(7).project()).isEqualTo(new ProjectGenerator(7).project());
  }

  @Test
  void metricsAndQueriesParse() {
    for (int seed = 0; seed < 200; seed++) {
      var generator = new ProjectGenerator(seed);
      ProjectSpec project = generator.project();
      String metrics = project.metricText();
      assertThat(Parser.parse(new SourceFile("m.metric", metrics)).diagnostics())
          .as(metrics)
          .isEmpty();
      for (int i = 0; i < 20; i++) {
        String query = generator.query(project).text();
        assertThat(Parser.parseQuery(new SourceFile("<query>", query)).diagnostics())
            .as(query)
            .isEmpty();
      }
    }
  }

  @Test
  void tablesLoad() throws IOException, SQLException {
    try (var databases = new Databases()) {
      for (int seed = 0; seed < 5; seed++) {
        ProjectSpec project = new ProjectGenerator(seed).project();
        for (Database database : databases.all()) {
          database.load(project.models().stream().map(ModelSpec::table).toList());
          for (ModelSpec model : project.models()) {
            assertThat(database.rows("SELECT * FROM " + model.name())).hasSameSizeAs(model.rows());
          }
        }
      }
    }
  }
}
