package dev.mensura.check;

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
  private boolean foundCycle;

  Recheck(Catalog catalog, Declarations declarations, Analysis previous) {
    this.catalog = catalog;
    this.declarations = declarations;
    this.previous = previous;
    this.paths = previous.catalog() == catalog ? previous.paths() : new Paths(catalog);
  }

  Analysis run() {
    if (previous.catalog() != catalog || previous.isCyclic()) {
      return fromScratch();
    }
    Set<Key> changed = declarations.changes(previous.declarations());
    var outcomes = new HashMap<Key, Outcome>(previous.outcomes());
    changed.forEach(outcomes::remove);
    Set<Key> checked = stale(changed, outcomes);
    checked.addAll(callers(changed, outcomes));
    checked.forEach(outcomes::remove);
    check(checked, outcomes);
    Set<Key> reached = reached(looksDifferent(checked, outcomes), outcomes);
    boolean settled = update(reached, checked, outcomes);
    if (!settled || foundCycle || isCyclic(checked, outcomes)) {
      return fromScratch();
    }
    forget(checked, outcomes);
    var telling = new HashSet<Key>(previous.telling());
    telling.removeAll(changed);
    telling.removeAll(checked);
    return analysis(outcomes, tell(checked, outcomes, telling));
  }

  /** The members of changed families, and all that called one of them, or a member that did. */
  private static Set<Key> callers(Set<Key> changed, Map<Key, Outcome> outcomes) {
    var members = new HashSet<Key>();
    for (Key key : outcomes.keySet()) {
      if (key instanceof Key.OfMember m && changed.contains(new Key.OfFamily(m.family()))) {
        members.add(key);
      }
    }
    var found = new LinkedHashSet<Key>(members);
    while (!members.isEmpty()) {
      Set<Key> callers = dependents(members, outcomes);
      callers.removeAll(found);
      found.addAll(callers);
      members = new HashSet<>(callers);
      members.removeIf(key -> !(key instanceof Key.OfMember));
    }
    return found;
  }

  /** Members that nothing calls any more. */
  private void forget(Set<Key> checked, Map<Key, Outcome> outcomes) {
    boolean mayBe =
        checked.stream()
            .map(previous.outcomes()::get)
            .anyMatch(before ->
                before != null
                    && before.saw().keySet().stream().anyMatch(Key.OfMember.class::isInstance));
    if (mayBe) {
      var called = new HashSet<Key>();
      outcomes.forEach((key, outcome) -> {
        if (!(key instanceof Key.OfMember)) {
          called.addAll(reachedMembers(outcome, outcomes, called));
        }
      });
      outcomes.keySet().removeIf(key -> key instanceof Key.OfMember && !called.contains(key));
    }
  }

  private static Set<Key> reachedMembers(Outcome from, Map<Key, Outcome> outcomes, Set<Key> known) {
    var found = new HashSet<Key>();
    var open = new ArrayList<Outcome>(List.of(from));
    while (!open.isEmpty()) {
      for (Key key : open.removeLast().saw().keySet()) {
        Outcome outcome = outcomes.get(key);
        if (key instanceof Key.OfMember
            && outcome != null
            && !known.contains(key)
            && found.add(key)) {
          open.add(outcome);
        }
      }
    }
    return found;
  }

  private Set<Key> looksDifferent(Set<Key> keys, Map<Key, Outcome> outcomes) {
    var different = new HashSet<Key>();
    for (Key key : keys) {
      Outcome before = previous.outcomes().get(key);
      Outcome after = outcomes.get(key);
      if (before == null || after == null || !View.of(before).equals(View.of(after))) {
        different.add(key);
      }
    }
    return different;
  }

  private Analysis fromScratch() {
    var outcomes = new HashMap<Key, Outcome>();
    check(declarations.all().keySet(), outcomes);
    return analysis(outcomes, tell(outcomes.keySet(), outcomes, new HashSet<>()));
  }

  private static Set<Key> tell(Set<Key> keys, Map<Key, Outcome> outcomes, Set<Key> into) {
    for (Key key : keys) {
      Outcome outcome = outcomes.get(key);
      boolean tells = outcome != null && !outcome.diagnostics().isEmpty();
      if (tells && !(key instanceof Key.OfMember)) {
        into.add(key);
      }
    }
    return into;
  }

  private Analysis analysis(Map<Key, Outcome> outcomes, Set<Key> telling) {
    return new Analysis(catalog, declarations, paths, outcomes, telling);
  }

  /** What must be checked because of changes in the set of declarations. */
  private Set<Key> stale(Set<Key> changed, Map<Key, Outcome> kept) {
    var stale = new LinkedHashSet<Key>();
    var comeOrGone = new HashSet<Key>();
    boolean sameNames = true;
    for (Key key : changed) {
      boolean declared = declarations.all().containsKey(key);
      if (declared) {
        stale.add(key);
      }
      if (declared != previous.outcomes().containsKey(key)) {
        comeOrGone.add(key);
        sameNames &= !(key instanceof Key.OfMetric);
      }
    }
    stale.addAll(dependents(comeOrGone, kept));
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
      return new LinkedHashSet<>();
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

  /** Everything that saw one of {@code keys}, or something that saw it. */
  private static Set<Key> reached(Set<Key> keys, Map<Key, Outcome> outcomes) {
    if (keys.isEmpty()) {
      return Set.of();
    }
    var seenBy = new HashMap<Key, List<Key>>();
    outcomes.forEach((key, outcome) -> {
      for (Key seen : outcome.saw().keySet()) {
        seenBy.computeIfAbsent(seen, k -> new ArrayList<>()).add(key);
      }
    });
    var found = new LinkedHashSet<Key>();
    var open = new ArrayList<Key>(keys);
    while (!open.isEmpty()) {
      for (Key next : seenBy.getOrDefault(open.removeLast(), List.of())) {
        if (found.add(next)) {
          open.add(next);
        }
      }
    }
    return found;
  }

  /**
   * Checks those of {@code reached} again to whom something looks different, each after what it
   * names.
   *
   * @return whether that settled everything; a change of what names mean may come too late for some
   */
  private boolean update(Set<Key> reached, Set<Key> checked, Map<Key, Outcome> outcomes) {
    var session = new CheckSession(catalog, declarations, paths, outcomes);
    List<Key> order = Order.of(reached, declarations);
    // They are made anew by those who call them, all of whom are reached too.
    reached.stream().filter(Key.OfMember.class::isInstance).forEach(outcomes::remove);
    DeepStack.run(
        order.size() > FEW,
        () -> {
          for (Key key : order) {
            if (isOutdated(key, outcomes)) {
              outcomes.remove(key);
              session.outcome(key);
              checked.add(key);
            }
          }
        });
    foundCycle |= session.foundCycle();
    return order.stream().noneMatch(key -> isOutdated(key, outcomes));
  }

  private boolean isOutdated(Key key, Map<Key, Outcome> outcomes) {
    Outcome outcome = outcomes.get(key);
    return outcome == null
        || outcome.saw().entrySet().stream()
            .anyMatch(seen -> !seen.getValue().equals(view(seen.getKey(), outcomes)));
  }

  private Object view(Key key, Map<Key, Outcome> outcomes) {
    Outcome outcome = outcomes.get(key);
    return outcome == null ? View.ABSENT : View.of(outcome);
  }

  private void check(Set<Key> keys, Map<Key, Outcome> outcomes) {
    var session = new CheckSession(catalog, declarations, paths, outcomes);
    List<Key> order = keys.size() == 1 ? List.copyOf(keys) : Order.of(keys, declarations);
    DeepStack.run(order.size() > FEW, () -> order.forEach(session::outcome));
    foundCycle |= session.foundCycle();
  }

  /** Whether one of {@code starts} depends on itself through others. */
  private static boolean isCyclic(Set<Key> starts, Map<Key, Outcome> outcomes) {
    var entered = new HashSet<Key>();
    var left = new HashSet<Key>();
    var open = new ArrayList<Key>(starts);
    while (!open.isEmpty()) {
      Key key = open.getLast();
      if (entered.add(key)) {
        Outcome outcome = outcomes.get(key);
        for (Key next : outcome == null ? Set.<Key>of() : outcome.saw().keySet()) {
          if (!entered.contains(next)) {
            open.add(next);
          } else if (!left.contains(next)) {
            return true;
          }
        }
      } else {
        open.removeLast();
        left.add(key);
      }
    }
    return false;
  }
}
