package dev.mensura.check.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition in SQL's three values, as far as it can be reasoned about. */
sealed interface Condition {
  /** A constant; null: unknown. */
  record Known(@Nullable Boolean value) implements Condition {}

  /** Unknown where the subject is null. */
  record Compared(Subject subject, Relation relation, Comparable<?> constant)
      implements Condition {}

  /** Unknown where either subject is null. */
  record Pair(Subject left, Relation relation, Subject right) implements Condition {}

  /** A subject that is a condition itself. */
  record Flag(Subject subject) implements Condition {}

  record Absent(Subject subject) implements Condition {}

  record All(List<Condition> parts) implements Condition {
    public All {
      parts = List.copyOf(parts);
    }
  }

  record Any(List<Condition> parts) implements Condition {
    public Any {
      parts = List.copyOf(parts);
    }
  }

  record Not(Condition part) implements Condition {}

  /** Whether a condition holds: never unknown itself. */
  record Holds(Condition part) implements Condition {}

  /** How two values stand to each other; the others are negations of these. */
  enum Relation {
    EQUAL,
    BELOW,
    AT_MOST
  }

  /** What is asked of a condition. */
  enum Want {
    TRUE,
    FALSE,
    NOT_TRUE,
    NOT_FALSE;

    /** What must be asked of a condition so that its negation is this. */
    Want negated() {
      return switch (this) {
        case TRUE -> FALSE;
        case FALSE -> TRUE;
        case NOT_TRUE -> NOT_FALSE;
        case NOT_FALSE -> NOT_TRUE;
      };
    }

    /** What must be asked of a condition so that {@link Holds} of it is this. */
    Want held() {
      return this == TRUE || this == NOT_FALSE ? TRUE : NOT_TRUE;
    }

    /** Whether all parts of a conjunction must be this, and one of a disjunction suffices. */
    boolean isPositive() {
      return this == TRUE || this == NOT_FALSE;
    }

    boolean met(@Nullable Boolean value) {
      return switch (this) {
        case TRUE -> Boolean.TRUE.equals(value);
        case FALSE -> Boolean.FALSE.equals(value);
        case NOT_TRUE -> !Boolean.TRUE.equals(value);
        case NOT_FALSE -> !Boolean.FALSE.equals(value);
      };
    }
  }

  static Condition not(Condition condition) {
    return new Not(condition);
  }

  static Condition isNull(Condition condition) {
    return new All(List.of(not(new Holds(condition)), not(new Holds(not(condition)))));
  }

  static Condition all(Condition... conditions) {
    var parts = new ArrayList<Condition>();
    for (Condition each : conditions) {
      if (each instanceof All inner) {
        parts.addAll(inner.parts);
      } else {
        parts.add(each);
      }
    }
    return new All(parts);
  }

  static Condition any(Condition... conditions) {
    var parts = new ArrayList<Condition>();
    for (Condition each : conditions) {
      if (each instanceof Any inner) {
        parts.addAll(inner.parts);
      } else {
        parts.add(each);
      }
    }
    return new Any(parts);
  }

  /** How many comparisons it is made of. */
  default int size() {
    return switch (this) {
      case All c -> c.parts.stream().mapToInt(Condition::size).sum();
      case Any c -> c.parts.stream().mapToInt(Condition::size).sum();
      case Not c -> c.part.size();
      case Holds c -> c.part.size();
      case Known c -> 1;
      case Compared c -> 1;
      case Pair c -> 1;
      case Flag c -> 1;
      case Absent c -> 1;
    };
  }
}
