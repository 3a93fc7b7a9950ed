package dev.mensura.check;

import dev.mensura.ir.JoinPath;
import dev.mensura.model.Catalog;
import dev.mensura.model.Edge;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the walks of joins from one model to another that come into question when only the other
 * model is named: those that pass no model twice and multiply rows the fewest times. More than one
 * is an ambiguity.
 */
final class Ways {
  /** No sensible graph of joins needs more steps; a hostile one is cut off. */
  private static final int MOST_STEPS = 20_000;

  private final Catalog catalog;
  private final Map<List<String>, List<JoinPath>> known = new ConcurrentHashMap<>();

  Ways(Catalog catalog) {
    this.catalog = catalog;
  }

  /** The walks in question, none if no joins connect the two. */
  List<JoinPath> between(String from, String to) {
    if (from.equals(to)) {
      return List.of(JoinPath.at(from));
    }
    return known.computeIfAbsent(List.of(from, to), key -> search(from, to));
  }

  private List<JoinPath> search(String from, String to) {
    for (int toMany = 0; toMany <= 3; toMany++) {
      var search = new Search(to);
      search.walk(JoinPath.at(from), toMany, new HashSet<>(Set.of(from)));
      if (!search.found.isEmpty()) {
        return List.copyOf(search.found);
      }
    }
    return List.of();
  }

  private final class Search {
    private final String to;
    private final List<JoinPath> found = new ArrayList<>();
    private int steps;

    Search(String to) {
      this.to = to;
    }

    /** Adds the walks that multiply rows exactly {@code toMany} times. */
    void walk(JoinPath path, int toMany, Set<String> seen) {
      for (Edge edge : catalog.edges(path.target())) {
        int left = edge.isToOne() ? toMany : toMany - 1;
        if (left < 0 || seen.contains(edge.to()) || steps++ > MOST_STEPS) {
          continue;
        }
        if (edge.to().equals(to)) {
          if (left == 0) {
            found.add(path.then(edge));
          }
        } else {
          seen.add(edge.to());
          walk(path.then(edge), left, seen);
          seen.remove(edge.to());
        }
      }
    }
  }
}
