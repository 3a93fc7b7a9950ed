package dev.mensura.check.sql;

import dev.mensura.check.sql.Condition.Relation;
import dev.mensura.check.sql.Condition.Want;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for values of the subjects that make a condition what is wanted. Finding them proves that
 * the condition can be so, and shows that nothing needs to be proved; not finding them proves
 * nothing.
 *
 * <p>The search repairs one comparison after the other, as a person would: wherever the condition
 * is not what it should be, some comparison below is to blame, and another value of its subject
 * helps.
 */
final class Witness {
  /** The work that is spent on looking how well a value does for the whole condition. */
  private static final int LOOKAHEAD = 40_000;

  private final Condition condition;
  private final List<List<Candidates.Value>> candidates;
  private final Candidates.Value[] row;

  private Witness(Condition condition, List<Subject> subjects) {
    this.condition = condition;
    this.candidates = Candidates.of(condition, subjects);
    this.row = new Candidates.Value[subjects.size()];
  }

  /** Whether a row was found for which the condition is as wanted. */
  static boolean isFound(Condition condition, Want want, List<Subject> subjects) {
    var witness = new Witness(condition, subjects);
    if (witness.candidates.stream().anyMatch(Collection::isEmpty)) {
      return false;
    }
    for (int i = 0; i < witness.row.length; i++) {
      witness.row[i] = witness.candidates.get(i).getFirst();
    }
    int steps = 4 * condition.size() + 40;
    for (int step = 0; step < steps; step++) {
      if (want.met(witness.value(condition))) {
        return true;
      }
      witness.repair(condition, want, want, step);
    }
    return false;
  }

  /** Changes the value of a subject that keeps {@code part} from being as wanted. */
  private void repair(Condition part, Want want, Want whole, int step) {
    switch (part) {
      case Condition.All all -> descend(all.parts(), want, whole, want.isPositive(), step);
      case Condition.Any any -> descend(any.parts(), want, whole, !want.isPositive(), step);
      case Condition.Not not -> repair(not.part(), want.negated(), whole, step);
      case Condition.Holds holds -> repair(holds.part(), want.held(), whole, step);
      case Condition.Known known -> {}
      case Condition.Compared compared -> change(compared.subject(), part, want, whole, step);
      case Condition.Flag flag -> change(flag.subject(), part, want, whole, step);
      case Condition.Absent absent -> change(absent.subject(), part, want, whole, step);
      case Condition.Pair pair ->
          change(step % 2 == 0 ? pair.left() : pair.right(), part, want, whole, step);
    }
  }

  /** Where all parts must be as wanted the first that isn't is to blame; else any will do. */
  private void descend(List<Condition> parts, Want want, Want whole, boolean needsAll, int step) {
    for (int i = 0; i < parts.size(); i++) {
      Condition part = parts.get(needsAll ? i : (i + step) % parts.size());
      if (!want.met(value(part))) {
        repair(part, want, whole, step);
        return;
      }
    }
  }

  private void change(Subject subject, Condition part, Want want, Want whole, int step) {
    List<Candidates.Value> values = candidates.get(subject.index());
    boolean looksAhead = (long) values.size() * condition.size() <= LOOKAHEAD;
    Candidates.Value before = row[subject.index()];
    Candidates.Value fits = null;
    for (int i = 0; i < values.size(); i++) {
      Candidates.Value value = values.get((i + step / 4) % values.size());
      row[subject.index()] = value;
      if (want.met(value(part))) {
        if (!looksAhead || whole.met(value(condition))) {
          return;
        }
        fits = fits == null ? value : fits;
      }
    }
    // With one side null or at the end of its values, no value of the other helps: move on.
    boolean stuck = fits == null && part instanceof Condition.Pair;
    Candidates.Value other = stuck ? values.get(step / 2 % values.size()) : before;
    row[subject.index()] = fits == null ? other : fits;
  }

  // The value of a condition for the row at hand.

  private @Nullable Boolean value(Condition condition) {
    return switch (condition) {
      case Condition.Known c -> c.value();
      case Condition.All c -> connected(c.parts(), false);
      case Condition.Any c -> connected(c.parts(), true);
      case Condition.Not c -> negated(value(c.part()));
      case Condition.Holds c -> Boolean.TRUE.equals(value(c.part()));
      case Condition.Absent c -> row[c.subject().index()].value() == null;
      case Condition.Flag c -> (Boolean) row[c.subject().index()].value();
      case Condition.Compared c ->
          related(row[c.subject().index()].value(), c.relation(), c.constant());
      case Condition.Pair c ->
          related(row[c.left().index()].value(), c.relation(), row[c.right().index()].value());
    };
  }

  /** A conjunction is false, a disjunction true, as soon as one part is. */
  private @Nullable Boolean connected(List<Condition> parts, boolean decisive) {
    boolean unknown = false;
    for (Condition part : parts) {
      Boolean value = value(part);
      if (value == null) {
        unknown = true;
      } else if (value == decisive) {
        return decisive;
      }
    }
    return unknown ? null : !decisive;
  }

  private static @Nullable Boolean negated(@Nullable Boolean value) {
    return value == null ? null : !value;
  }

  private static @Nullable Boolean related(
      @Nullable Comparable<?> left, Relation relation, @Nullable Comparable<?> right) {
    if (left == null || right == null) {
      return null;
    }
    int order = Candidates.compare(left, right);
    return switch (relation) {
      case EQUAL -> order == 0;
      case BELOW -> order < 0;
      case AT_MOST -> order <= 0;
    };
  }
}
