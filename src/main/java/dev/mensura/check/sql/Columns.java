package dev.mensura.check.sql;

import dev.mensura.model.Field;
import dev.mensura.model.SemanticModel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names that an SQL expression can use for the values of a row, and the fields they stand for.
 */
final class Columns {
  private final SemanticModel model;
  private final Map<String, Field> fields;

  private Columns(SemanticModel model, Map<String, Field> fields) {
    this.model = model;
    this.fields = fields;
  }

  /** A metric reads a model's fields, computed ones too. */
  static Columns ofFields(SemanticModel model) {
    return new Columns(model, model.fields());
  }

  /** A field's own expression reads the columns of the table: those that some field holds. */
  static Columns ofTable(SemanticModel model) {
    var columns = new LinkedHashMap<String, Field>();
    for (Field field : model.fields().values()) {
      if (field.content() instanceof Field.Content.Column column) {
        // Of two fields over one column, the one that is called like it.
        boolean own = column.column().equals(field.name());
        if (own || !columns.containsKey(column.column())) {
          columns.put(column.column(), field);
        }
      }
    }
    return new Columns(model, columns);
  }

  SemanticModel model() {
    return model;
  }

  Optional<Field> find(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  Set<String> names() {
    return Collections.unmodifiableSet(fields.keySet());
  }
}
