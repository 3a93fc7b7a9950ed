package dev.mensura.engine;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.Place;
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

  /** The name of the SQL that it speaks. */
  default String dialect() {
    return switch (this) {
      case Files files -> "duckdb";
      case DuckDbFile file -> "duckdb";
      case Postgres postgres -> "postgres";
    };
  }

  /** What is to be said of a URL that is for none of them. */
  static Diagnostic unknown(Place url) {
    String message = "The URL of a database starts with `jdbc:postgresql:` or `jdbc:duckdb:`.";
    return Diagnostic.of(Code.DATABASE, url, message);
  }

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
