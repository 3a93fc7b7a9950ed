package dev.mensura.interpreter;

import dev.mensura.ir.MetricExpr;
import dev.mensura.type.Aggregate;
import dev.mensura.type.ValueType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * One value of many.
 *
 * @param fraction of a percentile
 * @param empty what none gives
 */
record Aggregation(
    Aggregate function, Optional<BigDecimal> fraction, MetricExpr.Empty empty, ValueType type) {

  /**
   * @param values of what is aggregated; where nothing is, as many as are counted
   */
  Object of(List<Object> values, boolean ofSomething) {
    if (values.isEmpty()) {
      return empty == MetricExpr.Empty.ZERO ? Values.as(type, BigDecimal.ZERO) : Null.NULL;
    }
    List<Object> known =
        values.stream().filter(v -> v != Null.NULL).sorted(Values::compare).toList();
    return switch (function) {
      case COUNT -> BigDecimal.valueOf(!ofSomething ? values.size() : known.size());
      case COUNT_DISTINCT, APPROX_COUNT_DISTINCT -> {
        var different = new HashSet<Object>();
        known.forEach(v -> different.add(Values.key(v)));
        yield BigDecimal.valueOf(different.size());
      }
      case SUM -> known.isEmpty() ? Null.NULL : Values.as(type, sum(known));
      case AVG -> known.isEmpty() ? Null.NULL : number(type, mean(known));
      case MIN -> known.isEmpty() ? Null.NULL : known.getFirst();
      case MAX -> known.isEmpty() ? Null.NULL : known.getLast();
      case MEDIAN -> continuous(known, new BigDecimal("0.5"), type);
      case PERCENTILE, APPROX_PERCENTILE -> continuous(known, fraction.orElseThrow(), type);
      case PERCENTILE_DISC -> discrete(known, fraction.orElseThrow());
      case VARIANCE -> known.size() < 2 ? Null.NULL : variance(known).doubleValue();
      case STDDEV -> known.size() < 2 ? Null.NULL : Math.sqrt(variance(known).doubleValue());
      case ANY_TRUE -> known.isEmpty() ? Null.NULL : (Object) known.contains(true);
      case ALL_TRUE -> known.isEmpty() ? Null.NULL : (Object) !known.contains(false);
    };
  }

  private static Object number(ValueType type, BigDecimal value) {
    return type.is(ValueType.Kind.DOUBLE) ? (Object) value.doubleValue() : value;
  }

  private static BigDecimal sum(List<Object> values) {
    return values.stream().map(Scalars::exact).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal mean(List<Object> values) {
    return sum(values).divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL128);
  }

  /** Between the two values around the rank, in proportion. */
  private static Object continuous(List<Object> sorted, BigDecimal fraction, ValueType type) {
    if (sorted.isEmpty()) {
      return Null.NULL;
    }
    BigDecimal rank = fraction.multiply(BigDecimal.valueOf(sorted.size() - 1L));
    int below = rank.setScale(0, RoundingMode.FLOOR).intValueExact();
    BigDecimal low = Scalars.exact(sorted.get(below));
    BigDecimal high = Scalars.exact(sorted.get(Math.min(below + 1, sorted.size() - 1)));
    BigDecimal share = rank.subtract(BigDecimal.valueOf(below));
    return number(type, low.add(high.subtract(low).multiply(share)));
  }

  /** The first value that at least this fraction of the values do not exceed. */
  private static Object discrete(List<Object> sorted, BigDecimal fraction) {
    if (sorted.isEmpty()) {
      return Null.NULL;
    }
    BigDecimal rank = fraction.multiply(BigDecimal.valueOf(sorted.size()));
    int position = rank.setScale(0, RoundingMode.CEILING).intValueExact();
    return sorted.get(Math.max(position, 1) - 1);
  }

  /** Of a sample. */
  private static BigDecimal variance(List<Object> values) {
    BigDecimal mean = mean(values);
    BigDecimal squares =
        values.stream()
            .map(v -> Scalars.exact(v).subtract(mean))
            .map(d -> d.multiply(d))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return squares.divide(BigDecimal.valueOf(values.size() - 1L), MathContext.DECIMAL128);
  }
}
