package dev.mensura.proof;

import java.util.List;
import java.util.Optional;

/**
 * A field of a generated model.
 *
 * @param column the column that holds it, where it is stored
 * @param values its closed domain; empty: any value
 * @param expression what it is computed from; none: it is stored
 * @param required whether it is never null
 */
record FieldSpec(
    String name,
    Kind kind,
    String column,
    List<String> values,
    Optional<Piece> expression,
    boolean required) {

  static FieldSpec stored(String name, Kind kind) {
    return new FieldSpec(name, kind, name, List.of(), Optional.empty(), false);
  }

  FieldSpec asRequired() {
    return new FieldSpec(name, kind, column, values, expression, true);
  }

  boolean isStored() {
    return expression.isEmpty();
  }
}
