package dev.mensura.engine;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.Place;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/** A database file of DuckDB's, which others may be reading too. */
record DuckDbFileSession(Database.DuckDbFile file) implements Session {
  @Override
  public String name() {
    return file.path().toString();
  }

  @Override
  public Connection connect() throws SQLException {
    if (!Files.isRegularFile(file.path())) {
      throw new SQLException("no such file.");
    }
    var properties = new Properties();
    properties.setProperty("duckdb.read_only", "true");
    return DuckDb.connect("jdbc:duckdb:" + file.path(), properties);
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
    return DuckDb.isMissing(failure);
  }

  @Override
  public String words(SQLException failure) {
    return DuckDb.words(failure);
  }
}
