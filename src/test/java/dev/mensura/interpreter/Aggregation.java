package dev.mensura.interpreter;

import dev.mensura.ir.MetricExpr;
import dev.mensura.type.ValueType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;

/** One value of many. */
final class Aggregation {
  private Aggregation() {}

  /**
   * @param values of the argument, one a row; of nothing in particular where rows are counted
   */
  static Object of(MetricExpr.Aggregated aggregated, List<Object> values) {
    if (values.isEmpty()) {
      return aggregated.empty() == MetricExpr.Empty.ZERO
          ? Values.as(aggregated.type(), BigDecimal.ZERO)
          : Null.NULL;
    }
    List<Object> known =
        values.stream().filter(v -> v != Null.NULL).sorted(Values::compare).toList();
    return switch (aggregated.function()) {
      case COUNT ->
          BigDecimal.valueOf(aggregated.argument().isEmpty() ? values.size() : known.size());
      case COUNT_DISTINCT, APPROX_COUNT_DISTINCT -> {
        var different = new HashSet<Object>();
        known.forEach(v -> different.add(Values.key(v)));
        yield BigDecimal.valueOf(different.size());
      }
      case SUM -> known.isEmpty() ? Null.NULL : Values.as(aggregated.type(), sum(known));
      case AVG -> known.isEmpty() ? Null.NULL : number(aggregated.type(), mean(known));
      case MIN -> known.isEmpty() ? Null.NULL : known.getFirst();
      case MAX -> known.isEmpty() ? Null.NULL : known.getLast();
      case MEDIAN -> continuous(known, new BigDecimal("0.5"), aggregated.type());
      case PERCENTILE, APPROX_PERCENTILE ->
          continuous(known, aggregated.fraction().orElseThrow(), aggregated.type());
      case PERCENTILE_DISC -> discrete(known, aggregated.fraction().orElseThrow());
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
