package dev.mensura.example;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The example's data as a person would load them: types written by hand, no code of the product.
 */
final class ExampleTables implements AutoCloseable {
  static final Path ANSWERS = Path.of("src/test/resources/answers");

  private final Connection connection;

  ExampleTables() throws SQLException, IOException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    for (String statement : Files.readAllLines(ANSWERS.resolve("schema.sql"))) {
      execute(statement);
    }
    for (String table : ExampleData.tables().keySet()) {
      execute(
          "INSERT INTO %s SELECT * FROM read_csv('data/%s.csv', header = true, all_varchar = true, allow_quoted_nulls = false)"
              .formatted(table, table));
    }
  }

  /** The rows of a query, each by the names of its columns. */
  List<Map<String, @Nullable Object>> rows(String sql) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<Map<String, @Nullable Object>> rows = new ArrayList<>();
      while (result.next()) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.put(result.getMetaData().getColumnLabel(i), result.getObject(i));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
