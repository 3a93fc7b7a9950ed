package dev.mensura.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.check.Analysis;
import dev.mensura.compare.Equivalents;
import dev.mensura.compiler.Workspace;
import dev.mensura.ir.Fingerprints;
import dev.mensura.registry.Registry;
import java.util.List;
import java.util.Optional;

/** What metrics mean, worked out anew only where a change reaches. Threads may share it. */
final class Meanings {
  private Equivalents known = Equivalents.NONE;

  /** What the compiler has found of a metric, as a registry keeps it. */
  static ObjectNode entry(String name, String definition, Workspace workspace) {
    return Registry.kept(name, definition, workspace.analysis())
        .orElseThrow(() -> new IllegalStateException("metric " + name + " was checked"));
  }

  /** Other metrics that mean the same. */
  List<String> equal(String name, Workspace before, Workspace after) {
    Equivalents all;
    synchronized (this) {
      known = known.next(before);
      all = known;
    }
    return all.of(name, after);
  }

  /** Whether a metric means after a change what it meant before. */
  static boolean isSame(String name, Draft draft) {
    Optional<String> before = fingerprint(name, draft.before().workspace());
    return before.isPresent() && before.equals(fingerprint(name, draft.after()));
  }

  private static Optional<String> fingerprint(String name, Workspace workspace) {
    Analysis analysis = workspace.analysis();
    return Fingerprints.over(analysis::metric, analysis.catalog(), analysis::rows).of(name);
  }
}
