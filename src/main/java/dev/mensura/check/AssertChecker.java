package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.ir.Properties;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Declaration;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.QueryBody;
import java.util.List;
import java.util.Optional;

/** Checks assertions: each is a query for the groups where its condition is false. */
final class AssertChecker {
  private final Scope scope;
  private final Findings findings;

  AssertChecker(Scope scope, Findings findings) {
    this.scope = scope;
    this.findings = findings;
  }

  Optional<Assertion> check(Declaration.Assert declaration) {
    var properties = new PropertyReader(declaration.properties(), findings);
    Properties read = properties.read(declaration.documentation());
    properties
        .unit()
        .ifPresent(p ->
            findings.add(
                Code.BAD_PROPERTY, p.name().span(), "An assertion has no unit; metrics have."));
    Expr condition = declaration.condition();
    List<QueryBody.Item> items = new ConditionParts(findings).items(condition, declaration.by());
    if (items.isEmpty()) {
      findings.add(
          Code.EMPTY_QUERY,
          condition.span(),
          "`" + text(condition.span()) + "` speaks of no metric, so there is nothing to check.");
      return Optional.empty();
    }
    // What is wrong with the values needn't be told of the condition on them too.
    if (query(declaration, items, Optional.empty()).query().isEmpty()) {
      return Optional.empty();
    }
    Expr fails = new Expr.Not(condition, condition.span());
    var checked = query(declaration, items, Optional.of(fails));
    return checked.query().map(q -> new Assertion(text(declaration), q, read, checked.uses()));
  }

  private QueryChecker.Checked query(
      Declaration.Assert declaration, List<QueryBody.Item> items, Optional<Expr> having) {
    var body =
        new QueryBody(
            items,
            declaration.by(),
            Optional.empty(),
            Optional.empty(),
            having,
            List.of(),
            Optional.empty(),
            declaration.span());
    return new QueryChecker(scope, findings).check(body);
  }

  private String text(Declaration.Assert declaration) {
    int end =
        declaration.by().isEmpty()
            ? declaration.condition().span().end()
            : declaration.by().getLast().span().end();
    return text(new Span(declaration.condition().span().start(), end));
  }

  private String text(Span span) {
    return Labels.of(findings.text(span));
  }
}
