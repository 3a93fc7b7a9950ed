package dev.mensura.proof;

import dev.mensura.interpreter.Null;
import dev.mensura.type.ValueType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** Values as they are written in files of expected rows. */
final class Texts {
  private Texts() {}

  /** A value of this type; {@code null} is the absent one. */
  static Object value(String text, ValueType type) {
    if (text.equals("null")) {
      return Null.NULL;
    }
    return switch (type.kind()) {
      case INTEGER, DECIMAL, DURATION -> new BigDecimal(text);
      case DOUBLE -> Double.valueOf(text);
      case BOOLEAN -> Boolean.valueOf(text);
      case DATE -> LocalDate.parse(text);
      case TIMESTAMP, TIMESTAMPTZ -> LocalDateTime.parse(text);
      case STRING -> text;
      case TIME, NULL, UNKNOWN ->
          throw new IllegalArgumentException("no such values here: " + type);
    };
  }

  /** The kind of a stored field. */
  static Kind kind(ValueType type) {
    return switch (type.kind()) {
      case INTEGER -> Kind.INTEGER;
      case DECIMAL -> Kind.DECIMAL;
      case DOUBLE -> Kind.DOUBLE;
      case STRING -> Kind.STRING;
      case BOOLEAN -> Kind.BOOLEAN;
      case DATE -> Kind.DATE;
      case TIMESTAMP -> Kind.TIMESTAMP;
      case TIMESTAMPTZ -> Kind.INSTANT;
      case TIME, DURATION, NULL, UNKNOWN ->
          throw new IllegalArgumentException("no such columns here: " + type);
    };
  }
}
