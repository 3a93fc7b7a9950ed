package dev.mensura.plan;

import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.Statistic;
import org.apache.calcite.schema.Statistics;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.util.ImmutableBitSet;

/** What a plan scans. */
public final class SourceTable extends AbstractTable {
  /** Where the rows come from. */
  public sealed interface Origin {
    /** A table or view of the database, its name in parts. */
    record Stored(List<String> name) implements Origin {}

    /** A SELECT that a model gives. */
    record Written(String sql) implements Origin {}

    /** An earlier stage of the plan. */
    record Earlier(String stage) implements Origin {}
  }

  private final Origin origin;
  private final String alias;
  private final RelDataType rowType;
  private final List<ImmutableBitSet> keys;
  private final Optional<Span> span;

  /**
   * The columns of the span that a row holds for: rows alike in all of a key but its start hold at
   * different times.
   */
  record Span(int from, int until) {}

  SourceTable(
      Origin origin,
      String alias,
      RelDataType rowType,
      List<ImmutableBitSet> keys,
      Optional<Span> span) {
    this.origin = origin;
    this.alias = alias;
    this.rowType = rowType;
    this.keys = List.copyOf(keys);
    this.span = span;
  }

  public Origin origin() {
    return origin;
  }

  /** How its columns are to be qualified: for a joined table the name of the join. */
  public String alias() {
    return alias;
  }

  /** The declared keys, as positions of columns. */
  List<ImmutableBitSet> keys() {
    return keys;
  }

  Optional<Span> span() {
    return span;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory types) {
    return rowType;
  }

  @Override
  public Statistic getStatistic() {
    return Statistics.of(null, keys, List.of(), List.of());
  }
}
