package dev.mensura.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.compare.Comparison;
import dev.mensura.compare.Difference;
import dev.mensura.compare.Equivalents;
import dev.mensura.compiler.Workspace;
import dev.mensura.registry.Registry;
import java.util.List;
import java.util.Optional;

/** What metrics mean, worked out anew only where a change reaches. Threads may share it. */
final class Meanings {
  private Equivalents known = Equivalents.NONE;
  private Workspace knownOf = Workspace.EMPTY;

  /** What the compiler has found of a metric, as a registry keeps it. */
  static ObjectNode entry(String name, String definition, Workspace workspace) {
    return Registry.kept(name, definition, workspace.analysis())
        .orElseThrow(() -> new IllegalStateException("metric " + name + " was checked"));
  }

  /** Other metrics that mean the same. */
  List<String> equal(String name, Draft draft) {
    return of(draft.before().workspace()).of(name, draft.after());
  }

  /** What is known of all metrics of a project; takes a while the first time. */
  @SuppressWarnings("ReferenceEquality")
  synchronized Equivalents of(Workspace workspace) {
    if (knownOf != workspace) {
      known = known.next(workspace);
      knownOf = workspace;
    }
    return known;
  }

  /** Notes that what was drafted is so now, and that one metric is new or changed by it. */
  @SuppressWarnings("ReferenceEquality")
  synchronized void note(String name, Draft draft) {
    if (knownOf == draft.before().workspace()) {
      known = known.with(name, draft.after());
      knownOf = draft.after();
    }
  }

  /** What a change makes of a metric that was there before. */
  static Optional<Difference> difference(String name, Draft draft) {
    return Comparison.ofMetric(name, draft.before().workspace(), draft.after());
  }
}
