package dev.mensura.proof;

import dev.mensura.interpreter.Null;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A real engine with generated tables in it. */
final class Database implements AutoCloseable {
  private final Engine engine;
  private final Connection connection;
  private int schemas;

  Database(Engine engine, Connection connection) throws SQLException {
    this.engine = engine;
    this.connection = connection;
    // Where a session is must not change an answer.
    execute("SET TimeZone = 'America/New_York'");
    if (engine == Engine.DUCKDB) {
      // As our own sessions have it: it gives wrong rows.
      execute("SET disabled_optimizers = 'common_subplan'");
    }
  }

  /** The engines that answers are compared on, each named as its dialect. */
  enum Engine {
    DUCKDB,
    POSTGRES;

    String dialect() {
      return this == DUCKDB ? "duckdb" : "postgres";
    }

    private String type(Kind kind) {
      return this == DUCKDB ? kind.inDuckDb() : kind.inPostgres();
    }
  }

  Engine engine() {
    return engine;
  }

  /** These tables take the place of those that were loaded before. */
  void load(List<TableData> tables) throws SQLException {
    var script = new StringBuilder();
    if (schemas > 0) {
      script.append("DROP SCHEMA IF EXISTS s").append(schemas).append(" CASCADE;\n");
    }
    schemas++;
    script.append("CREATE SCHEMA s").append(schemas).append(";\n");
    script.append("SET search_path = 's").append(schemas).append("';\n");
    tables.forEach(t -> script.append(script(t)));
    execute(script.toString());
  }

  private void execute(String script) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(script);
    }
  }

  private String script(TableData table) {
    String columns =
        table.columns().stream()
            .map(c -> '"' + c.column().replace("\"", "\"\"") + "\" " + engine.type(c.kind()))
            .collect(Collectors.joining(", "));
    String create = "CREATE TABLE " + table.name() + " (" + columns + ");\n";
    if (table.rows().isEmpty()) {
      return create;
    }
    String insert = "INSERT INTO " + table.name() + " VALUES\n  ";
    return create
        + table.rows().stream()
            .map(row -> row(row, table.columns()))
            .collect(Collectors.joining(",\n  ", insert, ";\n"));
  }

  private static String row(Map<String, Object> row, List<TableData.Column> columns) {
    return columns.stream()
        .map(c -> literal(row.getOrDefault(c.field(), Null.NULL), c.kind()))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String literal(Object value, Kind kind) {
    return switch (value) {
      case Null n -> "NULL";
      case String text -> "'" + text.replace("'", "''") + "'";
      case LocalDate date -> "DATE '" + date + "'";
      case LocalDateTime time when kind == Kind.INSTANT ->
          "TIMESTAMPTZ '" + time.toString().replace('T', ' ') + "+00'";
      case LocalDateTime time -> "TIMESTAMP '" + time.toString().replace('T', ' ') + "'";
      case BigDecimal number -> number.toPlainString();
      default -> value.toString();
    };
  }

  /** The rows of a query, their values as the interpreter has them. */
  List<List<Object>> rows(String sql) throws SQLException {
    var rows = new ArrayList<List<Object>>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        var row = new ArrayList<Object>();
        for (int i = 1; i <= columns; i++) {
          row.add(value(result, i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static Object value(ResultSet result, int column) throws SQLException {
    String type = result.getMetaData().getColumnTypeName(column).toLowerCase(Locale.ROOT);
    if (type.equals("timestamptz") || type.equals("timestamp with time zone")) {
      OffsetDateTime time = result.getObject(column, OffsetDateTime.class);
      return time == null
          ? Null.NULL
          : time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
    }
    if (result.getMetaData().getColumnType(column) == Types.TIMESTAMP) {
      LocalDateTime time = result.getObject(column, LocalDateTime.class);
      return time == null ? Null.NULL : time;
    }
    Object value = result.getObject(column);
    return switch (value) {
      case null -> Null.NULL;
      case BigDecimal number -> number;
      case BigInteger number -> new BigDecimal(number);
      case Double number -> number;
      case Float number -> (double) number;
      case Number number -> BigDecimal.valueOf(number.longValue());
      case java.sql.Date date -> date.toLocalDate();
      default -> value;
    };
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
