package dev.mensura.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where data is. */
public sealed interface Database {
  /** CSV and Parquet files, each of them a table. */
  record Files(List<Folder> folders) implements Database {
    public Files {
      folders = List.copyOf(folders);
    }
  }

  /**
   * A folder of files.
   *
   * @param name how messages call it: {@code data}
   */
  record Folder(Path path, String name) {}

  /** A file of DuckDB's, opened for reading only. */
  record DuckDbFile(Path path) implements Database {}

  /**
   * A PostgreSQL server, or one that speaks like it.
   *
   * @param url {@code jdbc:postgresql://host/database?user=…}
   * @param user if the URL doesn't name one
   */
  record Postgres(String url, Optional<String> user, Optional<String> password)
      implements Database {}

  /** The database that a JDBC URL names; empty for one that no engine here speaks to. */
  static Optional<Database> of(String url, Optional<String> user, Optional<String> password) {
    if (url.startsWith("jdbc:postgresql:")) {
      return Optional.of(new Postgres(url, user, password));
    }
    if (url.startsWith("jdbc:duckdb:") && url.length() > "jdbc:duckdb:".length()) {
      return Optional.of(new DuckDbFile(Path.of(url.substring("jdbc:duckdb:".length()))));
    }
    return Optional.empty();
  }
}
