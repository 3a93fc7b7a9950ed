package dev.mensura.check.sql;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.syntax.ast.Expr;
import java.util.List;
import java.util.Optional;

/**
 * An SQL expression in our own syntax tree.
 *
 * @param expr empty exactly if there are diagnostics
 */
public record Translated(Optional<Expr> expr, List<Diagnostic> diagnostics) {
  public Translated {
    diagnostics = List.copyOf(diagnostics);
  }

  static Translated of(Expr expr) {
    return new Translated(Optional.of(expr), List.of());
  }

  static Translated failed(List<Diagnostic> diagnostics) {
    return new Translated(Optional.empty(), diagnostics);
  }
}
