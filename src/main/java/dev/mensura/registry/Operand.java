package dev.mensura.registry;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import dev.mensura.syntax.ParsedExpr;
import dev.mensura.syntax.Parser;
import dev.mensura.syntax.ast.Expr;
import java.util.List;
import java.util.Optional;

/**
 * An expression that becomes an operand.
 *
 * @param code in parentheses, unless it is a name, a call or a number; none if it has errors
 */
record Operand(Optional<String> code, List<Diagnostic> diagnostics) {
  /** Reads an expression on its own, so that it can't end before its text does. */
  static Operand read(String text) {
    var file = new SourceFile("<form>", text);
    ParsedExpr parsed = Parser.parseExpression(file, new Span(0, text.length()), text);
    if (parsed.expr().isEmpty() || !parsed.diagnostics().isEmpty()) {
      return new Operand(Optional.empty(), parsed.diagnostics());
    }
    Expr expr = parsed.expr().get();
    // Without the comments around it: one at the end would take what follows with it.
    String code = file.text(expr.span());
    boolean bare =
        switch (expr) {
          case Expr.Reference r -> true;
          case Expr.Call c -> true;
          case Expr.Number n -> true;
          case Expr other -> code.startsWith("(") && expr.span().length() == text.length();
        };
    return new Operand(Optional.of(bare ? code : "(" + code + ")"), List.of());
  }
}
