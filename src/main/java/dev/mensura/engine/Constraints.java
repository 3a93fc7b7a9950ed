package dev.mensura.engine;

import dev.mensura.engine.TableShape.ForeignKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The keys that a database declares, by table. */
record Constraints(
    Map<String, List<String>> primary,
    Map<String, List<List<String>>> unique,
    Map<String, List<ForeignKey>> foreign) {
  /** Between names in a list: it stands in no name. */
  private static final String SEPARATOR = "\u001f";

  private static final String POSTGRES =
      """
      SELECT CASE WHEN n.nspname = 'public' THEN '' ELSE n.nspname || '.' END || t.relname,
             c.contype::text,
             (SELECT string_agg(a.attname::text, chr(31) ORDER BY k.place)
              FROM unnest(c.conkey) WITH ORDINALITY AS k(number, place)
              JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number),
             (SELECT CASE WHEN fn.nspname = 'public' THEN '' ELSE fn.nspname || '.' END || f.relname
              FROM pg_class f JOIN pg_namespace fn ON fn.oid = f.relnamespace WHERE f.oid = c.confrelid),
             (SELECT string_agg(a.attname::text, chr(31) ORDER BY k.place)
              FROM unnest(c.confkey) WITH ORDINALITY AS k(number, place)
              JOIN pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.number)
      FROM pg_constraint c
      JOIN pg_class t ON t.oid = c.conrelid
      JOIN pg_namespace n ON n.oid = t.relnamespace
      WHERE c.contype IN ('p', 'u', 'f')
      ORDER BY c.conname
      """;

  private static final String DUCKDB =
      """
      SELECT CASE WHEN schema_name = 'main' THEN '' ELSE schema_name || '.' END || table_name,
             CASE constraint_type WHEN 'PRIMARY KEY' THEN 'p' WHEN 'UNIQUE' THEN 'u' ELSE 'f' END,
             array_to_string(constraint_column_names, chr(31)),
             referenced_table,
             array_to_string(referenced_column_names, chr(31))
      FROM duckdb_constraints()
      WHERE constraint_type IN ('PRIMARY KEY', 'UNIQUE', 'FOREIGN KEY')
      ORDER BY constraint_index
      """;

  /** The statement that lists them; empty where there are none to list. */
  static String statement(Database database) {
    return switch (database) {
      case Database.Files files -> "";
      case Database.DuckDbFile file -> DUCKDB;
      case Database.Postgres postgres -> POSTGRES;
    };
  }

  static Constraints of(List<List<@Nullable Object>> rows) {
    var constraints = new Constraints(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    for (List<@Nullable Object> row : rows) {
      String table = String.valueOf(row.get(0));
      List<String> columns = names(row.get(2));
      switch (String.valueOf(row.get(1))) {
        case "p" -> constraints.primary.put(table, columns);
        case "u" -> constraints.unique.computeIfAbsent(table, x -> new ArrayList<>()).add(columns);
        default ->
            constraints
                .foreign
                .computeIfAbsent(table, x -> new ArrayList<>())
                .add(new ForeignKey(columns, String.valueOf(row.get(3)), names(row.get(4))));
      }
    }
    return constraints;
  }

  private static List<String> names(@Nullable Object joined) {
    return joined == null ? List.of() : List.of(joined.toString().split(SEPARATOR, -1));
  }
}
