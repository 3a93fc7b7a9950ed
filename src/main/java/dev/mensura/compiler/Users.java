package dev.mensura.compiler;

import dev.mensura.check.Analysis;
import dev.mensura.check.Assertion;
import dev.mensura.check.Declared;
import dev.mensura.source.Place;
import dev.mensura.syntax.ast.Declaration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What uses some metrics, through others too.
 *
 * @param metrics by name
 * @param queries declared ones, by name
 * @param checks tests and assertions as they begin, {@code test "…"} and {@code assert …}, and
 *     where they stand
 */
public record Users(
    SortedSet<String> metrics, SortedSet<String> queries, SortedMap<String, Place> checks) {
  /** Nothing uses them. */
  public static final Users NONE = new Users(new TreeSet<>(), new TreeSet<>(), new TreeMap<>());

  public Users {
    metrics = Collections.unmodifiableSortedSet(metrics);
    queries = Collections.unmodifiableSortedSet(queries);
    checks = Collections.unmodifiableSortedMap(checks);
  }

  /** The same users but for some metrics. */
  public Users without(Collection<String> gone) {
    var left = new TreeSet<>(metrics);
    left.removeAll(gone);
    return new Users(left, queries, checks);
  }

  /** What uses one metric or several, which are not among them. */
  public static Users of(Collection<String> used, Analysis analysis) {
    Map<String, SortedSet<String>> direct = new HashMap<>();
    for (String name : analysis.metricDeclarations().keySet()) {
      analysis.uses(name).forEach(u -> direct.computeIfAbsent(u, x -> new TreeSet<>()).add(name));
    }
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
          if (meet(query.uses(), used) || meet(query.uses(), metrics)) {
            queries.add(name);
          }
        });
    var all = new TreeSet<>(metrics);
    all.addAll(used);
    return new Users(metrics, queries, checks(all, analysis));
  }

  private static SortedMap<String, Place> checks(Collection<String> used, Analysis analysis) {
    var checks = new TreeMap<String, Place>();
    analysis
        .testDeclarations()
        .forEach((name, declared) -> {
          if (analysis.test(name).filter(t -> meet(t.uses(), used)).isPresent()) {
            Place place = new Place(declared.file(), declared.declaration().name().span());
            checks.put("test \"" + name + "\"", place);
          }
        });
    for (Declared<Declaration.Assert> declared : analysis.assertDeclarations()) {
      analysis
          .assertion(declared)
          .filter(a -> meet(a.uses(), used))
          .map(Assertion::text)
          .ifPresent(text -> {
            Place place = new Place(declared.file(), declared.declaration().condition().span());
            checks.put("assert " + text, place);
          });
    }
    return checks;
  }

  private static boolean meet(Collection<String> uses, Collection<String> used) {
    return uses.stream().anyMatch(used::contains);
  }

  public boolean isEmpty() {
    return metrics.isEmpty() && queries.isEmpty() && checks.isEmpty();
  }

  /** What some metrics are made of, through others too; they themselves are not among it. */
  public static SortedSet<String> used(Collection<String> metrics, Analysis analysis) {
    var used = new TreeSet<String>();
    Deque<String> open = new ArrayDeque<>(metrics);
    while (!open.isEmpty()) {
      analysis.uses(open.pop()).stream()
          .filter(u -> !metrics.contains(u) && used.add(u))
          .forEach(open::push);
    }
    return used;
  }

  /** All names, the metrics first and the checks last. */
  public List<String> names() {
    List<String> names = new ArrayList<>(metrics);
    names.addAll(queries);
    names.addAll(checks.keySet());
    return names;
  }
}
