package dev.mensura.registry.store;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is kept at one moment. A store gives the same object as long as nothing changes, so whoever
 * makes something of it can tell by identity whether to make it anew.
 */
public final class Snapshot {
  /** A key of the file's outermost object and what stands with it; nothing for our own keys. */
  record Member(String key, @Nullable Slice text) {}

  static final String METRICS = "metrics";
  static final String LAST_UPDATED = "last_updated";

  /** Nothing was ever kept. */
  public static final Snapshot EMPTY =
      new Snapshot(
          new TreeMap<>(),
          List.of(new Member(METRICS, null), new Member(LAST_UPDATED, null)),
          Optional.empty(),
          Stamp.ABSENT);

  private final SortedMap<String, Kept> metrics;
  private final List<Member> members;
  private final Optional<String> lastUpdated;
  private final Stamp stamp;

  Snapshot(
      SortedMap<String, Kept> metrics,
      List<Member> members,
      Optional<String> lastUpdated,
      Stamp stamp) {
    this.metrics = Collections.unmodifiableSortedMap(metrics);
    this.members = List.copyOf(members);
    this.lastUpdated = lastUpdated;
    this.stamp = stamp;
  }

  /** All metrics by name. */
  public SortedMap<String, Kept> metrics() {
    return metrics;
  }

  public Optional<Kept> metric(String name) {
    return Optional.ofNullable(metrics.get(name));
  }

  /** As written, usually an ISO time; none if nothing was ever kept. */
  public Optional<String> lastUpdated() {
    return lastUpdated;
  }

  List<Member> members() {
    return members;
  }

  Stamp stamp() {
    return stamp;
  }

  Snapshot stamped(Stamp as) {
    return new Snapshot(metrics, members, lastUpdated, as);
  }
}
