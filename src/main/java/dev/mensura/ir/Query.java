package dev.mensura.ir;

import dev.mensura.type.Unit;
import dev.mensura.type.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * What is asked, every name resolved for each base model that takes part.
 *
 * @param bases the models whose rows the items read, in natural order; without items, the one model
 *     whose distinct values are listed
 * @param filters of rows: all hold
 * @param periods the part of {@code where} that speaks of the metrics' own time alone: it chooses
 *     the periods shown
 * @param having what must be true of a cell
 * @param fill the periods without rows, for each of the groups that appear
 * @param order before the groups, which always decide last
 * @param limitPer how many rows there are of those that are alike in some groups
 */
public record Query(
    List<String> bases,
    List<Item> items,
    List<Group> groups,
    List<Filter> filters,
    List<Filter> periods,
    Optional<Fill> fill,
    Optional<MetricExpr> having,
    List<Ordering> order,
    OptionalLong limit,
    Optional<LimitPer> limitPer) {

  public Query {
    bases = List.copyOf(bases);
    items = List.copyOf(items);
    groups = List.copyOf(groups);
    filters = List.copyOf(filters);
    periods = List.copyOf(periods);
    order = List.copyOf(order);
  }

  /** A query that fills nothing and limits no groups. */
  public Query(
      List<String> bases,
      List<Item> items,
      List<Group> groups,
      List<Filter> filters,
      List<Filter> periods,
      Optional<MetricExpr> having,
      List<Ordering> order,
      OptionalLong limit) {
    this(
        bases,
        items,
        groups,
        filters,
        periods,
        Optional.empty(),
        having,
        order,
        limit,
        Optional.empty());
  }

  /** The same query for no more than some rows. */
  public Query limited(long rows) {
    return rows < limit.orElse(Long.MAX_VALUE)
        ? new Query(
            bases,
            items,
            groups,
            filters,
            periods,
            fill,
            having,
            order,
            OptionalLong.of(rows),
            limitPer)
        : this;
  }

  /** A column with the values of a metric. */
  public record Item(String name, MetricExpr value, Unit unit, Optional<String> format) {}

  /**
   * A column with the values of a dimension.
   *
   * @param values for each base model, its value for a row
   */
  public record Group(
      String name,
      ValueType type,
      boolean nullable,
      SortedMap<String, RowExpr> values,
      Unit unit,
      Optional<String> format) {}

  /**
   * {@code by … fill 0}.
   *
   * @param value what every item is in a cell that is only there to fill; none: what no row gives
   */
  public record Fill(Optional<MetricExpr.Constant> value) {}

  /**
   * {@code limit 3 per month}.
   *
   * @param groups the indexes of those that are alike
   */
  public record LimitPer(long count, List<Integer> groups) {
    public LimitPer {
      groups = List.copyOf(groups);
    }
  }

  /** A condition, for each base model on its rows. */
  public record Filter(SortedMap<String, RowExpr> predicates) {}

  /** One key of the order. Nulls are the greatest. */
  public record Ordering(Key key, Direction direction) {}

  /** What is ordered by. */
  public sealed interface Key {
    /** The group at this index. */
    record ByGroup(int index) implements Key {}

    record ByValue(MetricExpr value) implements Key {}
  }

  /** Which way an order runs. */
  public enum Direction {
    ASCENDING,
    DESCENDING
  }
}
