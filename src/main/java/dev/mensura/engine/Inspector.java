package dev.mensura.engine;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.About;
import dev.mensura.model.Catalog;
import dev.mensura.model.SemanticModel;
import dev.mensura.source.Place;
import dev.mensura.type.ValueType;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Looks at the tables of a database: their columns, keys, and what their rows say of both. */
public final class Inspector {
  /**
   * Reading every value of a larger table takes longer than somebody who starts a project waits.
   */
  private static final long MOST_ROWS = 5_000_000;

  private static final int FEW_VALUES = 12;

  /** Of how many columns pairs are tried as keys: those that stand first. */
  private static final int MOST_PAIRED = 4;

  private static final String COLUMNS =
      """
      SELECT CASE WHEN table_schema IN ('main', 'public') THEN '' ELSE table_schema || '.' END || table_name,
             column_name, is_nullable
      FROM information_schema.columns
      WHERE table_schema NOT IN ('information_schema', 'pg_catalog')
      ORDER BY 1, ordinal_position
      """;

  private final Database database;
  private final Engine engine;
  private final Place asked;
  private final Set<String> textFiles;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private Inspector(Database database, Engine engine, Place asked, Set<String> textFiles) {
    this.database = database;
    this.engine = engine;
    this.asked = asked;
    this.textFiles = textFiles;
  }

  /**
   * All tables and views.
   *
   * @param asked where diagnostics point
   */
  public static Inspected inspect(Database database, Place asked) {
    Set<String> tables = new TreeSet<>();
    Set<String> textFiles = new TreeSet<>();
    try {
      if (database instanceof Database.Files files) {
        DataFiles data = DataFiles.in(files.folders());
        for (String table : data.tables()) {
          List<DataFile> found = data.of(SqlName.of(table));
          if (found.size() == 1) {
            tables.add(table);
          }
          if (found.getFirst().format() == DataFile.Format.CSV) {
            textFiles.add(table);
          }
        }
      }
    } catch (IOException e) {
      String message = "The data folders can't be read: " + e.getMessage();
      return new Inspected(List.of(), List.of(Diagnostic.of(Code.MISSING_FILE, asked, message)));
    }
    // Of a model without fields, every column of a file is read as the text that it is.
    var models = tables.stream().map(table -> withoutFields(table, asked)).toList();
    try (Engine engine = Engine.open(database, new Catalog(models), Duration.ZERO)) {
      var inspector = new Inspector(database, engine, asked, textFiles);
      return new Inspected(inspector.all(tables), inspector.diagnostics);
    }
  }

  private static SemanticModel withoutFields(String table, Place place) {
    return new SemanticModel(
        table,
        new SemanticModel.Rows.Table(table),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        table,
        new LinkedHashMap<>(),
        new LinkedHashMap<>(),
        About.NOTHING,
        place);
  }

  private List<TableShape> all(Set<String> files) {
    Map<String, Set<String>> required = new HashMap<>();
    Set<String> tables = new TreeSet<>(files);
    if (!(database instanceof Database.Files)) {
      for (List<@Nullable Object> row : rows(COLUMNS)) {
        String table = String.valueOf(row.get(0));
        tables.add(table);
        if ("NO".equals(row.get(2))) {
          required.computeIfAbsent(table, x -> new TreeSet<>()).add(String.valueOf(row.get(1)));
        }
      }
    }
    String statement = Constraints.statement(database);
    var constraints = Constraints.of(statement.isEmpty() ? List.of() : rows(statement));
    List<TableShape> shapes = new ArrayList<>();
    for (String table : tables) {
      List<Result.Column> columns = columns(table);
      if (!columns.isEmpty()) {
        shapes.add(shape(table, columns, required.getOrDefault(table, Set.of()), constraints));
      }
    }
    return shapes;
  }

