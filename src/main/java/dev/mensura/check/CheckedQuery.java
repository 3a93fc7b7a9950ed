package dev.mensura.check;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.ir.Query;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A query that somebody typed.
 *
 * @param query empty if there are errors
 * @param uses the metrics that it names
 */
public record CheckedQuery(
    Optional<Query> query, SortedSet<String> uses, List<Diagnostic> diagnostics) {
  public CheckedQuery {
    diagnostics = List.copyOf(diagnostics);
  }
}
