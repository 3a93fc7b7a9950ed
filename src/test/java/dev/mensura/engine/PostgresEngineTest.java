package dev.mensura.engine;

import static dev.mensura.engine.Models.ASKED;
import static dev.mensura.engine.Models.catalog;
import static dev.mensura.engine.Models.model;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.Catalog;
import dev.mensura.type.ValueType;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresEngineTest {
  private static EmbeddedPostgres postgres;

  private static final Catalog CATALOG =
      catalog(
          model("users", "users", Map.of("id", ValueType.INTEGER, "nmae", ValueType.STRING)),
          model("gone", "crm.usres", Map.of()));

  @BeforeAll
  static void start() throws IOException, SQLException {
    postgres = EmbeddedPostgres.start();
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE users AS SELECT 1::bigint AS id, 'Ann'::text AS name");
    }
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  private static Answer ask(String sql) {
    return ask(postgres.getJdbcUrl("postgres", "postgres"), sql);
  }

  private static Answer ask(String url, String sql) {
    var database = Database.of(url, Optional.empty(), Optional.empty()).orElseThrow();
    try (Engine engine = Engine.open(database, CATALOG, Duration.ofSeconds(1))) {
      return engine.run(sql, ASKED);
    }
  }

  private static Diagnostic failure(String sql) {
    Answer answer = ask(sql);
    assertThat(answer.diagnostics()).hasSize(1);
    return answer.diagnostics().getFirst();
  }

  @Test
  void valuesHaveOurTypes() {
    Result result =
        ask("SELECT 1::int AS i, sum(2::bigint) AS s, 1.50::numeric(10,2) AS d, 0.5::float8 AS f,"
                + " true AS b, date '2024-02-29' AS t, timestamp '2024-02-29 10:00' AS ts,"
                + " timestamptz '2024-02-29 10:00+02' AS tz, null::text AS n")
            .result()
            .orElseThrow();

    assertThat(result.columns().get(2)).isEqualTo(new Result.Column("d", ValueType.decimal(10, 2)));
    assertThat(result.rows())
        .containsExactly(
            Arrays.asList(
                new BigDecimal("1"),
                new BigDecimal("2"),
                new BigDecimal("1.50"),
                0.5,
                true,
                LocalDate.parse("2024-02-29"),
                LocalDateTime.parse("2024-02-29T10:00:00"),
                OffsetDateTime.parse("2024-02-29T08:00:00Z"),
                null));
  }

  @Test
  void nothingCanBeWritten() {
    assertThat(failure("WITH x AS (DELETE FROM users RETURNING id) SELECT * FROM x").message())
        .contains("read-only transaction");
    assertThat(ask("SELECT id FROM users").result().orElseThrow().rows()).hasSize(1);
  }

  @Test
  void aMissingTableNamesTheModelAndTheNearestOne() {
    Diagnostic failure = failure("SELECT 1 FROM crm.usres");

    assertThat(failure.code()).isEqualTo(Code.MISSING_TABLE);
    assertThat(failure.message())
        .startsWith("Model `gone` reads table `crm.usres`, but `jdbc:postgresql://localhost:")
        .endsWith("/postgres` has no such table.");
    assertThat(failure.notes()).containsExactly("The nearest is `users`.");
  }

  @Test
  void aMissingColumnIsShownAtItsField() {
    assertThat(failure("SELECT nmae FROM users").message())
        .isEqualTo(
            "Field `nmae` reads column `nmae`, which table `users` doesn't have; the nearest is"
                + " `name`.");
  }

  @Test
  void aStatementThatTakesTooLongIsStopped() {
    assertThat(failure("SELECT pg_sleep(30)").message())
        .isEqualTo("The database refused the statement: the statement took longer than it may.");
  }

  @Test
  void aServerThatIsNotThereIsADiagnosticWithoutThePassword() {
    Answer answer = ask("jdbc:postgresql://localhost:1/db?user=me&password=secret", "SELECT 1");

    assertThat(answer.diagnostics().getFirst().code()).isEqualTo(Code.DATABASE);
    assertThat(answer.diagnostics().getFirst().message())
        .startsWith("`jdbc:postgresql://localhost:1/db` can't be opened: ")
        .doesNotContain("secret", "Exception");
  }
}
