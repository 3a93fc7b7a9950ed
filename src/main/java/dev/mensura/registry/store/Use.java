package dev.mensura.registry.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A query that was answered.
 *
 * @param at when
 * @param by who asked
 * @param metrics that it named
 * @param parts the metrics that those are made of, through others too
 * @param rows that it gave
 * @param took how long it ran; kept in whole milliseconds
 */
public record Use(
    Instant at,
    String by,
    SortedSet<String> metrics,
    SortedSet<String> parts,
    long rows,
    Duration took) {
  public Use {
    metrics = Collections.unmodifiableSortedSet(new TreeSet<>(metrics));
    parts = Collections.unmodifiableSortedSet(new TreeSet<>(parts));
  }
}
