package dev.mensura.plan;

import dev.mensura.type.Aggregate;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.util.Optionality;
import org.jspecify.annotations.Nullable;

/** An aggregate of the language that no standard operator is. */
public final class MetricAggregate extends SqlAggFunction {
  private static final SqlReturnTypeInference DOUBLE =
      ReturnTypes.explicit(SqlTypeName.DOUBLE).andThen(SqlTypeTransforms.FORCE_NULLABLE);

  private final Aggregate aggregate;
  private final Optional<BigDecimal> fraction;

  private MetricAggregate(Aggregate aggregate, Optional<BigDecimal> fraction) {
    super(
        aggregate.name() + fraction.map(f -> "_" + f.toPlainString()).orElse(""),
        null,
        SqlKind.OTHER_FUNCTION,
        type(aggregate),
        null,
        OperandTypes.ANY,
        SqlFunctionCategory.USER_DEFINED_FUNCTION,
        false,
        false,
        Optionality.FORBIDDEN);
    this.aggregate = aggregate;
    this.fraction = fraction;
  }

  private static SqlReturnTypeInference type(Aggregate aggregate) {
    return switch (aggregate) {
      case APPROX_COUNT_DISTINCT -> ReturnTypes.BIGINT;
      case PERCENTILE_DISC, ANY_TRUE, ALL_TRUE ->
          ReturnTypes.ARG0.andThen(SqlTypeTransforms.FORCE_NULLABLE);
      default -> DOUBLE;
    };
  }

  static SqlAggFunction of(Aggregate aggregate, Optional<BigDecimal> fraction) {
    return switch (aggregate) {
      case COUNT, COUNT_DISTINCT -> SqlStdOperatorTable.COUNT;
      case SUM -> SqlStdOperatorTable.SUM;
      case AVG -> SqlStdOperatorTable.AVG;
      case MIN -> SqlStdOperatorTable.MIN;
      case MAX -> SqlStdOperatorTable.MAX;
      default -> new MetricAggregate(aggregate, fraction);
    };
  }

  /** Which aggregate a call in a plan is. */
  public static Aggregate of(AggregateCall call) {
    return switch (call.getAggregation()) {
      case MetricAggregate mine -> mine.aggregate;
      case SqlAggFunction standard when standard.getKind() == SqlKind.COUNT ->
          call.isDistinct() ? Aggregate.COUNT_DISTINCT : Aggregate.COUNT;
      case SqlAggFunction standard ->
          Aggregate.valueOf(standard.getName().toUpperCase(Locale.ROOT));
    };
  }

  /** Which aggregate is taken over a window of rows. */
  public static Aggregate of(RexOver over) {
    return switch (over.getAggOperator()) {
      case MetricAggregate mine -> mine.aggregate;
      case SqlAggFunction standard ->
          Aggregate.valueOf(standard.getName().toUpperCase(Locale.ROOT));
    };
  }

  /** The fraction of a percentile, from 0 to 1. */
  public Optional<BigDecimal> fraction() {
    return fraction;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MetricAggregate m
        && aggregate == m.aggregate
        && fraction.equals(m.fraction);
  }

  @Override
  public int hashCode() {
    return 31 * aggregate.hashCode() + fraction.hashCode();
  }
}
