package dev.mensura.syntax.ast;

import dev.mensura.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * What a query asks for.
 *
 * @param items the metrics; none: the distinct values of the dimensions
 * @param by the dimensions, in order
 * @param fill what {@code by … fill} says
 */
public record QueryBody(
    List<Item> items,
    List<Dimension> by,
    Optional<Modifier.Fill> fill,
    Optional<Expr> where,
    Optional<Expr> having,
    List<Ordering> orderBy,
    Optional<Limit> limit,
    Span span) {

  public QueryBody {
    items = List.copyOf(items);
    by = List.copyOf(by);
    orderBy = List.copyOf(orderBy);
  }

  /** {@code revenue / orders_placed as aov}. */
  public record Item(Expr expression, Optional<Name> alias, Span span) {}

  /** {@code customer.region as region}. */
  public record Dimension(Path path, Optional<Name> alias, Span span) {}

  /** {@code revenue desc}. */
  public record Ordering(Expr expression, Direction direction, Span span) {}

  /** {@code limit 20}, {@code limit 3 per month}. */
  public record Limit(long count, List<Path> per, Span span) {
    public Limit {
      per = List.copyOf(per);
    }
  }

  /** Which way an order runs. */
  public enum Direction {
    ASCENDING,
    DESCENDING
  }
}
