package dev.mensura.ir;

import dev.mensura.type.Function;
import dev.mensura.type.Grain;
import dev.mensura.type.TimePart;
import dev.mensura.type.TimeSpan;
import dev.mensura.type.ValueType;
import java.util.List;
import java.util.Optional;
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

  /**
   * Whether a row's values are among those for which a metric is the greatest or the least: {@code
   * customer in (top 10 by revenue)}.
   *
   * @param values one for each coordinate of the ranking; null is a value like others
   */
  record Ranked(List<RowExpr> values, Ranking ranking) implements RowExpr {
    public Ranked {
      values = List.copyOf(values);
    }

    @Override
    public ValueType type() {
      return ValueType.BOOLEAN;
    }

    @Override
    public boolean nullable() {
      return false;
    }
  }

  /**
   * What a conversion says of a row of its first event's model: of the events that are credited to
   * it, step by step, those of the last step.
   *
   * @param tally what is worked out from them; none: whether there are any
   */
  record Credited(Conversion conversion, Optional<Conversion.Tally> tally) implements RowExpr {
    @Override
    public ValueType type() {
      return tally.map(Conversion.Tally::type).orElse(ValueType.BOOLEAN);
    }

    @Override
    public boolean nullable() {
      return tally.isPresent() && !tally.get().function().isCount();
    }
  }

  /** The expressions over the same row that it is made of. */
  default List<RowExpr> operands() {
    return switch (this) {
      case Call call -> call.arguments();
      case Truncate t -> List.of(t.value());
      case Part p -> List.of(p.value());
      case During d -> List.of(d.value());
      case Ranked r -> r.values();
      case Column c -> List.of();
      case Constant c -> List.of();
      case OwnTime o -> List.of();
      case MetricOfRow m -> List.of();
      case Credited c -> List.of();
    };
  }

  /**
   * The same made of other expressions, as many as before; a call is as nullable as it was.
   *
   * @throws java.util.NoSuchElementException if there are fewer
   */
  default RowExpr with(List<RowExpr> operands) {
    return switch (this) {
      case Call call -> new Call(call.function(), operands, call.type(), call.nullable());
      case Truncate t -> new Truncate(operands.getFirst(), t.grain(), t.type());
      case Part p -> new Part(operands.getFirst(), p.part());
      case During d -> new During(operands.getFirst(), d.span());
      case Ranked r -> new Ranked(operands, r.ranking());
      case Column c -> c;
      case Constant c -> c;
      case OwnTime o -> o;
      case MetricOfRow m -> m;
      case Credited c -> c;
    };
  }
}
