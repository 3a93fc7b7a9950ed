package dev.mensura.engine;

import static java.util.stream.Collectors.joining;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.Catalog;
import dev.mensura.model.SemanticModel;
import dev.mensura.source.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * DuckDB in memory over the files of folders. A view is made of a file when the first statement
 * speaks of its table, so that a folder of many files costs no more than one of few.
 */
final class FilesSession implements Session {
  private final Database.Files files;
  private final Map<String, List<SemanticModel>> models = new TreeMap<>();
  private final Map<String, Version> made = new HashMap<>();
  private final Set<String> databases = new LinkedHashSet<>();

  /** What tells one content of a file from another: a view has the columns of the one it saw. */
  private record Version(Path path, FileTime modified, long size, @Nullable Object identity) {
    static Version of(Path path) throws IOException {
      BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
      return new Version(path, found.lastModifiedTime(), found.size(), found.fileKey());
    }
  }

  FilesSession(Database.Files files, Catalog catalog) {
    this.files = files;
    for (SemanticModel model : catalog.models()) {
      if (model.rows() instanceof SemanticModel.Rows.Table table) {
        models.computeIfAbsent(table.name(), x -> new ArrayList<>()).add(model);
      }
    }
  }

  @Override
  public String name() {
    return files.folders().stream().map(Database.Folder::name).collect(joining(", "));
  }

  @Override
  public Connection connect() throws SQLException {
    Connection connection = DuckDb.connect("jdbc:duckdb:", new Properties());
    // DuckDB asks for the pattern first and for the file that it found afterwards.
    String allowed =
        files.folders().stream()
            .map(folder -> folder.path().toAbsolutePath().toString())
            .flatMap(path -> Stream.of(path, DataFile.pattern(path)))
            .map(SqlName::literal)
            .collect(joining(", "));
    DuckDb.execute(connection, "SET allowed_directories = [" + allowed + "]");
    DuckDb.execute(connection, "SET enable_external_access = false");
    return connection;
  }

  @Override
  public List<Diagnostic> prepare(Connection connection, String sql, Place asked)
      throws SQLException {
    List<Diagnostic> diagnostics = new ArrayList<>();
    try {
      for (FileTable table : tables(sql, asked, diagnostics)) {
        diagnostics.addAll(make(connection, table));
      }
    } catch (IOException e) {
      throw new SQLException("the files can't be read: " + e.getMessage(), e);
    }
    return diagnostics;
  }

  /** Every table that the statement may speak of, and perhaps some more. */
  private List<FileTable> tables(String sql, Place asked, List<Diagnostic> diagnostics)
      throws IOException {
    DataFiles data = DataFiles.in(files.folders());
    Set<String> words = SqlName.words(sql);
    Map<String, List<SemanticModel>> readers = new TreeMap<>(models);
    Set<String> named = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    models.keySet().forEach(table -> named.add(SqlName.of(table).last()));
    // Those that only the SELECT of a model may name.
    data.tables().stream()
        .filter(table -> !named.contains(SqlName.of(table).last()))
        .forEach(table -> readers.putIfAbsent(table, List.of()));
    List<FileTable> tables = new ArrayList<>();
    Map<Path, String> taken = new HashMap<>();
    readers.forEach((table, models) -> {
      SqlName name = SqlName.of(table);
      if (SqlName.mentions(sql, words, name.last())) {
        List<DataFile> found = data.of(name);
        Place place = models.isEmpty() ? asked : models.getFirst().place();
        if (found.size() > 1) {
          diagnostics.add(several(table, found, place));
        } else if (!found.isEmpty()) {
          DataFile file = found.getFirst();
          String other = taken.putIfAbsent(file.path(), table);
          if (other == null || other.equalsIgnoreCase(table)) {
            tables.add(new FileTable(name, file, models));
          } else {
            diagnostics.add(shared(file, other, name, place));
          }
        }
      }
    });
    return tables;
  }

  private static Diagnostic several(String table, List<DataFile> files, Place place) {
    String names = files.stream().map(f -> "`" + f.name() + "`").collect(joining(" and "));
    String message = "Table `%s` could be any of %s; one file is needed.".formatted(table, names);
    return Diagnostic.of(Code.DATABASE, place, message);
  }

  /** Two tables of one name in two schemas hold different rows; one file can't be both. */
  private static Diagnostic shared(DataFile file, String table, SqlName other, Place place) {
    String message =
        "`%s` would be both table `%s` and table `%s`; each needs a file of its own."
            .formatted(file.name(), table, other);
    String path = other.toString().replace('.', '/') + ".csv";
    return Diagnostic.of(Code.DATABASE, place, message)
        .note("`%s` in the same folder is table `%s` alone.".formatted(path, other));
  }

  private List<Diagnostic> make(Connection connection, FileTable table)
      throws SQLException, IOException {
    String name = table.name().quoted().toLowerCase(Locale.ROOT);
    Version version = Version.of(table.file().path());
    if (version.equals(made.get(name))) {
      return List.of();
    }
    FileTable.Made view = table.select();
    if (view.diagnostics().isEmpty()) {
      makeSchema(connection, table.name().parts());
      String create = "CREATE OR REPLACE VIEW " + table.name().quoted() + " AS " + view.select();
      DuckDb.execute(connection, create);
      made.put(name, version);
    }
    return view.diagnostics();
  }

  /** {@code warehouse.shop.orders} lies in a database and a schema of those names. */
  private void makeSchema(Connection connection, List<String> parts) throws SQLException {
    if (parts.size() > 2 && databases.add(parts.getFirst())) {
      String database = SqlName.quoted(parts.getFirst());
      DuckDb.execute(connection, "ATTACH ':memory:' AS " + database);
    }
    if (parts.size() > 1) {
      String schema = new SqlName(parts.subList(0, parts.size() - 1)).quoted();
      DuckDb.execute(connection, "CREATE SCHEMA IF NOT EXISTS " + schema);
    }
  }

  @Override
  public List<String> tables(Connection connection) throws SQLException {
    try {
      return List.copyOf(DataFiles.in(files.folders()).tables());
    } catch (IOException e) {
      throw new SQLException("the files can't be read: " + e.getMessage(), e);
    }
  }

  @Override
  public String lack(SqlName table) {
    return files.folders().stream()
        .map(folder -> folder.name() + "/" + table.last())
        .map(file -> "`%s.csv` or `%s.parquet`".formatted(file, file))
        .collect(joining(" or ", "there is no ", ""));
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
