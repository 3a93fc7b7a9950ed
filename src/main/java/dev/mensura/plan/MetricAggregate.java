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
  private final Over over;

  /** What is aggregated. */
  private enum Over {
    VALUES,
    /** Values of which no group holds one twice. */
    SINGLE_VALUES,
    /** Aggregates of disjoint sets of rows, which together are those of their union. */
    PARTS
  }

  private MetricAggregate(Aggregate aggregate, Optional<BigDecimal> fraction, Over over) {
    super(
        aggregate.name() + fraction.map(f -> "_" + f.toPlainString()).orElse(""),
        null,
        SqlKind.OTHER_FUNCTION,
        switch (over) {
          case VALUES -> type(aggregate);
          case SINGLE_VALUES -> ReturnTypes.BIGINT;
          case PARTS -> ofParts(aggregate);
        },
        null,
        OperandTypes.ANY,
        SqlFunctionCategory.USER_DEFINED_FUNCTION,
        false,
        false,
        Optionality.FORBIDDEN);
    this.aggregate = aggregate;
    this.fraction = fraction;
    this.over = over;
  }

  private static SqlReturnTypeInference ofParts(Aggregate aggregate) {
    return aggregate == Aggregate.SUM
        ? ReturnTypes.AGG_SUM.andThen(SqlTypeTransforms.FORCE_NULLABLE)
        : ReturnTypes.ARG0.andThen(SqlTypeTransforms.FORCE_NULLABLE);
  }

  /** What makes one of parts that each stand for rows of their own. */
  static SqlAggFunction joining(Aggregate aggregate) {
    return new MetricAggregate(aggregate, Optional.empty(), Over.PARTS);
  }

  /** A count of values of which no group holds one twice. */
  static SqlAggFunction countingSingle() {
    return new MetricAggregate(Aggregate.COUNT, Optional.empty(), Over.SINGLE_VALUES);
  }

  /** Whether a call counts values of which no group may hold one twice. */
  static boolean countsSingle(AggregateCall call) {
    return call.getAggregation() instanceof MetricAggregate mine && mine.over == Over.SINGLE_VALUES;
  }

  /** Whether a call makes one of parts. */
  static boolean joinsParts(AggregateCall call) {
    return call.getAggregation() instanceof MetricAggregate mine && mine.over == Over.PARTS;
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
      default -> new MetricAggregate(aggregate, fraction, Over.VALUES);
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
        && fraction.equals(m.fraction)
        && over == m.over;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * aggregate.hashCode() + fraction.hashCode()) + over.hashCode();
  }
}
