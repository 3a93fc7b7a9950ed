package dev.mensura.compiler;

import dev.mensura.check.Analysis;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What uses some metrics, through others too.
 *
 * @param metrics by name
 * @param queries declared ones, by name
 */
public record Users(SortedSet<String> metrics, SortedSet<String> queries) {
  /** Nothing uses them. */
  public static final Users NONE = new Users(new TreeSet<>(), new TreeSet<>());

  public Users {
    metrics = Collections.unmodifiableSortedSet(metrics);
    queries = Collections.unmodifiableSortedSet(queries);
  }

  /** What uses one metric or several, which are not among them. */
  public static Users of(Collection<String> used, Analysis analysis) {
    Map<String, SortedSet<String>> direct = new HashMap<>();
    analysis
        .metrics()
        .forEach((name, metric) ->
            metric.uses().forEach(u -> direct.computeIfAbsent(u, x -> new TreeSet<>()).add(name)));
    var metrics = new TreeSet<String>();
    Deque<String> open = new ArrayDeque<>(used);
    while (!open.isEmpty()) {
      for (String user : direct.getOrDefault(open.pop(), new TreeSet<>())) {
        if (!used.contains(user) && metrics.add(user)) {
          open.push(user);
        }
      }
    }
    var queries = new TreeSet<String>();
    analysis
        .queries()
        .forEach((name, query) -> {
          if (query.uses().stream().anyMatch(u -> used.contains(u) || metrics.contains(u))) {
            queries.add(name);
          }
        });
    return new Users(metrics, queries);
  }

  public boolean isEmpty() {
    return metrics.isEmpty() && queries.isEmpty();
  }

  /** What some metrics are made of, through others too; they themselves are not among it. */
  public static SortedSet<String> used(Collection<String> metrics, Analysis analysis) {
    var used = new TreeSet<String>();
    Deque<String> open = new ArrayDeque<>(metrics);
    while (!open.isEmpty()) {
      analysis
          .metric(open.pop())
          .ifPresent(metric ->
              metric.uses().stream()
                  .filter(u -> !metrics.contains(u) && used.add(u))
                  .forEach(open::push));
    }
    return used;
  }

  /** All names, the metrics first. */
  public List<String> names() {
    List<String> names = new ArrayList<>(metrics);
    names.addAll(queries);
    return names;
  }
}
