package dev.mensura.engine;

import static java.util.stream.Collectors.joining;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.Place;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * DuckDB in memory with tables whose rows are written down. A table is made when the first
 * statement speaks of it: a project has many, a test reads few.
 */
final class GivenSession implements Session {
  /** Longer statements take longer to parse than several short ones. */
  private static final int ROWS_AT_ONCE = 500;

  private final List<GivenTable> tables;
  private final Set<String> made = new HashSet<>();

  GivenSession(List<GivenTable> tables) {
    this.tables = List.copyOf(tables);
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public Connection connect() throws SQLException {
    // There are few rows, and threads take longer to start than to read them.
    var properties = new Properties();
    properties.setProperty("threads", "1");
    Connection connection = DuckDb.connect("jdbc:duckdb:", properties);
    DuckDb.execute(connection, "SET enable_external_access = false");
    return connection;
  }

  @Override
  public List<Diagnostic> prepare(Connection connection, String sql, Place asked)
      throws SQLException {
    Set<String> words = SqlName.words(sql);
    for (GivenTable table : tables) {
      if (SqlName.mentions(sql, words, table.name()) && made.add(table.name())) {
        make(connection, table);
      }
    }
    return List.of();
  }

  private static void make(Connection connection, GivenTable table) throws SQLException {
    String columns =
        table.columns().stream()
            .map(c -> SqlName.quoted(c.name()) + " " + DuckDb.type(c.type()))
            .collect(joining(", "));
    String name = SqlName.quoted(table.name());
    DuckDb.execute(connection, "CREATE TABLE " + name + " (" + columns + ")");
    List<List<@Nullable Object>> rows = table.rows();
    for (int from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
      String values =
          rows.subList(from, Math.min(rows.size(), from + ROWS_AT_ONCE)).stream()
              .map(row -> row(row, table.columns()))
              .collect(joining(", "));
      DuckDb.execute(connection, "INSERT INTO " + name + " VALUES " + values);
    }
  }

  private static String row(List<@Nullable Object> row, List<GivenTable.Column> columns) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> value(row.get(i), columns.get(i)))
        .collect(joining(", ", "(", ")"));
  }

  private static String value(@Nullable Object value, GivenTable.Column column) {
    if (value == null) {
      return "NULL";
    }
    String text = value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    return "CAST(" + SqlName.literal(text) + " AS " + DuckDb.type(column.type()) + ")";
  }

  @Override
  public List<String> tables(Connection connection) {
    return tables.stream().map(GivenTable::name).toList();
  }

  @Override
  public String lack(SqlName table) {
    return "no such table is given";
  }

  @Override
  public boolean isMissing(SQLException failure) {
    return DuckDb.isMissing(failure);
  }

  @Override
  public String words(SQLException failure) {
    return DuckDb.words(failure);
  }
}
