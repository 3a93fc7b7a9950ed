package dev.mensura.registry.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every version of every metric that was ever kept.
 *
 * <p>A line is written before the change that it tells of takes effect. What a killed writer left
 * is a line of a version that no kept metric has and no later line comes after; such lines are left
 * out here.
 */
public final class History {
  private final SortedMap<String, List<HistoryLine>> metrics;

  private History(SortedMap<String, List<HistoryLine>> metrics) {
    this.metrics = Collections.unmodifiableSortedMap(metrics);
  }

  /**
   * @param lines as written
   * @param kept read before the lines were
   */
  static History of(Collection<HistoryLine> lines, Snapshot kept) {
    Map<String, List<HistoryLine>> byMetric = new HashMap<>();
    for (HistoryLine line : lines) {
      byMetric.computeIfAbsent(line.metric(), m -> new ArrayList<>()).add(line);
    }
    var metrics = new TreeMap<String, List<HistoryLine>>();
    byMetric.forEach((metric, all) -> {
      List<HistoryLine> effective = effective(all, kept.metric(metric));
      if (!effective.isEmpty()) {
        metrics.put(metric, effective);
      }
    });
    return new History(metrics);
  }

  /** From the version that is kept, each time to the one that it took the place of. */
  private static List<HistoryLine> effective(List<HistoryLine> lines, Optional<Kept> kept) {
    var versions = new TreeMap<Integer, List<HistoryLine>>();
    for (HistoryLine line : lines) {
      versions.computeIfAbsent(line.version(), v -> new ArrayList<>()).add(line);
    }
    var effective = new ArrayDeque<HistoryLine>();
    int head = kept.map(Kept::version).orElseGet(() -> lastRemoval(lines));
    // A version that this file doesn't have is somebody else's; the one below it is next.
    var at = versions.floorEntry(head);
    while (at != null) {
      List<HistoryLine> same = at.getValue();
      same.reversed().forEach(effective::addFirst);
      int after = same.stream().mapToInt(HistoryLine::after).max().orElse(0);
      at = versions.floorEntry(Math.min(after, at.getKey() - 1));
    }
    return List.copyOf(effective);
  }

  private static int lastRemoval(List<HistoryLine> lines) {
    return lines.stream()
        .filter(HistoryLine::removes)
        .mapToInt(HistoryLine::version)
        .max()
        .orElse(0);
  }

  /** The versions of each metric, the oldest first; metrics that are gone have theirs too. */
  public SortedMap<String, List<HistoryLine>> metrics() {
    return metrics;
  }

  /** The versions of one metric, the oldest first; none if it was never kept. */
  public List<HistoryLine> of(String metric) {
    return metrics.getOrDefault(metric, List.of());
  }

  /** One version of a metric. */
  public Optional<HistoryLine> of(String metric, int version) {
    return of(metric).stream().filter(line -> line.version() == version).findFirst();
  }
}
