package dev.mensura.compare;

import dev.mensura.check.sql.FilterReasoner;
import dev.mensura.ir.Dissection.Part;
import dev.mensura.ir.RowExpr;
import dev.mensura.model.Field;
import dev.mensura.type.Function;
import dev.mensura.type.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How the rows that an aggregate reads are to those that it read before. */
enum RowsRead {
  SAME,
  /** Some of them and no others. */
  FEWER,
  /** All of them and others. */
  MORE,
  /** Neither is proved. */
  OTHER;

  /**
   * Compares filters of the same table by what they imply, whatever the data. The names that they
   * use are looked through first: what means the same on both sides is made one thing, and where
   * the same words mean two things nothing is claimed.
   */
  static RowsRead of(Part before, Part after, Side old, Side now) {
    if (!before.table().equals(after.table())) {
      return OTHER;
    }
    return new Unification(before, after, old, now).compare();
  }

  private static RowExpr all(List<RowExpr> conditions) {
    return conditions.size() == 1
        ? conditions.getFirst()
        : conditions.isEmpty()
            ? new RowExpr.Constant(true, ValueType.BOOLEAN)
            : new RowExpr.Call(
                Function.AND,
                conditions,
                ValueType.BOOLEAN,
                conditions.stream().anyMatch(RowExpr::nullable));
  }

  private static final class Unification {
    private final Part before;
    private final Part after;
    private final Side old;
    private final Side now;
    private final Map<RowExpr, RowExpr> oldAtoms = new HashMap<>();
    private final Map<RowExpr, RowExpr> newAtoms = new HashMap<>();

    Unification(Part before, Part after, Side old, Side now) {
      this.before = before;
      this.after = after;
      this.old = old;
      this.now = now;
    }

    RowsRead compare() {
      if (!unify()) {
        return OTHER;
      }
      RowExpr was = condition(before.filters(), oldAtoms);
      RowExpr is = condition(after.filters(), newAtoms);
      if (was.equals(is)) {
        return SAME;
      }
      boolean fewer = FilterReasoner.implies(is, was, now.catalog());
      boolean more = FilterReasoner.implies(was, is, now.catalog());
      return fewer ? (more ? SAME : FEWER) : more ? MORE : OTHER;
    }

    private static RowExpr condition(List<RowExpr> filters, Map<RowExpr, RowExpr> atoms) {
      return all(filters.stream().map(f -> Atoms.replace(f, atoms)).toList());
    }

    /** Whether every word that both sides use means one thing. */
    private boolean unify() {
      Set<RowExpr> olds = Atoms.of(before.filters());
      Set<RowExpr> news = Atoms.of(after.filters());
      Map<String, RowExpr> byMeaning = new HashMap<>();
      news.forEach(atom -> byMeaning.putIfAbsent(after.meaning().apply(atom), atom));
      for (RowExpr atom : news) {
        RowExpr first = byMeaning.get(after.meaning().apply(atom));
        if (first == null || !fits(atom, first, now, now)) {
          return false;
        }
        newAtoms.put(atom, first);
      }
      for (RowExpr atom : olds) {
        Optional<RowExpr> same = Optional.ofNullable(byMeaning.get(before.meaning().apply(atom)));
        boolean clear =
            same.isPresent()
                ? fits(atom, same.get(), old, now)
                : !news.contains(atom) && fits(atom, atom, old, now);
        if (!clear) {
          return false;
        }
        same.ifPresent(s -> oldAtoms.put(atom, s));
      }
      neverClaimed(olds);
      return isOneDay(olds) && isOneDay(news);
    }

    /** What one side says can be null, can be null. */
    private void neverClaimed(Set<RowExpr> olds) {
      for (RowExpr atom : olds) {
        RowExpr same = oldAtoms.get(atom);
        if (same != null && atom.nullable() && !same.nullable()) {
          RowExpr nullable = Atoms.nullable(same);
          newAtoms.replaceAll((x, to) -> to.equals(same) ? nullable : to);
          oldAtoms.replaceAll((x, to) -> to.equals(same) ? nullable : to);
        }
      }
    }

    /** Whether what is known of values is known on both sides. */
    private static boolean fits(RowExpr a, RowExpr b, Side sideOfA, Side sideOfB) {
      return a.type().equals(b.type()) && values(a, sideOfA).equals(values(b, sideOfB));
    }

    /** The only values that an atom can have; none: any. */
    private static Set<String> values(RowExpr atom, Side side) {
      if (!(atom instanceof RowExpr.Column column)) {
        return Set.of();
      }
      return side.catalog()
          .model(column.path().target())
          .flatMap(model -> model.field(column.field()))
          .map(Field::values)
          .map(values -> Set.copyOf(values.keySet()))
          .orElse(Set.of());
    }

    /** Instants are cut into days by the zone of their project. */
    private boolean isOneDay(Set<RowExpr> atoms) {
      return old.workspace().settings().timeZone().equals(now.workspace().settings().timeZone())
          || atoms.stream().noneMatch(a -> a.type().is(ValueType.Kind.TIMESTAMPTZ));
    }
  }
}
