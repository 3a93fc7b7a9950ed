package dev.mensura.check;

import dev.mensura.model.Field;
import dev.mensura.type.Grain;
import dev.mensura.type.Unit;
import dev.mensura.type.ValueType;
import java.util.Optional;

/**
 * An expression and what is known of it.
 *
 * @param <E> the kind of expression: of rows or of metrics
 * @param unit {@link Unit#ANY} where nothing declares one
 * @param subject the field that it is the bare value of
 */
record Typed<E>(E expr, ValueType type, boolean nullable, Unit unit, Optional<Subject> subject) {
  Typed(E expr, ValueType type, boolean nullable, Unit unit) {
    this(expr, type, nullable, unit, Optional.empty());
  }

  boolean isUnknown() {
    return type.is(ValueType.Kind.UNKNOWN);
  }

  /**
   * A field as it stands in an expression.
   *
   * @param field which; none for a bare grain
   * @param reach whether a row meets one value or many
   * @param grain the period whose start the value is
   */
  record Subject(Optional<Field> field, Reach reach, Optional<Grain> grain) {}

  /** How many values a row meets. */
  enum Reach {
    ONE,
    MANY
  }
}
