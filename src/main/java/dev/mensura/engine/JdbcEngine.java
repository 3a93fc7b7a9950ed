package dev.mensura.engine;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.Catalog;
import dev.mensura.source.Place;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs statements over one connection, each in a statement and a transaction of its own. */
final class JdbcEngine implements Engine {
  private static final int FETCH_SIZE = 10_000;
  private static final int SECONDS_TO_SHOW_LIFE = 2;

  private final Session session;
  private final Catalog catalog;
  private final Duration timeout;
  private @Nullable Connection connection;

  /** Guards what follows: a cancellation may come before the statement that it is meant for. */
  private final Object lock = new Object();

  private @Nullable Statement running;
  private boolean cancelled;

  JdbcEngine(Session session, Catalog catalog, Duration timeout) {
    this.session = session;
    this.catalog = catalog;
    this.timeout = timeout;
  }

  @Override
  public List<Diagnostic> run(String sql, Place asked, Rows rows) {
    try {
      return ran(sql, asked, rows);
    } finally {
      synchronized (lock) {
        running = null;
        cancelled = false;
      }
    }
  }

  private List<Diagnostic> ran(String sql, Place asked, Rows rows) {
    Connection open;
    try {
      open = connection();
    } catch (SQLException e) {
      String message = "`%s` can't be opened: %s".formatted(session.name(), session.words(e));
      return List.of(Diagnostic.of(Code.DATABASE, asked, message));
    }
    try {
      List<Diagnostic> diagnostics = session.prepare(open, sql, asked);
      if (diagnostics.isEmpty()) {
        execute(open, sql, rows);
      }
      return diagnostics;
    } catch (SQLException e) {
      rollback(open);
      return new Blame(session, catalog, open).of(e, sql, asked);
    }
  }

  private void execute(Connection open, String sql, Rows rows) throws SQLException {
    try (Statement statement = open.createStatement()) {
      begin(statement);
      statement.setFetchSize(FETCH_SIZE);
      if (timeout.isPositive()) {
        statement.setQueryTimeout((int) Math.max(1, timeout.toSeconds()));
      }
      try (ResultSet result = statement.executeQuery(sql)) {
        List<Result.Column> columns = Values.columns(result.getMetaData());
        rows.columns(columns);
        boolean wanted = true;
        while (wanted && result.next()) {
          List<@Nullable Object> values = new ArrayList<>(columns.size());
          for (int i = 0; i < columns.size(); i++) {
            values.add(Values.read(result, i + 1, columns.get(i).type()));
          }
          wanted = rows.row(values);
        }
      }
    }
    if (!open.getAutoCommit()) {
      open.commit();
    }
  }

  private void begin(Statement statement) throws SQLException {
    synchronized (lock) {
      if (cancelled) {
        throw new SQLTimeoutException("cancelled");
      }
      running = statement;
    }
  }

  @Override
  public void cancel() {
    synchronized (lock) {
      cancelled = true;
      if (running != null) {
        try {
          running.cancel();
        } catch (SQLException e) {
          // It has ended by itself.
        }
      }
    }
  }

  @Override
  public boolean isAlive() {
    try {
      return connection != null && connection.isValid(SECONDS_TO_SHOW_LIFE);
    } catch (SQLException e) {
      return false;
    }
  }

  private Connection connection() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = session.connect();
      connection = open;
    }
    return open;
  }

  /** A transaction in which something failed takes no further statement. */
  private static void rollback(Connection open) {
    try {
      if (!open.getAutoCommit()) {
        open.rollback();
      }
    } catch (SQLException e) {
      // The first failure is the one to report.
    }
  }

  @Override
  public void close() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        // Nothing was written that could be lost.
      }
    }
  }
}
