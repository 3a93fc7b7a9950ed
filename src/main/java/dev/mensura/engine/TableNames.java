package dev.mensura.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The tables and views of a database, with their schema where it isn't the usual one. */
final class TableNames {
  private static final String ALL =
      """
      SELECT CASE WHEN table_schema IN ('main', 'public') THEN '' ELSE table_schema || '.' END || table_name
      FROM information_schema.tables
      WHERE table_schema NOT IN ('information_schema', 'pg_catalog')
      ORDER BY 1
      """;

  private TableNames() {}

  static List<String> of(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(ALL)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }
}
