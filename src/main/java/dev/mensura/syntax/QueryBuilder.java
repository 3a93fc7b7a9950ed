package dev.mensura.syntax;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.Place;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Modifier;
import dev.mensura.syntax.ast.Name;
import dev.mensura.syntax.ast.Path;
import dev.mensura.syntax.ast.QueryBody;
import dev.mensura.syntax.ast.QueryBody.Dimension;
import dev.mensura.syntax.ast.QueryBody.Item;
import dev.mensura.syntax.ast.QueryBody.Limit;
import dev.mensura.syntax.ast.QueryBody.Ordering;
import dev.mensura.syntax.grammar.MensuraParser.*;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Makes the body of a query; its clauses come in any order, each once. */
final class QueryBuilder {
  private final Excerpt excerpt;
  private final List<Diagnostic> findings;
  private @Nullable ByClauseContext by;
  private @Nullable WhereClauseContext where;
  private @Nullable HavingClauseContext having;
  private @Nullable OrderClauseContext order;
  private @Nullable LimitClauseContext limit;

  QueryBuilder(Excerpt excerpt, List<Diagnostic> findings) {
    this.excerpt = excerpt;
    this.findings = findings;
  }

  QueryBody build(QueryBodyContext tree) {
    for (ClauseContext clause : tree.clause()) {
      take(clause);
    }
    var items = new ArrayList<Item>();
    for (ItemContext item : tree.item()) {
      items.add(
          new Item(expressions().expression(item.expression()), alias(item.name()), span(item)));
    }
    return new QueryBody(
        items,
        by == null ? List.of() : dimensions(by.dimension()),
        by == null ? Optional.empty() : fill(by),
        where == null ? Optional.empty() : condition(where.disjunction()),
        having == null ? Optional.empty() : condition(having.disjunction()),
        order == null ? List.of() : orderings(order),
        limit == null ? Optional.empty() : Optional.of(limit(limit)),
        tree.getChildCount() == 0 ? nothing(tree) : span(tree));
  }

  private void take(ClauseContext clause) {
    switch (clause) {
      case ByClauseContext it -> by = first(by, it, "by");
      case WhereClauseContext it -> where = first(where, it, "where");
      case HavingClauseContext it -> having = first(having, it, "having");
      case OrderClauseContext it -> order = first(order, it, "order by");
      case LimitClauseContext it -> limit = first(limit, it, "limit");
      default -> throw new IllegalStateException("a clause of no kind");
    }
  }

  /** The clause, if none came before it; the earlier one otherwise. */
  private <T extends ClauseContext> T first(@Nullable T before, T clause, String word) {
    if (before == null) {
      return clause;
    }
    Token token = clause.getStart();
    Diagnostic finding =
        excerpt.finding(
            Code.REPEATED_CLAUSE,
            token.getStartIndex(),
            token.getStopIndex() + 1,
            "The clause `" + word + "` stands twice.");
    if (word.equals("where")) {
      finding = finding.note("Conditions are joined by `and`.");
    }
    Token earlier = before.getStart();
    Place place = excerpt.place(earlier.getStartIndex(), earlier.getStopIndex() + 1);
    findings.add(finding.related(place, "It is here already."));
    return before;
  }

  List<Dimension> dimensions(List<DimensionContext> trees) {
    var dimensions = new ArrayList<Dimension>();
    for (DimensionContext tree : trees) {
      dimensions.add(
          new Dimension(expressions().path(tree.path()), alias(tree.name()), span(tree)));
    }
    return dimensions;
  }

  private Optional<Modifier.Fill> fill(ByClauseContext tree) {
    if (tree.FILL() == null) {
      return Optional.empty();
    }
    Span word = Literals.span(excerpt, tree.FILL().getSymbol());
    Token last = tree.getStop();
    Expr value = null;
    if (tree.NULL() != null) {
      value = Literals.constant(excerpt, last);
    } else if (tree.INT() != null || tree.NUMBER() != null) {
      value = Literals.number(excerpt, last, findings);
      if (tree.MINUS() != null) {
        Span sign = Literals.span(excerpt, tree.MINUS().getSymbol());
        value = new Expr.Negate(value, sign.to(value.span()));
      }
    }
    Span span = value == null ? word : word.to(value.span());
    return Optional.of(new Modifier.Fill(Optional.ofNullable(value), span));
  }

  private Optional<Expr> condition(DisjunctionContext tree) {
    return Optional.of(expressions().condition(tree));
  }

  private List<Ordering> orderings(OrderClauseContext tree) {
    var orderings = new ArrayList<Ordering>();
    for (OrderingContext ordering : tree.ordering()) {
      var direction =
          ordering.DESC() == null ? QueryBody.Direction.ASCENDING : QueryBody.Direction.DESCENDING;
      orderings.add(new Ordering(expressions().value(ordering.sum()), direction, span(ordering)));
    }
    return orderings;
  }

  private Limit limit(LimitClauseContext tree) {
    long count = Literals.whole(excerpt, tree.INT().getSymbol(), findings);
    List<Path> per = tree.keys() == null ? List.of() : expressions().paths(tree.keys());
    return new Limit(count, per, span(tree));
  }

  private Optional<Name> alias(@Nullable NameContext tree) {
    return tree == null ? Optional.empty() : Optional.of(expressions().name(tree));
  }

  private ExprBuilder expressions() {
    return new ExprBuilder(excerpt, findings);
  }

  private Span nothing(QueryBodyContext tree) {
    int at = tree.getStart().getStartIndex();
    return excerpt.span(at, at);
  }

  private Span span(ParserRuleContext tree) {
    return excerpt.span(tree.getStart().getStartIndex(), tree.getStop().getStopIndex() + 1);
  }
}
