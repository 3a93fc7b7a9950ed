package dev.mensura.live;

import dev.mensura.compiler.Users;
import dev.mensura.registry.store.Kept;
import java.util.List;

/**
 * What was deleted, or would be.
 *
 * @param metrics as they were kept, the one that was named and those that went with it
 * @param broken what used them and is left with an error
 */
public record Removed(String name, List<Kept> metrics, Users broken) {
  public Removed {
    metrics = List.copyOf(metrics);
  }
}
