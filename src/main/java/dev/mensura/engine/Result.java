package dev.mensura.engine;

import dev.mensura.type.ValueType;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the order of the database.
 *
 * @param rows for each column a {@code BigDecimal} (integers too), {@code Double}, {@code String},
 *     {@code Boolean}, {@code LocalDate}, {@code LocalDateTime}, {@code OffsetDateTime}, {@code
 *     LocalTime}, or null
 */
public record Result(List<Column> columns, List<List<@Nullable Object>> rows) {
  public Result {
    columns = List.copyOf(columns);
    rows = Collections.unmodifiableList(rows);
  }

  /** A column as the database calls it; a type that we have no name for comes as text. */
  public record Column(String name, ValueType type) {}
}
