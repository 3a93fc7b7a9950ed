package dev.mensura.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of declarations so far: what is new goes into one map and may be found in two. */
final class Outcomes {
  private final Map<Key, Outcome> known;
  private final Map<Key, Outcome> added;

  /**
   * @param known only read
   * @param added where what is new goes to; may be {@code known}
   */
  Outcomes(Map<Key, Outcome> known, Map<Key, Outcome> added) {
    this.known = known;
    this.added = added;
  }

  @Nullable Outcome get(Key key) {
    Outcome outcome = added.get(key);
    return outcome == null ? known.get(key) : outcome;
  }

  void put(Key key, Outcome outcome) {
    added.put(key, outcome);
  }

  /** Whether a check needs more members of families than so many, those included that they need. */
  boolean needsMoreThan(int most, Set<Key> saw) {
    if (known.size() + added.size() <= most) {
      return false;
    }
    Set<Key> found = new HashSet<>();
    List<Key> open = new ArrayList<>();
    enter(saw, found, open);
    while (!open.isEmpty() && found.size() <= most) {
      Outcome outcome = get(open.removeLast());
      enter(outcome == null ? Set.of() : outcome.saw().keySet(), found, open);
    }
    return found.size() > most;
  }

  private static void enter(Set<Key> keys, Set<Key> found, List<Key> open) {
    for (Key key : keys) {
      if (key instanceof Key.OfMember && found.add(key)) {
        open.add(key);
      }
    }
  }
}
