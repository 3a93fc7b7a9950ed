package dev.mensura.model;

import dev.mensura.type.Calendar;
import java.util.List;
import java.util.Optional;

/**
 * What {@code mensura.yml} says; everything has a default.
 *
 * @param connection where the data is
 * @param data folders whose CSV and Parquet files are tables of the embedded database
 * @param models folders of semantic models
 * @param metrics folders that are searched, at any depth, for {@code .metric} files
 * @param dialect the SQL that is written where none is asked for; none: that of the connection
 * @param timeZone an IANA name: in which instants are cut into days
 * @param calendar how time is divided
 * @param days what the model calendar is; none: there is none, but where a file of models has one
 */
public record Settings(
    Connection connection,
    List<String> data,
    List<String> models,
    List<String> metrics,
    Optional<String> dialect,
    String timeZone,
    Calendar calendar,
    Optional<CalendarTable> days) {
  /** What a project without {@code mensura.yml} has. */
  public static final Settings DEFAULT =
      new Settings(
          new Connection.Embedded(),
          List.of("data"),
          List.of("models"),
          List.of("."),
          Optional.empty(),
          "UTC",
          Calendar.PLAIN,
          Optional.empty());

  public Settings {
    data = List.copyOf(data);
    models = List.copyOf(models);
    metrics = List.copyOf(metrics);
  }

  /** Where the data is. */
  public sealed interface Connection {
    /** In the files of the data folders, read by the embedded DuckDB. */
    record Embedded() implements Connection {}

    /** In a DuckDB file; a path is relative to the project. */
    record DuckDbFile(EnvText path) implements Connection {}

    /** In a database with a JDBC driver. */
    record Jdbc(EnvText url, Optional<EnvText> user, Optional<EnvText> password)
        implements Connection {}
  }
}
