package dev.mensura.syntax;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.syntax.ast.Expr;
import java.util.List;
import java.util.Optional;

/**
 * An expression on its own.
 *
 * @param expr empty if a mistake leaves no tree; then there are diagnostics
 */
public record ParsedExpr(Optional<Expr> expr, List<Diagnostic> diagnostics) {
  public ParsedExpr {
    diagnostics = List.copyOf(diagnostics);
  }
}