  private TableShape shape(
      String table, List<Result.Column> columns, Set<String> required, Constraints constraints) {
    String from = " FROM " + SqlName.of(table).quoted();
    long count = number(rows("SELECT COUNT(*)" + from), 0, 0);
    boolean read = count >= 0 && count <= MOST_ROWS;
    boolean texts = textFiles.contains(table);
    List<String> measures = new ArrayList<>();
    for (Result.Column column : columns) {
      String name = SqlName.quoted(column.name());
      measures.add("COUNT(" + name + ")");
      measures.add("COUNT(DISTINCT CAST(" + name + " AS VARCHAR))");
      if (texts) {
        measures.addAll(TextTypes.measures(name));
      }
    }
    List<List<@Nullable Object>> measured =
        read ? rows("SELECT " + String.join(", ", measures) + from) : List.of();
    List<TableShape.Column> shapes = new ArrayList<>();
    int at = 0;
    for (Result.Column column : columns) {
      boolean known = !measured.isEmpty();
      ValueType type = column.type();
      if (known && texts) {
        type = TextTypes.type(measured.getFirst().subList(at + 2, at + 2 + TextTypes.COUNT));
      }
      long distinct = known ? number(measured, 0, at + 1) : -1;
      boolean few = type.is(ValueType.Kind.STRING) && distinct > 0 && distinct <= FEW_VALUES;
      shapes.add(
          new TableShape.Column(
              column.name(),
              type,
              !required.contains(column.name()),
              known ? number(measured, 0, at) : -1,
              distinct,
              few ? values(column.name(), from) : List.of()));
      at += texts ? 2 + TextTypes.COUNT : 2;
    }
    return new TableShape(
        table,
        shapes,
        constraints.primary().getOrDefault(table, List.of()),
        constraints.unique().getOrDefault(table, List.of()),
        constraints.foreign().getOrDefault(table, List.of()),
        read ? proven(shapes, from, count) : List.of(),
        read ? count : -1);
  }

  /** The columns, or else pairs of columns, that have a value and another one in every row. */
  private List<List<String>> proven(List<TableShape.Column> columns, String from, long count) {
    List<List<String>> keys = new ArrayList<>();
    List<String> full = new ArrayList<>();
    for (TableShape.Column column : columns) {
      if (count > 0 && column.known() == count && column.type().kind() != ValueType.Kind.DOUBLE) {
        full.add(column.name());
        if (column.distinct() == count) {
          keys.add(List.of(column.name()));
        }
      }
    }
    for (int i = 0; keys.isEmpty() && i < Math.min(MOST_PAIRED, full.size()); i++) {
      for (int j = i + 1; keys.isEmpty() && j < Math.min(MOST_PAIRED, full.size()); j++) {
        String pair = SqlName.quoted(full.get(i)) + ", " + SqlName.quoted(full.get(j));
        String distinct = "SELECT COUNT(*) FROM (SELECT DISTINCT " + pair + from + ") AS pairs";
        if (number(rows(distinct), 0, 0) == count) {
          keys.add(List.of(full.get(i), full.get(j)));
        }
      }
    }
    return keys;
  }

  private List<String> values(String column, String from) {
    String name = SqlName.quoted(column);
    String all = "SELECT DISTINCT CAST(" + name + " AS VARCHAR)" + from;
    return rows(all + " WHERE " + name + " IS NOT NULL").stream()
        .map(row -> String.valueOf(row.getFirst()))
        .sorted()
        .toList();
  }

  private static long number(List<List<@Nullable Object>> rows, int row, int column) {
    return row < rows.size() && rows.get(row).get(column) instanceof BigDecimal number
        ? number.longValue()
        : -1;
  }

  private List<Result.Column> columns(String table) {
    Answer answer = run("SELECT * FROM " + SqlName.of(table).quoted() + " LIMIT 0");
    return answer.result().map(Result::columns).orElse(List.of());
  }

  private List<List<@Nullable Object>> rows(String sql) {
    return run(sql).result().map(Result::rows).orElse(List.of());
  }

  private Answer run(String sql) {
    Answer answer = engine.run(sql, asked);
    diagnostics.addAll(answer.diagnostics());
    return answer;
  }
}
