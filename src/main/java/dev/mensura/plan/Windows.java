package dev.mensura.plan;

import com.google.common.collect.ImmutableList;
import dev.mensura.type.Aggregate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.Direction;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Functions over rows that stand beside each row: values of a projection, in a stage of its own.
 */
final class Windows {
  private final Planning planning;

  Windows(Planning planning) {
    this.planning = planning;
  }

  /**
   * Which rows are looked at, and in which order.
   *
   * @param partition what they have in common with the row
   */
  record Over(List<RexNode> partition, List<RexFieldCollation> order) {
    Over {
      partition = List.copyOf(partition);
      order = List.copyOf(order);
    }
  }

  /** One key of an order; nulls are the greatest. */
  static RexFieldCollation key(RexNode value, Direction direction) {
    boolean descends = direction == Direction.DESCENDING;
    SqlKind nulls = descends ? SqlKind.NULLS_FIRST : SqlKind.NULLS_LAST;
    return new RexFieldCollation(
        value, descends ? Set.of(SqlKind.DESCENDING, nulls) : Set.of(nulls));
  }

  /** One key of an order, with nulls as a collation has them. */
  static RexFieldCollation key(RexNode value, RelFieldCollation collation) {
    SqlKind nulls =
        collation.nullDirection == NullDirection.FIRST ? SqlKind.NULLS_FIRST : SqlKind.NULLS_LAST;
    return new RexFieldCollation(
        value,
        collation.getDirection().isDescending()
            ? Set.of(SqlKind.DESCENDING, nulls)
            : Set.of(nulls));
  }

  /** The row's number in the order, from 1. */
  RexNode number(Over over) {
    return make(
        planning.types().of(SqlTypeName.BIGINT),
        SqlStdOperatorTable.ROW_NUMBER,
        List.of(),
        over,
        Rows.SO_FAR);
  }

  /** An aggregate of the rows up to this one; without a value, of the rows themselves. */
  RexNode running(Aggregate function, Optional<RexNode> value, Over over) {
    return aggregate(function, value, over, Rows.SO_FAR);
  }

  /** An aggregate of all rows that have the partition in common. */
  RexNode whole(Aggregate function, Optional<RexNode> value, List<RexNode> partition) {
    return aggregate(function, value, new Over(partition, List.of()), Rows.ALL);
  }

  private enum Rows {
    ALL,
    SO_FAR
  }

  private RexNode aggregate(Aggregate function, Optional<RexNode> value, Over over, Rows rows) {
    RelDataType type =
        function == Aggregate.COUNT
            ? planning.types().of(SqlTypeName.BIGINT)
            : planning.types().createTypeWithNullability(value.orElseThrow().getType(), true);
    return make(
        type, MetricAggregate.of(function, Optional.empty()), value.stream().toList(), over, rows);
  }

  private RexNode make(
      RelDataType type, SqlAggFunction function, List<RexNode> values, Over over, Rows rows) {
    RexWindowBound last =
        rows == Rows.ALL ? RexWindowBounds.UNBOUNDED_FOLLOWING : RexWindowBounds.CURRENT_ROW;
    return planning
        .literals()
        .makeOver(
            type,
            function,
            values,
            over.partition(),
            ImmutableList.copyOf(over.order()),
            RexWindowBounds.UNBOUNDED_PRECEDING,
            last,
            true,
            true,
            false,
            false,
            false);
  }
}
