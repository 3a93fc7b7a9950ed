package dev.mensura.engine;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.postgresql.Driver;

/** A PostgreSQL server, in transactions that can't write. */
record PostgresSession(Database.Postgres postgres) implements Session {
  private static final int CONNECT_SECONDS = 10;

  /** Undefined table, column and schema. */
  private static final Set<String> MISSING = Set.of("42P01", "42703", "3F000");

  private static final String CANCELLED = "57014";

  /** Without what follows the question mark, where a password may be. */
  @Override
  public String name() {
    String url = postgres.url();
    int options = url.indexOf('?');
    return options < 0 ? url : url.substring(0, options);
  }

  @Override
  public Connection connect() throws SQLException {
    var properties = new Properties();
    properties.setProperty("ApplicationName", "mensura");
    properties.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
    properties.setProperty("readOnly", "true");
    postgres.user().ifPresent(user -> properties.setProperty("user", user));
    postgres.password().ifPresent(password -> properties.setProperty("password", password));
    Connection connection = new Driver().connect(postgres.url(), properties);
    if (connection == null) {
      throw new SQLException("the URL is not one of PostgreSQL's.");
    }
    // A time without a zone must not depend on the machine.
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
    }
    connection.setReadOnly(true);
    // Outside of a transaction all rows come at once, however small the fetch size.
    connection.setAutoCommit(false);
    return connection;
  }

  @Override
  public List<Diagnostic> prepare(Connection connection, String sql, Place asked) {
    return List.of();
  }

  @Override
  public List<String> tables(Connection connection) throws SQLException {
    return TableNames.of(connection);
  }

  @Override
  public String lack(SqlName table) {
    return "`" + name() + "` has no such table";
  }

  @Override
  public boolean isMissing(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && MISSING.contains(state);
  }

  @Override
  public String words(SQLException failure) {
    if (CANCELLED.equals(failure.getSQLState())) {
      return "the statement took longer than it may.";
    }
    String message = failure.getMessage();
    if (message == null) {
      return "no reason given.";
    }
    String first = message.strip().lines().findFirst().orElse("");
    return first.startsWith("ERROR: ") ? first.substring("ERROR: ".length()) : first;
  }
}
