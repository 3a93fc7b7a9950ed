package dev.mensura.model;

import dev.mensura.type.Grain;
import dev.mensura.type.ValueType;

/** Which values of two types can be equal. */
final class KeyTypes {
  private KeyTypes() {}

  /** What is left of a time when it is cut to the start of a period. */
  static ValueType truncated(ValueType time, Grain grain) {
    return time.is(ValueType.Kind.UNKNOWN) || grain.isSubDay() ? time : ValueType.DATE;
  }

  static boolean areComparable(ValueType a, ValueType b) {
    return a.isOpen() || b.isOpen() || (a.isNumeric() && b.isNumeric()) || a.kind() == b.kind();
  }
}
