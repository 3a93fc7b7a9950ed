package dev.mensura.syntax;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.SourceFile;
import dev.mensura.syntax.ast.QueryBody;
import java.util.List;
import java.util.Optional;

/**
 * What a query's text asks for.
 *
 * @param body empty if a mistake leaves no tree; then there are diagnostics
 */
public record ParsedQuery(SourceFile file, Optional<QueryBody> body, List<Diagnostic> diagnostics) {
  public ParsedQuery {
    diagnostics = List.copyOf(diagnostics);
  }
}
