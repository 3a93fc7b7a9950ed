package dev.mensura.check.sql;

import dev.mensura.check.sql.Condition.Want;
import dev.mensura.ir.RowExpr;
import dev.mensura.model.Catalog;
import java.util.List;

/**
 * Finds filters that let every row through or none. What it says is proved; what it can't prove
 * depends on the data as far as it knows.
 *
 * <p>Most filters show at once that they depend: a row that passes and one that doesn't are soon
 * found. Only for the others is Calcite asked for a proof, so ordinary filters never load it.
 */
public final class FilterReasoner {
  /** Conditions of more comparisons are lists of data; nobody is surprised by them. */
  private static final int MOST_COMPARISONS = 1_000;

  private FilterReasoner() {}

  /** Which rows a predicate lets through, where unknown is taken for false. */
  public static Verdict judge(RowExpr predicate, Catalog catalog) {
    var reader = new ConditionReader(catalog);
    Condition condition = reader.condition(predicate);
    if (condition.size() > MOST_COMPARISONS) {
      return Verdict.DEPENDS;
    }
    List<Subject> subjects = reader.subjects();
    if (isImpossible(condition, Want.TRUE, subjects)) {
      return Verdict.NEVER;
    }
    return isImpossible(condition, Want.NOT_TRUE, subjects) ? Verdict.ALWAYS : Verdict.DEPENDS;
  }

  /** Whether it is proved that every row that {@code one} lets through passes {@code other} too. */
  public static boolean implies(RowExpr one, RowExpr other, Catalog catalog) {
    var reader = new ConditionReader(catalog);
    Condition counterexample =
        Condition.all(
            new Condition.Holds(reader.condition(one)),
            Condition.not(new Condition.Holds(reader.condition(other))));
    return counterexample.size() <= MOST_COMPARISONS
        && isImpossible(counterexample, Want.TRUE, reader.subjects());
  }

  private static boolean isImpossible(Condition condition, Want want, List<Subject> subjects) {
    return !Witness.isFound(condition, want, subjects)
        && RexReasoner.isImpossible(condition, want, subjects);
  }
}
