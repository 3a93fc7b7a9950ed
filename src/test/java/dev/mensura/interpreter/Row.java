package dev.mensura.interpreter;

import java.util.Map;

/**
 * A row of a model.
 *
 * @param number which of the model's rows, from 0: what a row is told by
 * @param values for each stored field, its value: {@code BigDecimal}, {@code Double}, {@code
 *     String}, {@code Boolean}, {@code LocalDate}, {@code LocalDateTime} or {@link Null}
 */
public record Row(String model, int number, Map<String, Object> values) {
  public Row {
    values = Map.copyOf(values);
  }

  Object value(String field) {
    Object value = values.get(field);
    if (value == null) {
      throw new IllegalArgumentException("no column " + model + "." + field);
    }
    return value;
  }

  boolean is(Row other) {
    return model.equals(other.model) && number == other.number;
  }
}
