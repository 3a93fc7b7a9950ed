package dev.mensura.engine;

import static dev.mensura.engine.Models.ASKED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.model.Catalog;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbFileEngineTest {
  @TempDir Path folder;

  private Answer ask(String sql) {
    Database database =
        Database.of(
                "jdbc:duckdb:" + folder.resolve("my shop.db"), Optional.empty(), Optional.empty())
            .orElseThrow();
    try (Engine engine = Engine.open(database, Catalog.EMPTY, Duration.ZERO)) {
      return engine.run(sql, ASKED);
    }
  }

  private void make() throws SQLException {
    try (Connection connection =
            new DuckDBDriver()
                .connect("jdbc:duckdb:" + folder.resolve("my shop.db"), new Properties());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t AS SELECT 1::HUGEINT AS id");
    }
  }

  @Test
  void aFileIsReadAndNeverWritten() throws SQLException {
    make();

    assertThat(ask("SELECT id FROM t").result().orElseThrow().rows())
        .containsExactly(List.of(new BigDecimal("1")));
    assertThat(ask("INSERT INTO t VALUES (2) RETURNING id").diagnostics()).hasSize(1);
  }

  @Test
  void aFileThatIsNotThereIsADiagnosticAndIsNotMade() {
    assertThat(ask("SELECT 1").diagnostics().getFirst().message())
        .isEqualTo("`" + folder.resolve("my shop.db") + "` can't be opened: no such file.");
    assertThat(folder).isEmptyDirectory();
  }
}
