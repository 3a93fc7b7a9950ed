package dev.mensura.check;

import dev.mensura.ir.Grouping;
import dev.mensura.ir.Leaf;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.Query;
import dev.mensura.ir.Regrouping;
import dev.mensura.ir.RowExpr;
import dev.mensura.syntax.ast.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Says which models must reach a group: those of which some leaf is told apart by it. All others
 * are spread over it.
 */
final class Spread {
  private final Scope scope;
  private final MetricTyper metrics;
  private final SortedSet<String> bases;
  private final Collection<Leaf> leaves;

  /**
   * @param read all that a query reads, each known
   */
  Spread(Scope scope, MetricTyper metrics, SortedSet<String> bases, List<MetricExpr> read) {
    this.scope = scope;
    this.metrics = metrics;
    this.bases = bases;
    this.leaves =
        Reductions.of(read, metrics)
            .<Collection<Leaf>>map(r -> r.leaves().keySet())
            .orElse(List.of());
  }

  /**
   * Who must reach a group, and what the others see of it.
   *
   * @param others those that reach it too
   */
  record Over(SortedSet<String> needed, SortedMap<String, RowExpr> others) {}

  Over over(Path path) {
    var all = new Over(bases, Collections.emptySortedMap());
    boolean ranks =
        !leaves.isEmpty()
            && bases.stream().anyMatch(b -> leaves.stream().noneMatch(l -> l.base().equals(b)));
    if (!ranks && leaves.stream().allMatch(leaf -> leaf.groupings().isEmpty())) {
      return all;
    }
    var quiet = new MetricTyper(scope, new Findings(metrics.findings.file()));
    Optional<List<Coordinates.Found>> seen = new Coordinates(quiet).of(path, bases);
    if (seen.isEmpty() || seen.get().size() != 1) {
      return all;
    }
    Query.Group group = Regrouping.group(seen.get().getFirst().coordinate());
    SortedSet<String> needed = new TreeSet<>();
    for (Leaf leaf : leaves) {
      if (keeps(leaf, group)) {
        needed.add(leaf.base());
      }
    }
    if (needed.isEmpty()) {
      needed.addAll(bases);
      needed.retainAll(group.values().keySet());
    }
    return needed.isEmpty() ? all : new Over(needed, group.values());
  }

  private boolean keeps(Leaf leaf, Query.Group group) {
    Optional<RowExpr> time = leaf.time().or(() -> scope.time(leaf.base()));
    var regrouping = new Regrouping(leaf.base(), time, scope.catalog());
    return leaf.groupings().stream()
        .noneMatch(g -> g instanceof Grouping.Across across && regrouping.drops(across, group));
  }
}
