package dev.mensura.interpreter;

import dev.mensura.ir.Frame;
import dev.mensura.ir.Grouping;
import dev.mensura.ir.JoinPath;
import dev.mensura.ir.RowExpr;
import java.util.Map;

/**
 * One step on the way from all rows and all of time to what a leaf reads. Steps are made in order,
 * from the query inward.
 */
sealed interface Step {
  /**
   * Only the rows of one group.
   *
   * @param dimension for each base model that reaches it, its value for a row
   */
  record In(Map<String, RowExpr> dimension, Object value) implements Step {}

  /**
   * The rows of each group, told apart.
   *
   * @param column where in an answer the group's value stands
   */
  record Each(Map<String, RowExpr> dimension, int column) implements Step {}

  /**
   * Only rows from which one row is reached.
   *
   * @param ways for each base model, the way to it
   */
  record OfRow(Map<String, JoinPath> ways, Row row) implements Step {}

  /** From one stretch of time to another. */
  record Moved(Frame.Move move) implements Step {}

  /** Steps made before are taken back. */
  record Left(Grouping.Across left) implements Step {}

  /** Of steps made before, only those that speak of time are kept. */
  record OnlyTime() implements Step {}
}
