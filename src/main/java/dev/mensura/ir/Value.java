package dev.mensura.ir;

import dev.mensura.type.Aggregate;
import dev.mensura.type.Function;
import dev.mensura.type.ValueType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A metric's value in one context, made of values that stand before it in its {@link Reduction}.
 */
public sealed interface Value {
  ValueType type();

  boolean nullable();

  /** An aggregate over rows. */
  record OfLeaf(Leaf leaf) implements Value {
    @Override
    public ValueType type() {
      return leaf.type();
    }

    @Override
    public boolean nullable() {
      return leaf.nullable();
    }
  }

  /**
   * A constant.
   *
   * @param value as in {@link RowExpr.Constant}
   */
  record Constant(@Nullable Object value, ValueType type) implements Value {
    @Override
    public boolean nullable() {
      return value == null;
    }
  }

  /**
   * A function of other values.
   *
   * @param operands their ids
   */
  record Call(Function function, List<Integer> operands, ValueType type, boolean nullable)
      implements Value {
    public Call {
      operands = List.copyOf(operands);
    }
  }

  /**
   * An aggregate of the values that another has for each key.
   *
   * @param operand what is aggregated, told apart by the groups and the keys; none: the keys are
   *     counted
   * @param having what must be true of a key, told apart likewise
   * @param groupings what is done to the groups that are asked for, as in {@link Leaf}
   * @param keys what the operand is told apart by besides
   * @param empty what no key gives
   */
  record OfDetail(
      Aggregate function,
      Optional<BigDecimal> fraction,
      OptionalInt operand,
      OptionalInt having,
      List<Grouping> groupings,
      List<Coordinate> keys,
      MetricExpr.Empty empty,
      ValueType type)
      implements Value {
    public OfDetail {
      groupings = List.copyOf(groupings);
      keys = List.copyOf(keys);
    }

    @Override
    public boolean nullable() {
      return empty == MetricExpr.Empty.NULL;
    }
  }

  /**
   * Another value, in every period.
   *
   * @param filler as in {@link MetricExpr.Filled}
   */
  record Filled(int operand, Optional<MetricExpr.Constant> filler, ValueType type, boolean nullable)
      implements Value {}

  /** The values that it is made of, which stand before it. */
  default List<Integer> parts() {
    return switch (this) {
      case OfLeaf leaf -> List.of();
      case Constant constant -> List.of();
      case Call call -> call.operands();
      case OfDetail detail ->
          IntStream.concat(detail.operand().stream(), detail.having().stream()).boxed().toList();
      case Filled filled -> List.of(filled.operand());
    };
  }
}
