package dev.mensura.syntax;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.Place;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Path;
import dev.mensura.syntax.grammar.MensuraParser.AggregateContext;
import dev.mensura.type.Aggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** Makes aggregates, in prefix and in call form. */
final class AggregateBuilder {
  private final Excerpt excerpt;
  private final List<Diagnostic> findings;
  private final ExprBuilder expressions;

  AggregateBuilder(Excerpt excerpt, List<Diagnostic> findings, ExprBuilder expressions) {
    this.excerpt = excerpt;
    this.findings = findings;
    this.expressions = expressions;
  }

  Expr build(AggregateContext tree) {
    Token token = tree.AGGREGATE().getSymbol();
    Aggregate function = Aggregate.of(token.getText()).orElseThrow();
    Span word = expressions.span(token);
    Span span = expressions.span(tree);
    if (tree.path() != null) {
      Path path = expressions.path(tree.path());
      var reference = new Expr.Reference(path, path.span());
      return new Expr.Aggregated(
          function, word, List.of(reference), List.of(), Optional.empty(), span);
    }
    var arguments = new ArrayList<Expr>();
    boolean plain = true;
    for (Expr.Argument argument : expressions.arguments(tree.argument())) {
      boolean special = argument.name().isPresent() || argument.shape() == Expr.Shape.LIST;
      if (special && plain) {
        findings.add(
            Diagnostic.of(
                Code.SYNTAX,
                new Place(excerpt.file(), argument.span()),
                "`" + function.text() + "` takes plain expressions, without names or brackets."));
      }
      plain &= !special;
      arguments.addAll(argument.values());
    }
    if (tree.cells() == null) {
      if (arguments.isEmpty()) {
        findings.add(empty(tree, function));
      }
      return new Expr.Aggregated(function, word, arguments, List.of(), Optional.empty(), span);
    }
    List<Path> per = expressions.paths(tree.cells().keys());
    Optional<Expr> having =
        tree.cells().disjunction() == null
            ? Optional.empty()
            : Optional.of(expressions.condition(tree.cells().disjunction()));
    if (arguments.isEmpty() && function != Aggregate.COUNT) {
      findings.add(empty(tree, function));
    }
    return new Expr.Aggregated(function, word, arguments, per, having, span);
  }

  private Diagnostic empty(AggregateContext tree, Aggregate function) {
    return excerpt.finding(
        Code.SYNTAX,
        tree.getStart().getStartIndex(),
        tree.getStop().getStopIndex() + 1,
        "`"
            + function.text()
            + "` needs something to aggregate: a model, a field or an expression.");
  }
}
