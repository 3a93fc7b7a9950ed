package dev.mensura.engine;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** How to reach one kind of database, and what is peculiar to it. */
sealed interface Session permits FilesSession, DuckDbFileSession, PostgresSession, GivenSession {
  /** How messages call the database: never with a password. */
  String name();

  Connection connect() throws SQLException;

  /** Makes what the statement reads. */
  List<Diagnostic> prepare(Connection connection, String sql, Place asked) throws SQLException;

  /** The names of all tables and views. */
  List<String> tables(Connection connection) throws SQLException;

  /** The end of a sentence: what is not there of a missing table. */
  String lack(SqlName table);

  /** Whether the database said that a table or column isn't there. */
  boolean isMissing(SQLException failure);

  /** The database's own sentence, without the places in the SQL that nobody wrote. */
  String words(SQLException failure);
}
