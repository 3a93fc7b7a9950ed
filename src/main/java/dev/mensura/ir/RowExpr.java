package dev.mensura.ir;

import dev.mensura.type.Function;
import dev.mensura.type.Grain;
import dev.mensura.type.TimePart;
import dev.mensura.type.TimeSpan;
import dev.mensura.type.ValueType;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The value of an expression for one row of a base model (and one far row for each to-many path).
 */
public sealed interface RowExpr {
  ValueType type();

  boolean nullable();

  /**
   * A stored field of the row at the end of a path.
   *
   * @param field a field whose content is a column: computed fields are filled in
   */
  record Column(JoinPath path, String field, ValueType type, boolean nullable) implements RowExpr {}

  /**
   * A constant.
   *
   * @param value a {@code BigDecimal}, {@code String}, {@code Boolean}, {@code LocalDate}, {@code
   *     LocalDateTime}, {@code Duration} of ours, or null
   */
  record Constant(@Nullable Object value, ValueType type) implements RowExpr {
    @Override
    public boolean nullable() {
      return value == null;
    }
  }

  record Call(Function function, List<RowExpr> arguments, ValueType type, boolean nullable)
      implements RowExpr {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** The start of the period that a time lies in; a date from the day upwards, else a timestamp. */
  record Truncate(RowExpr value, Grain grain, ValueType type) implements RowExpr {
    @Override
    public boolean nullable() {
      return value.nullable();
    }
  }

  /** What recurs in a time, as an integer. */
  record Part(RowExpr value, TimePart part) implements RowExpr {
    @Override
    public ValueType type() {
      return ValueType.INTEGER;
    }

    @Override
    public boolean nullable() {
      return value.nullable();
    }
  }

  /** Whether a time lies in a stretch of time. */
  record During(RowExpr value, TimeSpan span) implements RowExpr {
    @Override
    public ValueType type() {
      return ValueType.BOOLEAN;
    }

    @Override
    public boolean nullable() {
      return value.nullable();
    }
  }

  /**
   * The time of whichever leaf reads this, by default its model's: what a bare grain is taken of.
   *
   * @param base the model whose leaf reads it
   */
  record OwnTime(String base, ValueType type, boolean nullable) implements RowExpr {}

  /**
   * The value of a metric for the row at the end of a path, with no other group, filter or time.
   *
   * @param path to the row whose metric it is
   * @param metric the metric
   * @param ways from each base model of the metric, the path to the model of that row
   */
  record MetricOfRow(
      JoinPath path,
      MetricExpr metric,
      SortedMap<String, JoinPath> ways,
      ValueType type,
      boolean nullable)
      implements RowExpr {}
}
