package dev.mensura.engine;

import java.nio.file.Path;

/**
 * A file whose rows are a table.
 *
 * @param name how messages call it: {@code data/users.csv}
 */
record DataFile(Path path, String name, Format format) {
  enum Format {
    CSV,
    PARQUET
  }

  /** The path in SQL. */
  String literal() {
    return SqlName.literal(pattern(path.toAbsolutePath().toString()));
  }

  /** A path for DuckDB, which takes stars, question marks and brackets for patterns. */
  static String pattern(String path) {
    return path.replaceAll("([\\[*?])", "[$1]");
  }
}
