package dev.mensura.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.check.Analysis;
import dev.mensura.compiler.Workspace;
import dev.mensura.ir.EqualMetrics;
import dev.mensura.ir.Fingerprints;
import dev.mensura.registry.Registry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** What metrics mean, worked out anew only where a change reaches. Threads may share it. */
final class Meanings {
  private EqualMetrics known = EqualMetrics.NONE;

  /** What the compiler has found of a metric, as a registry keeps it. */
  static ObjectNode entry(String name, String definition, Workspace workspace) {
    return Registry.kept(name, definition, workspace.analysis())
        .orElseThrow(() -> new IllegalStateException("metric " + name + " was checked"));
  }

  /** Other metrics that mean the same. */
  List<String> equal(String name, Workspace workspace) {
    SortedMap<String, String> all;
    synchronized (this) {
      var analysis = workspace.analysis();
      known = known.next(analysis.metrics(), analysis.catalog(), analysis::rows);
      all = known.fingerprints();
    }
    Optional<String> own = Optional.ofNullable(all.get(name));
    return all.entrySet().stream()
        .filter(e -> own.equals(Optional.of(e.getValue())) && !e.getKey().equals(name))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Whether a metric means after a change what it meant before. */
  static boolean isSame(String name, Draft draft) {
    Optional<String> before = fingerprint(name, draft.before().workspace());
    return before.isPresent() && before.equals(fingerprint(name, draft.after()));
  }

  private static Optional<String> fingerprint(String name, Workspace workspace) {
    Analysis analysis = workspace.analysis();
    return Optional.ofNullable(
        Fingerprints.of(analysis.metrics(), Set.of(name), analysis.catalog(), analysis::rows)
            .get(name));
  }
}
