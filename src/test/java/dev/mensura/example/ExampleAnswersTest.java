package dev.mensura.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Queries over the example project against SQL that a person wrote for the same question. */
class ExampleAnswersTest {
  private static ExampleTables tables;
  private static ExampleProject project;

  @BeforeAll
  static void load() throws SQLException, IOException {
    tables = new ExampleTables();
    project = new ExampleProject();
  }

  @AfterAll
  static void close() throws SQLException {
    tables.close();
    project.close();
  }

  static Set<String> cases() throws IOException {
    return names(".metric-query");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theCompilerGivesTheRowsOfTheSqlWrittenByHand(String name) throws SQLException, IOException {
    var expected = tables.rows(Files.readString(ExampleTables.ANSWERS.resolve(name + ".sql")));
    String sql =
        project.sql(Files.readString(ExampleTables.ANSWERS.resolve(name + ".metric-query")));
    var actual = project.rows(sql);
    assertThat(expected).isNotEmpty();
    assertThat(Rows.without(expected, actual)).as("rows that are missing from%n%s", sql).isEmpty();
    assertThat(Rows.without(actual, expected)).as("rows too many in%n%s", sql).isEmpty();
  }

  @Test
  void everyQueryHasItsSqlAndTheOtherWayRound() throws IOException {
    Set<String> sql = names(".sql");
    sql.remove("schema");
    assertThat(sql).isEqualTo(cases());
  }

  private static Set<String> names(String ending) throws IOException {
    try (var files = Files.list(ExampleTables.ANSWERS)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ending))
          .map(name -> name.substring(0, name.length() - ending.length()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
