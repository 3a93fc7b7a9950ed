package dev.mensura.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.compare.Difference;
import dev.mensura.compiler.Users;
import dev.mensura.compiler.Workspace;
import dev.mensura.registry.store.Kept;
import dev.mensura.registry.store.Snapshot;
import java.util.List;
import java.util.Optional;

/**
 * A metric that was defined, changed or restored, or would be.
 *
 * @param kept as it is kept now; none if it was only tried
 * @param entry what the compiler found of it
 * @param equal names of metrics that mean the same
 * @param difference what the change made of it; none if it is new
 * @param users what uses it, through others too
 * @param workspace in which it has its place
 */
public record Defined(
    String name,
    What what,
    Optional<Kept> kept,
    ObjectNode entry,
    List<String> equal,
    Optional<Difference> difference,
    Users users,
    Workspace workspace) {
  /** What happened. */
  public enum What {
    CREATED,
    CHANGED,
    /** It was the same before, so there is no new version. */
    UNCHANGED
  }

  public Defined {
    equal = List.copyOf(equal);
  }

  /** The same, kept or only tried. */
  Defined as(Optional<Snapshot> after) {
    Optional<Kept> now = after.flatMap(a -> a.metric(name));
    return new Defined(name, what, now, entry, equal, difference, users, workspace);
  }
}
