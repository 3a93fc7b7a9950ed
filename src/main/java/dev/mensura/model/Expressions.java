package dev.mensura.model;

import dev.mensura.diagnostic.Code;
import dev.mensura.model.yaml.ScalarText;
import dev.mensura.model.yaml.Yaml;
import dev.mensura.source.Span;
import dev.mensura.syntax.ParsedExpr;
import dev.mensura.syntax.Parser;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Path;
import java.util.Optional;

/** Reads what a YAML value says in the language. */
final class Expressions {
  private final Findings findings;

  Expressions(Findings findings) {
    this.findings = findings;
  }

  Optional<Expr> expression(Yaml.Scalar scalar) {
    Optional<Span> verbatim = ScalarText.verbatim(findings.file(), scalar);
    String text = verbatim.map(findings.file()::text).orElse(scalar.value());
    ParsedExpr parsed =
        Parser.parseExpression(findings.file(), verbatim.orElse(scalar.span()), text);
    findings.addAll(parsed.diagnostics());
    boolean broken = parsed.diagnostics().stream().anyMatch(d -> d.isError());
    return broken ? Optional.empty() : parsed.expr();
  }

  /** A name or names with dots. */
  Optional<Path> path(String key, Yaml.Scalar scalar) {
    Optional<Expr> expression = expression(scalar);
    if (expression.isPresent() && expression.get() instanceof Expr.Reference reference) {
      return Optional.of(reference.path());
    }
    if (expression.isPresent()) {
      String message =
          "`" + key + "` takes a field, such as `ordered_at` or `customer.signed_up_at`.";
      findings.add(Code.BAD_VALUE, scalar.span(), message);
    }
    return Optional.empty();
  }

  /** The text of an SQL expression, each character with its place. */
  Expr.Text sql(Yaml.Scalar scalar) {
    int[] offsets = ScalarText.offsets(findings.file(), scalar);
    return new Expr.Text(scalar.value(), scalar.span(), offsets);
  }
}
