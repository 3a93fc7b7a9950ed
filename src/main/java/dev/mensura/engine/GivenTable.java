package dev.mensura.engine;

import dev.mensura.type.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table whose rows are written down.
 *
 * @param name as statements have it between quotes
 * @param rows for each column a value as in {@link Result}
 */
public record GivenTable(String name, List<Column> columns, List<List<@Nullable Object>> rows) {
  public GivenTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** A column of the table. */
  public record Column(String name, ValueType type) {}
}
