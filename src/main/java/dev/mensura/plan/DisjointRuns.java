package dev.mensura.plan;

import dev.mensura.plan.MetricFunction.Meaning;
import dev.mensura.type.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Rows that were found to be runs of some columns: of those that are equal in these, each ends
 * before the next begins.
 *
 * @param from where a run begins
 * @param until where it ends
 */
record DisjointRuns(int from, int until, ImmutableBitSet among) {
  /** Whether conditions choose the run that a moment of a far row lies in. */
  boolean meetsOne(List<RexNode> conditions, int offset) {
    return conditions.stream()
        .filter(c -> c.getKind() == SqlKind.GREATER_THAN_OR_EQUAL && isBound(c, from, offset))
        .anyMatch(since ->
            conditions.stream()
                .anyMatch(c ->
                    c.getKind() == SqlKind.LESS_THAN
                        && isBound(c, until, offset)
                        && operand(c, 0).equals(operand(since, 0))));
  }

  private static boolean isBound(RexNode condition, int column, int offset) {
    return operand(condition, 0) instanceof RexInputRef far
        && far.getIndex() >= offset
        && operand(condition, 1) instanceof RexInputRef near
        && near.getIndex() == column;
  }

  private static RexNode operand(RexNode node, int at) {
    return ((RexCall) node).getOperands().get(at);
  }

  /**
   * The runs that a projection makes.
   *
   * @param keys of its input
   */
  static Optional<DisjointRuns> of(Project project, List<ImmutableBitSet> keys) {
    List<RexNode> values = project.getProjects();
    for (int i = 0; i < values.size(); i++) {
      Optional<RexCall> next = next(values.get(i));
      if (next.isPresent()) {
        List<RexNode> operands = next.get().getOperands();
        RexNode start = operands.getFirst();
        List<RexNode> among = operands.subList(1, operands.size());
        List<RexNode> columns = among.stream().filter(RexInputRef.class::isInstance).toList();
        boolean disjoint =
            among.stream().filter(a -> !columns.contains(a)).allMatch(endsWith(values.get(i)));
        ImmutableBitSet told =
            RelOptUtil.InputFinder.bits(columns, null).union(RelOptUtil.InputFinder.bits(start));
        boolean unique = keys.stream().anyMatch(told::contains);
        boolean kept = values.contains(start) && values.containsAll(columns);
        if (disjoint && unique && kept) {
          return Optional.of(
              new DisjointRuns(
                  values.indexOf(start),
                  i,
                  ImmutableBitSet.of(columns.stream().map(values::indexOf).toList())));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<RexCall> next(RexNode value) {
    RexNode call =
        value instanceof RexCall coalesce && coalesce.getKind() == SqlKind.COALESCE
            ? coalesce.getOperands().getFirst()
            : value;
    return call instanceof RexCall next
            && next.getOperator() instanceof MetricFunction function
            && function.meaning() instanceof Meaning.Next
        ? Optional.of(next)
        : Optional.empty();
  }

  /** A period in which runs lie must be over where the last of them ends. */
  private static Predicate<RexNode> endsWith(RexNode until) {
    return period ->
        period instanceof RexCall truncated
            && truncated.getOperator() instanceof MetricFunction start
            && start.meaning() instanceof Meaning.Truncate t
            && until instanceof RexCall coalesce
            && coalesce.getKind() == SqlKind.COALESCE
            && coalesce.getOperands().get(1) instanceof RexCall end
            && end.getOperator() instanceof MetricFunction shift
            && shift.meaning().equals(new Meaning.Shift(new Duration(1, t.grain())))
            && end.getOperands().equals(List.of(period));
  }
}
