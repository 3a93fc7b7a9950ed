package dev.mensura.ir;

import dev.mensura.type.Aggregate;
import dev.mensura.type.Function;
import dev.mensura.type.ValueType;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * What metrics are made of: one aggregate over one model, with everything that its context says of
 * the rows that it reads.
 *
 * @param base the model whose rows they are
 * @param argument what is aggregated; none: the rows themselves are counted
 * @param fraction of a percentile, from 0 to 1
 * @param empty what no row gives
 * @param filters conditions that all hold, none an {@code and}, each once, in the order of their
 *     text: leaves that read the same rows have equal filters
 * @param time the row's time, where it is not the model's own; {@link RowExpr.OwnTime} stands
 *     nowhere else in such a leaf
 * @param frame which stretch of time it reads
 * @param groupings what is done to the groups that are asked for, in this order
 * @param mark which of the rows that it reads count; none: all
 */
public record Leaf(
    String base,
    Aggregate aggregate,
    Optional<RowExpr> argument,
    Optional<BigDecimal> fraction,
    MetricExpr.Empty empty,
    List<RowExpr> filters,
    Optional<RowExpr> time,
    Frame frame,
    List<Grouping> groupings,
    Optional<Mark> mark,
    ValueType type) {

  public Leaf {
    filters = canonical(filters);
    groupings = List.copyOf(groupings);
  }

  public boolean nullable() {
    return empty == MetricExpr.Empty.NULL;
  }

  /** The same told apart by all groups: its rows are in the cells that it touches. */
  public Leaf touching() {
    return new Leaf(
        base,
        aggregate,
        argument,
        fraction,
        empty,
        filters,
        time,
        frame,
        groupings.stream().filter(Grouping.Per.class::isInstance).toList(),
        mark,
        type);
  }

  private static List<RowExpr> canonical(Collection<RowExpr> filters) {
    SequencedSet<RowExpr> conjuncts = new LinkedHashSet<>();
    var open = new ArrayDeque<RowExpr>(filters);
    while (!open.isEmpty()) {
      RowExpr filter = open.pop();
      if (filter instanceof RowExpr.Call call && call.function() == Function.AND) {
        call.arguments().reversed().forEach(open::push);
      } else {
        conjuncts.add(filter);
      }
    }
    return conjuncts.size() < 2
        ? List.copyOf(conjuncts)
        : conjuncts.stream().sorted(Comparator.comparing(RowExpr::toString)).toList();
  }
}
