package dev.mensura.proof;

import java.util.List;
import java.util.Map;

/**
 * A table to be made on an engine.
 *
 * @param rows for each field, its value: as in {@code interpreter.Row}
 */
record TableData(String name, List<Column> columns, List<Map<String, Object>> rows) {
  TableData {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** A column, and the field of the model that it is. */
  record Column(String field, String column, Kind kind) {}
}
