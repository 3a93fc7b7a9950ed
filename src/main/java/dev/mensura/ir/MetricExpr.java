package dev.mensura.ir;

import dev.mensura.type.Aggregate;
import dev.mensura.type.Function;
import dev.mensura.type.ValueType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A function from a context (groups, filters, time) to a value. */
public sealed interface MetricExpr {
  ValueType type();

  boolean nullable();

  /** The expressions that it is made of; a reference has none. */
  default List<MetricExpr> parts() {
    return switch (this) {
      case Aggregated a -> List.of();
      case Constant c -> List.of();
      case Reference r -> List.of();
      case Call c -> c.arguments();
      case Filtered f -> List.of(f.value());
      case Dated d -> List.of(d.value());
      case Moved m -> List.of(m.value());
      case Across a -> List.of(a.value());
      case Marked m -> List.of(m.value());
      case Filled f -> List.of(f.value());
      case Detail d -> Stream.concat(d.value().stream(), d.having().stream()).toList();
    };
  }

  /**
   * An aggregate over the rows of its context.
   *
   * @param base the model whose rows they are
   * @param argument what is aggregated; none: the rows themselves are counted
   * @param fraction of a percentile, from 0 to 1
   * @param empty what no row gives
   */
  record Aggregated(
      String base,
      Aggregate function,
      Optional<RowExpr> argument,
      Optional<BigDecimal> fraction,
      Empty empty,
      ValueType type)
      implements MetricExpr {
    @Override
    public boolean nullable() {
      return empty == Empty.NULL;
    }
  }

  /** What an aggregate is where there is no row. */
  enum Empty {
    NULL,
    ZERO
  }

  /**
   * A constant.
   *
   * @param value as in {@link RowExpr.Constant}
   */
  record Constant(@Nullable Object value, ValueType type) implements MetricExpr {
    @Override
    public boolean nullable() {
      return value == null;
    }
  }

  /** Point by point, in one context. */
  record Call(Function function, List<MetricExpr> arguments, ValueType type, boolean nullable)
      implements MetricExpr {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** Another metric, in the same context. */
  record Reference(String metric, ValueType type, boolean nullable) implements MetricExpr {}

  /**
   * Only the rows where a predicate holds.
   *
   * @param predicates for each base model inside, the predicate over its rows
   */
  record Filtered(MetricExpr value, SortedMap<String, RowExpr> predicates) implements MetricExpr {
    @Override
    public ValueType type() {
      return value.type();
    }

    @Override
    public boolean nullable() {
      return value.nullable();
    }
  }

  /**
   * Another time.
   *
   * @param times for each base model inside, what its time is
   */
  record Dated(MetricExpr value, SortedMap<String, RowExpr> times) implements MetricExpr {
    @Override
    public ValueType type() {
      return value.type();
    }

    @Override
    public boolean nullable() {
      return value.nullable();
    }
  }

  /**
   * Another stretch of time.
   *
   * @param move how it comes from the stretch outside
   */
  record Moved(MetricExpr value, Frame.Move move) implements MetricExpr {
    @Override
    public ValueType type() {
      return value.type();
    }

    @Override
    public boolean nullable() {
      return value.nullable();
    }
  }

  /** The same in other groups: {@code across plan}. */
  record Across(MetricExpr value, Grouping.Across left) implements MetricExpr {
    @Override
    public ValueType type() {
      return value.type();
    }

    @Override
    public boolean nullable() {
      return value.nullable();
    }
  }

  /**
   * Only the rows of the last time of the period: {@code at last stock.day per account}.
   *
   * @param times for each base model inside, the time that is meant
   * @param keys for each base model inside, what rows have a last time of their own by; empty: all
   *     have it together
   */
  record Marked(
      MetricExpr value,
      Mark.Edge edge,
      SortedMap<String, RowExpr> times,
      SortedMap<String, List<RowExpr>> keys)
      implements MetricExpr {
    @Override
    public ValueType type() {
      return value.type();
    }

    @Override
    public boolean nullable() {
      return value.nullable();
    }
  }

  /**
   * An aggregate of the values that a metric has for each key: {@code avg (revenue per customer
   * having revenue > 0)}. The keys are those that the metric (without one: the condition) has a row
   * of in the context.
   *
   * @param value what is aggregated; none: the keys are counted
   * @param having what must be true of a key; null is not
   * @param empty what no key gives
   */
  record Detail(
      Aggregate function,
      Optional<BigDecimal> fraction,
      Optional<MetricExpr> value,
      List<Coordinate> keys,
      Optional<MetricExpr> having,
      Empty empty,
      ValueType type)
      implements MetricExpr {
    public Detail {
      keys = List.copyOf(keys);
    }

    @Override
    public boolean nullable() {
      return empty == Empty.NULL;
    }
  }

  /**
   * A value for every period: {@code fill 0}. Each group that has one in some period has one in all
   * periods of the query.
   *
   * @param filler the value where the metric has no row; none: the one that no row gives
   */
  record Filled(MetricExpr value, Optional<Constant> filler) implements MetricExpr {
    @Override
    public ValueType type() {
      return value.type();
    }

    @Override
    public boolean nullable() {
      return value.nullable();
    }
  }
}
