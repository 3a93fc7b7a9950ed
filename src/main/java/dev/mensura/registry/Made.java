package dev.mensura.registry;

import dev.mensura.diagnostic.Diagnostic;
import java.util.List;
import java.util.Optional;

/**
 * What could be made, and what was found while making it.
 *
 * @param value empty if there are errors
 */
public record Made<T>(Optional<T> value, List<Diagnostic> diagnostics) {
  public Made {
    diagnostics = List.copyOf(diagnostics);
  }

  static <T> Made<T> of(T value) {
    return new Made<>(Optional.of(value), List.of());
  }

  static <T> Made<T> not(List<Diagnostic> diagnostics) {
    return new Made<>(Optional.empty(), diagnostics);
  }
}
