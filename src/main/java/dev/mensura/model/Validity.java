package dev.mensura.model;

import java.util.List;
import java.util.Optional;

/**
 * The span of time that a row holds for: from a first moment up to another, which is no part of it.
 *
 * @param from the field of the first moment; a row without one never holds
 * @param to the field of the end, where it is empty the row holds for ever; none: a row holds until
 *     the next one of the same {@code series}
 * @param series the other fields of a key that {@code from} is part of; empty where there is no
 *     such key, or no other field in it
 */
public record Validity(String from, Optional<String> to, List<String> series) {
  public Validity {
    series = List.copyOf(series);
  }
}
