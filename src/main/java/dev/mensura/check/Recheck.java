package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.model.Catalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks what may have changed since an earlier check, and keeps the rest. */
final class Recheck {
  /** So many checks nest in one another without a stack of their own. */
  private static final int FEW = 50;

  private final Catalog catalog;
  private final Declarations declarations;
  private final Analysis previous;
  private final Paths paths;

  Recheck(Catalog catalog, Declarations declarations, Analysis previous) {
    this.catalog = catalog;
    this.declarations = declarations;
    this.previous = previous;
    this.paths = previous.catalog() == catalog ? previous.paths() : new Paths(catalog);
  }

  Analysis run() {
    if (previous.catalog() != catalog || hasCycle(previous.outcomes())) {
      return fromScratch();
    }
    Map<Key, Outcome> outcomes = kept();
    Set<Key> changed = changed(outcomes);
    Set<Key> stale = stale(changed, outcomes);
    var checked = new HashSet<Key>();
    while (!stale.isEmpty()) {
      stale.forEach(outcomes::remove);
      check(stale, outcomes);
      checked.addAll(stale);
      var different = new HashSet<Key>();
      for (Key key : stale) {
        Outcome before = previous.outcomes().get(key);
        Outcome after = outcomes.get(key);
        if (before == null
            || after == null
            || !View.of(before.result()).equals(View.of(after.result()))) {
          different.add(key);
        }
      }
      stale = dependents(different, outcomes);
      // Only a cycle makes a check depend on one that was made after it in the same run.
      if (stale.stream().anyMatch(checked::contains)) {
        return fromScratch();
      }
    }
    boolean cyclic =
        hasCycle(outcomes) || checked.stream().anyMatch(k -> reachesItself(k, outcomes));
    return cyclic ? fromScratch() : new Analysis(catalog, declarations, paths, outcomes);
  }

  private Analysis fromScratch() {
    var outcomes = new HashMap<Key, Outcome>();
    check(declarations.all().keySet(), outcomes);
    return new Analysis(catalog, declarations, paths, outcomes);
  }

  private static boolean hasCycle(Map<Key, Outcome> outcomes) {
    return outcomes.values().stream()
        .anyMatch(o ->
            o.diagnostics().stream()
                .anyMatch(d -> d.code() == Code.METRIC_CYCLE || d.code() == Code.FIELD_CYCLE));
  }

  /** The outcomes of declarations that are still the same. */
  private Map<Key, Outcome> kept() {
    var kept = new HashMap<Key, Outcome>(previous.outcomes().size() * 2);
    declarations
        .all()
        .forEach((key, declared) -> {
          Outcome outcome = previous.outcomes().get(key);
          if (outcome != null && outcome.isOf(declared)) {
            kept.put(key, outcome);
          }
        });
    return kept;
  }

  /** What is new, gone or declared otherwise. */
  private Set<Key> changed(Map<Key, Outcome> kept) {
    var changed = new LinkedHashSet<Key>();
    for (Key key : declarations.all().keySet()) {
      if (!kept.containsKey(key)) {
        changed.add(key);
      }
    }
    for (Key key : previous.outcomes().keySet()) {
      if (!declarations.all().containsKey(key)) {
        changed.add(key);
      }
    }
    return changed;
  }

  /** What must be checked because of changes in the set of declarations. */
  private Set<Key> stale(Set<Key> changed, Map<Key, Outcome> kept) {
    boolean sameNames = declarations.metricNames().equals(previous.declarations().metricNames());
    var stale = new LinkedHashSet<Key>();
    var gone = new HashSet<Key>();
    for (Key key : changed) {
      if (declarations.all().containsKey(key)) {
        stale.add(key);
      }
      boolean appeared = !previous.outcomes().containsKey(key);
      if (appeared || !declarations.all().containsKey(key)) {
        gone.add(key);
      }
    }
    stale.addAll(dependents(gone, kept));
    if (!sameNames) {
      kept.forEach((key, outcome) -> {
        if (outcome.sawNames()) {
          stale.add(key);
        }
      });
    }
    return stale;
  }

  private static Set<Key> dependents(Set<Key> of, Map<Key, Outcome> outcomes) {
    if (of.isEmpty()) {
      return Set.of();
    }
    var found = new LinkedHashSet<Key>();
    outcomes.forEach((key, outcome) -> {
      for (Key seen : outcome.saw().keySet()) {
        if (of.contains(seen)) {
          found.add(key);
          break;
        }
      }
    });
    return found;
  }

  private void check(Set<Key> keys, Map<Key, Outcome> outcomes) {
    var session = new CheckSession(catalog, declarations, paths, outcomes);
    List<Key> order = keys.size() == 1 ? List.copyOf(keys) : Order.of(keys, declarations);
    DeepStack.run(order.size() > FEW, () -> order.forEach(session::outcome));
  }

  /** Whether a declaration depends on itself through others. */
  private static boolean reachesItself(Key start, Map<Key, Outcome> outcomes) {
    var seen = new HashSet<Key>();
    var open = new ArrayList<Key>(List.of(start));
    while (!open.isEmpty()) {
      Outcome outcome = outcomes.get(open.removeLast());
      if (outcome == null) {
        continue;
      }
      for (Key next : outcome.saw().keySet()) {
        if (next.equals(start)) {
          return true;
        }
        if (seen.add(next)) {
          open.add(next);
        }
      }
    }
    return false;
  }
}
