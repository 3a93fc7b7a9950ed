package dev.mensura.ir;

import dev.mensura.type.Function;
import dev.mensura.type.ValueType;
import java.util.List;
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
}
