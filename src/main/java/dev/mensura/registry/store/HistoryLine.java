package dev.mensura.registry.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A version of a metric.
 *
 * @param after the version that it took the place of; 0 for none
 * @param definition in the language: as it was from then on, or, where the metric was taken away,
 *     until then; none if it was kept in the structured form alone
 * @param entry the structured form, where there is no definition
 */
public record HistoryLine(
    String metric,
    int version,
    int after,
    Action action,
    Instant at,
    String by,
    Optional<String> why,
    Optional<String> definition,
    Optional<ObjectNode> entry) {
  /** Whether the metric was not kept any more. */
  public boolean removes() {
    return action.removes();
  }
}
