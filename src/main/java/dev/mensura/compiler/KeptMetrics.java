package dev.mensura.compiler;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.registry.store.FileStore;
import dev.mensura.registry.store.Snapshot;
import dev.mensura.registry.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a registry keeps, as far as it can be read.
 *
 * @param broken why the registry can't be read; what is known of it is older then
 * @param problems what stands in the way of single entries, by metric
 */
record KeptMetrics(
    Snapshot snapshot, Optional<Diagnostic> broken, SortedMap<String, List<Diagnostic>> problems) {
  KeptMetrics {
    problems = Collections.unmodifiableSortedMap(new TreeMap<>(problems));
  }

  static KeptMetrics read(Path registry) {
    try {
      return new KeptMetrics(
          FileStore.open(registry).read(), Optional.empty(), Collections.emptySortedMap());
    } catch (StoreException e) {
      return new KeptMetrics(
          Snapshot.EMPTY, Optional.of(e.diagnostic()), Collections.emptySortedMap());
    }
  }

  KeptMetrics with(Map<String, List<Diagnostic>> problems) {
    return new KeptMetrics(snapshot, broken, new TreeMap<>(problems));
  }

  KeptMetrics broken(Diagnostic why) {
    return new KeptMetrics(snapshot, Optional.of(why), problems);
  }

  List<Diagnostic> diagnostics() {
    List<Diagnostic> all = new ArrayList<>();
    broken.ifPresent(all::add);
    problems.values().forEach(all::addAll);
    return all;
  }
}
