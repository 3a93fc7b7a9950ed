package dev.mensura.plan;

import dev.mensura.type.Aggregate;
import dev.mensura.type.Duration;
import dev.mensura.type.Grain;
import dev.mensura.type.TimePart;
import java.time.ZoneId;
import java.util.Optional;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.jspecify.annotations.Nullable;

/**
 * A function of the language that no standard operator is, with what it is told besides its
 * operands. Its type is given where it is called.
 */
public final class MetricFunction extends SqlFunction {
  /** What such a function does. */
  public sealed interface Meaning {
    /** What stands in the text of a plan. */
    String text();

    /** Everything that needs nothing besides its operands. */
    enum Plain implements Meaning {
      /** Division as doubles; null where the divisor is zero. */
      DIVIDE,
      /** The rest, with the sign of the dividend; null where the divisor is zero. */
      MODULO,
      /** Half away from zero. */
      ROUND,
      SIGN,
      /** Null where it has no real value. */
      POWER,
      /** Null below zero. */
      SQRT,
      /** Null from zero down. */
      LN,
      EXP,
      LEAST,
      GREATEST,
      /** Text, first character from 1, how many. */
      SUBSTRING,
      LENGTH,
      TRIM,
      REPLACE,
      /** Nulls are empty. */
      CONCAT,
      STARTS_WITH,
      ENDS_WITH,
      CONTAINS,
      /** The first operand is one of the others. */
      IN,
      /** The seconds from the second time to the first. */
      ELAPSED;

      @Override
      public String text() {
        return name();
      }
    }

    /** The start of the period that a time lies in. */
    record Truncate(Grain grain) implements Meaning {
      @Override
      public String text() {
        return "TRUNCATE_" + grain;
      }
    }

    /** What recurs in a time. */
    record Part(TimePart part) implements Meaning {
      @Override
      public String text() {
        return part.name();
      }
    }

    /** A time some periods later; the end of a month clamps. */
    record Shift(Duration by) implements Meaning {
      @Override
      public String text() {
        return "SHIFT " + by;
      }
    }

    /** The date and time that an instant has in a zone. */
    record Local(ZoneId zone) implements Meaning {
      @Override
      public String text() {
        return "LOCAL_TIME " + zone;
      }
    }

    /** The instant of a date and time in a zone. */
    record Instant(ZoneId zone) implements Meaning {
      @Override
      public String text() {
        return "INSTANT " + zone;
      }
    }

    /** From a first to a last moment, periods apart: a row for each, all columns else repeated. */
    record Series(Grain grain) implements Meaning {
      @Override
      public String text() {
        return "SERIES_" + grain;
      }
    }

    /**
     * An aggregate of the rows up to this one, in the order of the second operand, among those that
     * are equal in all operands after it.
     *
     * @param back how far before; none: all
     */
    record Rolled(Aggregate aggregate, Optional<Duration> back) implements Meaning {
      @Override
      public String text() {
        return "ROLLED_" + aggregate + back.map(b -> " " + b).orElse("");
      }
    }

    /** The first operand in the row with the next greater one, of those alike in the others. */
    record Next() implements Meaning {
      @Override
      public String text() {
        return "NEXT";
      }
    }

    /**
     * What a stage knows of the periods of a grain that a table declares.
     *
     * @param stage with a row for each period
     * @param count for a move, how many periods later
     */
    record OfTable(String stage, Lookup lookup, long count) implements Meaning {
      @Override
      public String text() {
        return lookup + (count == 0 ? "" : " " + count) + " IN " + stage;
      }
    }

    /** What can be asked of the periods of a table. */
    enum Lookup {
      /** The first day of the period that holds a moment. */
      FIRST_DAY,
      /** The day after the period that holds a moment. */
      END,
      /** The same day of another period, or its last if it is shorter. */
      MOVE,
      /** The first days of the periods that a first and a last moment meet, a row each. */
      SERIES
    }

    /** The database's present instant. */
    record Current() implements Meaning {
      @Override
      public String text() {
        return "CURRENT";
      }
    }
  }

  private final Meaning meaning;

  MetricFunction(Meaning meaning) {
    super(
        meaning.text(),
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.ARG0,
        null,
        OperandTypes.VARIADIC,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.meaning = meaning;
  }

  public Meaning meaning() {
    return meaning;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MetricFunction f && meaning.equals(f.meaning);
  }

  @Override
  public int hashCode() {
    return meaning.hashCode();
  }
}
