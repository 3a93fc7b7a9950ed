package dev.mensura.engine;

import dev.mensura.type.ValueType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.Properties;
import java.util.regex.Pattern;
import org.duckdb.DuckDBDriver;

/** What sessions of DuckDB have in common. */
final class DuckDb {
  /** The kinds of errors that a name that isn't there can lead to. */
  private static final Pattern MISSING =
      Pattern.compile("^(Catalog|Binder) Error: .*", Pattern.DOTALL);

  private static final Pattern KIND = Pattern.compile("^[A-Za-z ]+ (Error|Exception): ");

  private DuckDb() {}

  /** The driver itself: to look for one loads every driver of the class path. */
  static Connection connect(String url, Properties properties) throws SQLException {
    Connection connection = new DuckDBDriver().connect(url, properties);
    if (connection == null) {
      throw new SQLException("not a database of DuckDB");
    }
    // Extensions come from the network, and a time without a zone must not depend on the machine.
    execute(connection, "SET autoinstall_known_extensions = false");
    execute(connection, "SET autoload_known_extensions = false");
    execute(connection, "SET TimeZone = 'UTC'");
    // DuckDB 2.0 takes joins for common to two selects that see different rows of them.
    execute(connection, "SET disabled_optimizers = 'common_subplan'");
    return connection;
  }

  /** A failed statement is closed by the driver: each gets its own. */
  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** What a column of values of this type is declared as. */
  static String type(ValueType type) {
    return switch (type.kind()) {
      case INTEGER -> "BIGINT";
      case DECIMAL -> "DECIMAL(" + type.precision() + "," + type.scale() + ")";
      case DOUBLE -> "DOUBLE";
      case BOOLEAN -> "BOOLEAN";
      case DATE -> "DATE";
      case TIMESTAMP -> "TIMESTAMP";
      case TIMESTAMPTZ -> "TIMESTAMPTZ";
      case TIME -> "TIME";
      case STRING, DURATION, NULL, UNKNOWN -> "VARCHAR";
    };
  }

  static boolean isMissing(SQLException failure) {
    return MISSING.matcher(message(failure)).matches();
  }

  static String words(SQLException failure) {
    if (failure instanceof SQLTimeoutException || message(failure).startsWith("INTERRUPT")) {
      return "the statement took longer than it may.";
    }
    String words = KIND.matcher(message(failure).strip()).replaceFirst("");
    int end = words.indexOf('\n');
    return end < 0 ? words : words.substring(0, end).strip();
  }

  private static String message(SQLException failure) {
    String message = failure.getMessage();
    return message == null ? "no reason given" : message;
  }
}
