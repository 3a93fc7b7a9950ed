package dev.mensura.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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

class ExampleAnswersTest {
  private static ExampleTables tables;

  @BeforeAll
  static void load() throws SQLException, IOException {
    tables = new ExampleTables();
  }

  @AfterAll
  static void close() throws SQLException {
    tables.close();
  }

  static Set<String> cases() throws IOException {
    return names(".metric-query");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void the_sql_written_by_hand_has_an_answer(String name) throws SQLException, IOException {
    String sql = Files.readString(ExampleTables.ANSWERS.resolve(name + ".sql"));
    assertFalse(tables.rows(sql).isEmpty(), name);
  }

  @Test
  void every_query_has_its_sql_and_the_other_way_round() throws IOException {
    Set<String> sql = names(".sql");
    sql.remove("schema");
    assertEquals(cases(), sql);
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
