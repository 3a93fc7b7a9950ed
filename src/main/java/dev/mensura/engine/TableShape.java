package dev.mensura.engine;

import dev.mensura.type.ValueType;
import java.util.List;
import java.util.Optional;

/**
 * What a table holds, as far as its database and its rows tell.
 *
 * @param name as models write it
 * @param primaryKey as declared; empty: none is
 * @param proven columns or pairs of columns that have a value and another one in every row there is
 * @param rows how many; -1 where they were not looked at
 */
public record TableShape(
    String name,
    List<Column> columns,
    List<String> primaryKey,
    List<List<String>> uniqueKeys,
    List<ForeignKey> foreignKeys,
    List<List<String>> proven,
    long rows) {
  public TableShape {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    uniqueKeys = List.copyOf(uniqueKeys);
    foreignKeys = List.copyOf(foreignKeys);
    proven = List.copyOf(proven);
  }

  /**
   * A column.
   *
   * @param nullable whether it may be null, by its declaration
   * @param known how many rows have a value; -1 where rows were not looked at
   * @param distinct how many different values there are; -1 where rows were not looked at
   * @param values all of them, in order, if they are few
   */
  public record Column(
      String name,
      ValueType type,
      boolean nullable,
      long known,
      long distinct,
      List<String> values) {
    public Column {
      values = List.copyOf(values);
    }
  }

  /** Columns that hold the key of another table. */
  public record ForeignKey(List<String> columns, String table, List<String> farColumns) {
    public ForeignKey {
      columns = List.copyOf(columns);
      farColumns = List.copyOf(farColumns);
    }
  }

  public Optional<Column> column(String column) {
    return columns.stream().filter(c -> c.name().equals(column)).findFirst();
  }
}
