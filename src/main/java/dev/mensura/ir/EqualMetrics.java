package dev.mensura.ir;

import dev.mensura.model.Catalog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fingerprints of a project, and the metrics that share one. Immutable; the next one starts
 * from it and works out only what a change reaches.
 */
public final class EqualMetrics {
  /** Of a project without metrics. */
  public static final EqualMetrics NONE =
      new EqualMetrics(Catalog.EMPTY, Map.of(), Collections.emptySortedMap(), new TreeMap<>());

  private final Catalog catalog;
  private final Map<String, ModelRows> rows;
  private final SortedMap<String, Metric> metrics;
  private final SortedMap<String, String> fingerprints;

  private EqualMetrics(
      Catalog catalog,
      Map<String, ModelRows> rows,
      SortedMap<String, Metric> metrics,
      SortedMap<String, String> fingerprints) {
    this.catalog = catalog;
    this.rows = rows;
    this.metrics = metrics;
    this.fingerprints = Collections.unmodifiableSortedMap(fingerprints);
  }

  /**
   * Those of a changed project.
   *
   * @param metrics all checked metrics, by name; those that didn't change the same objects as
   *     before
   * @param rows what each model says of its rows
   */
  public EqualMetrics next(
      SortedMap<String, Metric> metrics, Catalog catalog, Function<String, ModelRows> rows) {
    return next(metrics, name -> Optional.ofNullable(metrics.get(name)), catalog, rows);
  }

  /**
   * Those of a changed project with families.
   *
   * @param all finds a checked metric by its name, members of families too
   */
  public EqualMetrics next(
      SortedMap<String, Metric> metrics,
      Function<String, Optional<Metric>> all,
      Catalog catalog,
      Function<String, ModelRows> rows) {
    Map<String, ModelRows> newRows =
        catalog.names().stream().collect(Collectors.toMap(name -> name, rows));
    boolean sameModels = catalog == this.catalog && newRows.equals(this.rows);
    Set<String> changed = sameModels ? reached(metrics) : metrics.keySet();
    var texts = new TreeMap<String, String>();
    fingerprints.forEach((name, text) -> {
      if (metrics.containsKey(name) && !changed.contains(name)) {
        texts.put(name, text);
      }
    });
    texts.putAll(Fingerprints.of(all, changed, catalog, rows));
    return new EqualMetrics(catalog, newRows, metrics, texts);
  }

  /** The metrics that are new or other ones now, and all that use them, through others too. */
  private Set<String> reached(SortedMap<String, Metric> now) {
    Map<String, List<String>> users = new HashMap<>();
    Deque<String> open = new ArrayDeque<>();
    now.forEach((name, metric) -> {
      metric.uses().forEach(used -> users.computeIfAbsent(used, x -> new ArrayList<>()).add(name));
      if (!isSame(metric, metrics.get(name))) {
        open.push(name);
      }
    });
    Set<String> reached = new HashSet<>();
    while (!open.isEmpty()) {
      String name = open.pop();
      if (reached.add(name)) {
        users.getOrDefault(name, List.of()).forEach(open::push);
      }
    }
    return reached;
  }

  /** Metrics that didn't change are mostly the same object: looking into them would take longer. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(Metric now, @Nullable Metric before) {
    return now == before || now.equals(before);
  }

  /** The fingerprint of each metric, by name. */
  public SortedMap<String, String> fingerprints() {
    return fingerprints;
  }

  /**
   * The names of metrics that mean the same, each group and all groups in natural order. A metric
   * that is nothing but another one's name is an alias and in no group.
   */
  public List<List<String>> groups() {
    Map<String, String> own = new HashMap<>();
    fingerprints.forEach((name, text) -> {
      Metric metric = metrics.get(name);
      if (metric != null && !(metric.expression() instanceof MetricExpr.Reference)) {
        own.put(name, text);
      }
    });
    return Fingerprints.groups(own);
  }
}
