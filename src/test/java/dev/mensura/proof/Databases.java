package dev.mensura.proof;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** An embedded DuckDB and a PostgreSQL of this process's own. */
final class Databases implements AutoCloseable {
  private final EmbeddedPostgres server;
  private final List<Database> all;

  Databases() throws IOException, SQLException {
    this.server =
        EmbeddedPostgres.builder()
            .setLocaleConfig("locale", "C")
            .setLocaleConfig("locale-provider", "builtin")
            .setLocaleConfig("builtin-locale", "C.UTF-8")
            // What is lost in a crash is thrown away anyhow.
            .setServerConfig("fsync", "off")
            .setServerConfig("full_page_writes", "off")
            .setServerConfig("synchronous_commit", "off")
            .setServerConfig("jit", "off")
            .start();
    this.all =
        List.of(
            new Database(Database.Engine.DUCKDB, DriverManager.getConnection("jdbc:duckdb:")),
            new Database(Database.Engine.POSTGRES, server.getPostgresDatabase().getConnection()));
  }

  List<Database> all() {
    return all;
  }

  @Override
  public void close() throws IOException, SQLException {
    for (Database database : all) {
      database.close();
    }
    server.close();
  }
}
