package dev.mensura.engine;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.Catalog;
import dev.mensura.source.Place;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A database that answers. It connects when it is first asked, and once. */
public interface Engine extends AutoCloseable {
  /**
   * Runs one statement that gives rows.
   *
   * @param sql the statement
   * @param asked where the question stands, for what the database says of it
   * @param rows takes the columns and then each row; nothing after an error
   * @return what went wrong; empty if all rows that were wanted were given
   */
  List<Diagnostic> run(String sql, Place asked, Rows rows);

  /** Runs one statement and keeps all its rows. */
  default Answer run(String sql, Place asked) {
    var kept = new KeptRows();
    List<Diagnostic> diagnostics = run(sql, asked, kept);
    return new Answer(
        diagnostics.isEmpty() ? Optional.of(kept.result()) : Optional.empty(), diagnostics);
  }

  /**
   * Ends the statement that runs at the moment, or that is run next if none does: its {@link #run}
   * says so. The only method that another thread may call.
   */
  void cancel();

  /** Whether the database still answers over this connection. */
  boolean isAlive();

  @Override
  void close();

  /**
   * @param catalog the models that statements were made from: they say the types of what files
   *     hold, and whose table is missing
   * @param timeout how long a statement may run; zero for as long as it takes
   */
  static Engine open(Database database, Catalog catalog, Duration timeout) {
    Session session =
        switch (database) {
          case Database.Files files -> new FilesSession(files, catalog);
          case Database.DuckDbFile file -> new DuckDbFileSession(file);
          case Database.Postgres postgres -> new PostgresSession(postgres);
        };
    return new JdbcEngine(session, catalog, timeout);
  }

  /**
   * A database of its own, in memory, that speaks DuckDB's SQL and is gone when it is closed.
   *
   * @param tables all that there are
   * @param timeout how long a statement may run; zero for as long as it takes
   */
  static Engine over(List<GivenTable> tables, Duration timeout) {
    return new JdbcEngine(new GivenSession(tables), Catalog.EMPTY, timeout);
  }
}
