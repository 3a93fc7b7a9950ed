package dev.mensura.syntax;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Modifier;
import dev.mensura.syntax.ast.Name;
import dev.mensura.syntax.ast.Path;
import dev.mensura.syntax.grammar.MensuraParser.*;
import dev.mensura.type.Grain;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** Makes modifiers of parse trees. */
final class ModifierBuilder {
  private final Excerpt excerpt;
  private final List<Diagnostic> findings;
  private final ExprBuilder expressions;

  ModifierBuilder(Excerpt excerpt, List<Diagnostic> findings, ExprBuilder expressions) {
    this.excerpt = excerpt;
    this.findings = findings;
    this.expressions = expressions;
  }

  Modifier modifier(ModifierContext tree) {
    Span span = expressions.span(tree);
    return switch (tree) {
      case OverContext over -> over(over, span);
      case AgoContext ago -> new Modifier.Ago(length(ago), span);
      case AtContext at -> at(at, span);
      case AcrossContext across -> {
        var scope =
            across.ALL() == null
                ? Modifier.Scope.ONLY
                : across.EXCEPT() == null ? Modifier.Scope.ALL : Modifier.Scope.ALL_EXCEPT;
        List<Path> paths = across.keys() == null ? List.of() : expressions.paths(across.keys());
        yield new Modifier.Across(scope, paths, span);
      }
      case DatedContext dated -> new Modifier.Dated(expressions.path(dated.path()), span);
      case DefaultContext fallback -> new Modifier.Default(fallback(fallback), span);
      case FillContext fill -> new Modifier.Fill(filler(fill), span);
      default -> throw new IllegalStateException("a modifier of no kind");
    };
  }

  private Modifier over(OverContext tree, Span span) {
    if (tree.TIME() != null) {
      return new Modifier.AllTime(span);
    }
    if (tree.TO() != null) {
      return new Modifier.ToDate(expressions.name(tree.name()), span);
    }
    Optional<Name> sampled =
        tree.SAMPLED() == null
            ? Optional.empty()
            : Optional.of(Literals.name(excerpt, tree.getStop()));
    return new Modifier.OverLast(length(tree.length()), sampled, span);
  }

  private Modifier at(AtContext tree, Span span) {
    if (tree.START() != null) {
      return new Modifier.AtStart(Optional.empty(), expressions.name(tree.name()), span);
    }
    Path path = expressions.path(tree.path());
    if (tree.OF() == null) {
      List<Path> per = tree.keys() == null ? List.of() : expressions.paths(tree.keys());
      var edge = tree.LAST() != null ? Expr.Edge.LAST : Expr.Edge.FIRST;
      return new Modifier.AtEdge(edge, path, per, span);
    }
    if (tree.LAST() != null || !path.isSimple()) {
      findings.add(
          Diagnostic.of(
                  Code.SYNTAX,
                  excerpt.place(tree.getStart().getStartIndex(), tree.getStop().getStopIndex() + 1),
                  "Only the first period of a larger one can be taken: `at first day of month`.")
              .note("The rows of the last time of each period are `at last` and a time field."));
    }
    return new Modifier.AtStart(Optional.of(path.last()), expressions.name(tree.name()), span);
  }

  private Expr length(AgoContext tree) {
    if (tree.LENGTH() != null) {
      Name name = Literals.name(excerpt, tree.LENGTH().getSymbol());
      return named(name);
    }
    return period(tree.COUNTED().getSymbol(), expressions.name(tree.name()));
  }

  /** A length of time: {@code 28 days}, {@code month} for one of it, or the name of a parameter. */
  Expr length(LengthContext tree) {
    Name name = expressions.name(tree.name());
    return tree.COUNTED() == null ? named(name) : period(tree.COUNTED().getSymbol(), name);
  }

  private static Expr named(Name name) {
    // A quoted name is never a grain, so a parameter can have any name.
    boolean quoted = name.span().length() > name.text().length();
    return Grain.of(name.text()).isPresent() && !quoted
        ? new Expr.Period(1, name, name.span())
        : new Expr.Reference(new Path(List.of(name), name.span()), name.span());
  }

  private Expr period(Token count, Name unit) {
    Span span = expressions.span(count).to(unit.span());
    return new Expr.Period(Literals.whole(excerpt, count, findings), unit, span);
  }

  private Expr fallback(DefaultContext tree) {
    if (tree.literal() != null) {
      return literal(tree.literal());
    }
    if (tree.name() != null) {
      Name name = expressions.name(tree.name());
      return new Expr.Reference(new Path(List.of(name), name.span()), name.span());
    }
    Span span = expressions.span(tree.LPAREN().getSymbol()).to(expressions.span(tree.getStop()));
    return Trees.parenthesized(expressions.expression(tree.expression()), span);
  }

  private Optional<Expr> filler(FillContext tree) {
    if (tree.getChildCount() == 1) {
      return Optional.empty();
    }
    Token token = tree.getStop();
    return Optional.of(
        tree.NULL() != null
            ? Literals.constant(excerpt, token)
            : Literals.number(excerpt, token, findings));
  }

  /** What is written as a value, not calculated; a sign makes it negative. */
  Expr literal(LiteralContext tree) {
    Token last = tree.getStop();
    Expr value;
    if (tree.COUNTED() != null) {
      value = period(tree.COUNTED().getSymbol(), expressions.name(tree.name()));
    } else if (tree.text() != null) {
      value = Literals.text(excerpt, last);
    } else if (tree.MOMENT() != null) {
      value = Moments.read(excerpt, last, findings);
    } else if (tree.INT() != null || tree.NUMBER() != null) {
      value = Literals.number(excerpt, last, findings);
    } else {
      value = Literals.constant(excerpt, last);
    }
    return tree.MINUS() == null ? value : new Expr.Negate(value, expressions.span(tree));
  }
}
