package dev.mensura.ir;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A metric taken apart, to be laid beside another version of itself in another project.
 *
 * @param shape what is made of the parts: of equal shapes, equal parts make equal values
 * @param parts the aggregates, in the order in which the shape first reads them
 */
public record Dissection(String shape, List<Part> parts) {
  public Dissection {
    parts = List.copyOf(parts);
  }

  /** Whether the metric is an aggregate and nothing else. */
  public boolean isOnePart() {
    return shape.equals(Dissector.ONE_PART);
  }

  /**
   * An aggregate. What is told as a text are digests: equal ones mean the same in any two projects.
   *
   * @param filters all that must hold of a row to be read, the filter of its model included
   * @param whole what it means, all in all
   * @param table where its rows come from, whichever of them are read, and what tells them apart
   * @param argument what is aggregated
   * @param time when a row happened
   * @param meaning what a row expression of this part means
   */
  public record Part(
      Leaf leaf,
      List<RowExpr> filters,
      String whole,
      String table,
      Optional<String> argument,
      String time,
      Function<RowExpr, String> meaning) {}
}
