package dev.mensura.engine;

import dev.mensura.diagnostic.Diagnostic;
import java.util.List;
import java.util.Optional;

/**
 * What a database answered.
 *
 * @param result empty if there are diagnostics
 */
public record Answer(Optional<Result> result, List<Diagnostic> diagnostics) {
  public Answer {
    diagnostics = List.copyOf(diagnostics);
  }
}
