package dev.mensura.plan;

import dev.mensura.sql.Dialect;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** A DuckDB and a PostgreSQL with the same tables, started by the tests that need them. */
final class Databases implements AutoCloseable {
  private final EmbeddedPostgres postgres;
  private final Map<Dialect, Connection> connections = new LinkedHashMap<>();

  Databases(List<String> statements) {
    try {
      postgres = EmbeddedPostgres.builder().start();
      connections.put(
          Dialect.of("duckdb").orElseThrow(), DriverManager.getConnection("jdbc:duckdb:"));
      connections.put(
          Dialect.of("postgres").orElseThrow(), postgres.getPostgresDatabase().getConnection());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    statements.forEach(this::execute);
  }

  void execute(String statement) {
    for (Connection connection : connections.values()) {
      try (var s = connection.createStatement()) {
        s.execute(statement);
      } catch (SQLException e) {
        throw new IllegalStateException(statement, e);
      }
    }
  }

  Iterable<Dialect> dialects() {
    return connections.keySet();
  }

  /** The rows, their values joined by {@code |}, numbers written alike. */
  List<String> rows(Dialect dialect, String sql) {
    try (var statement = connections.get(dialect).createStatement();
        var result = statement.executeQuery(sql)) {
      var rows = new ArrayList<String>();
      while (result.next()) {
        var row = new StringJoiner("|");
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(text(result.getObject(i)));
        }
        rows.add(row.toString());
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(dialect.name() + ": " + e.getMessage() + "\n" + sql, e);
    }
  }

  private static String text(@org.jspecify.annotations.Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Double d when !d.isNaN() && !d.isInfinite() ->
          number(new BigDecimal(d, new java.math.MathContext(12)));
      case Double d -> d.toString();
      case Number n -> number(new BigDecimal(n.toString()));
      default -> value.toString();
    };
  }

  private static String number(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  @Override
  public void close() throws IOException, SQLException {
    for (Connection connection : connections.values()) {
      connection.close();
    }
    postgres.close();
  }
}
