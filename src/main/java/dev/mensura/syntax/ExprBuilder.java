package dev.mensura.syntax;

import static dev.mensura.syntax.grammar.MensuraLexer.*;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Expr.Sense;
import dev.mensura.syntax.ast.Modifier;
import dev.mensura.syntax.ast.Name;
import dev.mensura.syntax.ast.Operator;
import dev.mensura.syntax.ast.Path;
import dev.mensura.syntax.grammar.MensuraParser.*;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * Makes expressions of parse trees: finds precedence, and what each modifier belongs to.
 *
 * <p><b>Invariant:</b> no tree is deeper than {@link #MAX_DEPTH}.
 */
final class ExprBuilder {
  static final int MAX_DEPTH = 400;

  private final Excerpt excerpt;
  private final List<Diagnostic> findings;
  private final Operands operands;
  private final ModifierBuilder modifiers;
  private int depth;
  private boolean tooDeep;

  ExprBuilder(Excerpt excerpt, List<Diagnostic> findings) {
    this.excerpt = excerpt;
    this.findings = findings;
    this.operands = new Operands(excerpt, findings);
    this.modifiers = new ModifierBuilder(excerpt, findings, this);
  }

  /** An expression of metrics, or of rows where no modifier stands. */
  Expr expression(ExpressionContext tree) {
    if (!enter(tree.filter().size(), tree)) {
      return new Expr.Null(span(tree));
    }
    DisjunctionContext body = tree.disjunction();
    Operands.Tail last = operands.last(body);
    boolean chain = !operands.isSingle(body);
    boolean lifts = chain && operands.liftsDefault(body, last);
    if (!chain) {
      operands.checkCarrier(last);
    }
    Expr value = disjunction(body, lifts ? last : null);
    if (lifts) {
      value = modified(value, last.modifiers());
    }
    for (FilterContext filter : tree.filter()) {
      operands.checkPredicate(filter.disjunction(), tree);
      Operands.Tail end = operands.last(filter.disjunction());
      Expr predicate = disjunction(filter.disjunction(), end);
      Span word = span(filter.WHERE().getSymbol());
      var where = new Modifier.Where(predicate, word.to(predicate.span()));
      value = new Expr.Modified(value, where, value.span().to(where.span()));
      if (chain) {
        operands.checkAfterWhere(tree, end);
      }
      value = modified(value, end.modifiers());
    }
    leave(tree.filter().size());
    return value;
  }

  /**
   * A condition of a query's clause, or on the cells of {@code per}: no modifier belongs outside.
   */
  Expr condition(DisjunctionContext tree) {
    if (!enter(1, tree)) {
      return new Expr.Null(span(tree));
    }
    operands.checkCondition(tree);
    Expr value = disjunction(tree, null);
    leave(1);
    return value;
  }

  /**
   * @param bare whose modifiers are left out, because they belong to something larger; null:
   *     nobody's
   */
  private Expr disjunction(DisjunctionContext tree, Operands.@Nullable Tail bare) {
    List<ConjunctionContext> parts = tree.conjunction();
    if (parts.size() == 1) {
      return conjunction(parts.getFirst(), bare);
    }
    var values = new ArrayList<Expr>(parts.size());
    var words = new ArrayList<Span>(parts.size());
    if (!enter(Trees.depth(parts.size()), tree)) {
      return new Expr.Null(span(tree));
    }
    for (ConjunctionContext part : parts) {
      values.add(conjunction(part, bare));
    }
    tree.OR().forEach(or -> words.add(span(or.getSymbol())));
    leave(Trees.depth(parts.size()));
    return Trees.chain(Operator.OR, values, words);
  }

  private Expr conjunction(ConjunctionContext tree, Operands.@Nullable Tail bare) {
    List<NegationContext> parts = tree.negation();
    if (parts.size() == 1) {
      return negation(parts.getFirst(), bare);
    }
    var values = new ArrayList<Expr>(parts.size());
    var words = new ArrayList<Span>(parts.size());
    if (!enter(Trees.depth(parts.size()), tree)) {
      return new Expr.Null(span(tree));
    }
    for (NegationContext part : parts) {
      values.add(negation(part, bare));
    }
    tree.AND().forEach(and -> words.add(span(and.getSymbol())));
    leave(Trees.depth(parts.size()));
    return Trees.chain(Operator.AND, values, words);
  }

  private Expr negation(NegationContext tree, Operands.@Nullable Tail bare) {
    int nots = tree.getChildCount() - 1;
    if (!enter(nots, tree)) {
      return new Expr.Null(span(tree));
    }
    Expr value = comparison(tree.comparison(), bare);
    for (int i = nots - 1; i >= 0; i--) {
      Span word = span(tree.NOT(i).getSymbol());
      value = new Expr.Not(value, word.to(value.span()));
    }
    leave(nots);
    return value;
  }

  private Expr comparison(ComparisonContext tree, Operands.@Nullable Tail bare) {
    if (tree.predicate() == null) {
      return sum(tree.sum(), bare);
    }
    if (!enter(1, tree)) {
      return new Expr.Null(span(tree));
    }
    Expr value = predicate(sum(tree.sum(), bare), tree.predicate(), bare);
    leave(1);
    return value;
  }

  private Expr predicate(Expr value, PredicateContext tree, Operands.@Nullable Tail bare) {
    return switch (tree) {
      case ComparedContext compared -> {
        Expr right = sum(compared.sum(), bare);
        Token sign = compared.comparator().getStart();
        Operator operator = comparator(sign);
        operands.checkNull(operator, sign, compared.sum(), right);
        yield Trees.join(operator, value, right, span(sign));
      }
      case TestedContext tested -> trailing(tested(value, tested, bare), tested, bare);
      case IsNullContext isNull -> {
        Span span = value.span().to(span(isNull.NULL().getSymbol()));
        yield trailing(
            new Expr.IsNull(value, isNull.NOT() == null ? Sense.PLAIN : Sense.NEGATED, span),
            isNull,
            bare);
      }
      default -> throw new IllegalStateException("a predicate of no kind");
    };
  }

  private Expr tested(Expr value, TestedContext tree, Operands.@Nullable Tail bare) {
    Sense sense = tree.NOT() == null ? Sense.PLAIN : Sense.NEGATED;
    if (tree.set() != null) {
      Expr.Set set = set(tree.set());
      return new Expr.In(value, set, sense, value.span().to(set.span()));
    }
    Expr first = sum(tree.sum(0), bare);
    if (tree.LIKE() != null) {
      return new Expr.Like(value, first, sense, value.span().to(first.span()));
    }
    Expr high = sum(tree.sum(1), bare);
    return new Expr.Between(value, first, high, sense, value.span().to(high.span()));
  }

  /** Adds the modifiers that stand behind a predicate which ends with no operand. */
  private Expr trailing(Expr value, PredicateContext tree, Operands.@Nullable Tail bare) {
    Operands.Tail tail = Operands.tail(tree);
    boolean others = !tail.owner().equals(tree) || bare != null && bare.owner().equals(tree);
    return others ? value : modified(value, tail.modifiers());
  }

  private Expr.Set set(SetContext tree) {
    Span span = span(tree);
    return switch (tree) {
      case ValuesContext values when values.ranked() != null -> {
        RankedContext ranked = values.ranked();
        long count = Literals.whole(excerpt, ranked.INT().getSymbol(), findings);
        Expr.Edge edge = ranked.TOP() != null ? Expr.Edge.LAST : Expr.Edge.FIRST;
        yield new Expr.Set.Ranked(edge, count, value(ranked.sum()), span);
      }
      case ValuesContext values -> new Expr.Set.Values(expressions(values.expression()), span);
      case LastContext last -> new Expr.Set.Last(modifiers.length(last.length()), span);
      case ThisContext period -> new Expr.Set.This(name(period.name()), span);
      case DuringContext during ->
          new Expr.Set.During(Moments.read(excerpt, during.MOMENT().getSymbol(), findings));
      default -> throw new IllegalStateException("a set of no kind");
    };
  }

  /** Operands joined by arithmetic, which is all that can be ordered by. */
  Expr value(SumContext tree) {
    operands.checkSum(tree);
    return sum(tree, null);
  }

  private Expr sum(SumContext tree, Operands.@Nullable Tail bare) {
    List<OperandContext> parts = tree.operand();
    if (parts.size() == 1) {
      return operand(parts.getFirst(), bare);
    }
    if (!enter(parts.size() - 1, tree)) {
      return new Expr.Null(span(tree));
    }
    operands.checkPrefixAggregate(tree);
    operands.checkFill(tree);
    List<OperatorContext> signs = tree.operator();
    Expr left = operand(parts.getFirst(), bare);
    int i = 1;
    while (i < parts.size() && isTimes(signs.get(i - 1))) {
      left = binary(signs.get(i - 1), left, operand(parts.get(i), bare));
      i++;
    }
    while (i < parts.size()) {
      OperatorContext sign = signs.get(i - 1);
      Expr right = operand(parts.get(i), bare);
      i++;
      while (i < parts.size() && isTimes(signs.get(i - 1))) {
        right = binary(signs.get(i - 1), right, operand(parts.get(i), bare));
        i++;
      }
      left = binary(sign, left, right);
    }
    leave(parts.size() - 1);
    return left;
  }

  private Expr binary(OperatorContext sign, Expr left, Expr right) {
    Token token = sign.getStart();
    Operator operator =
        switch (token.getType()) {
          case PLUS -> Operator.PLUS;
          case MINUS -> Operator.MINUS;
          case STAR -> Operator.TIMES;
          case SLASH -> Operator.DIVIDE;
          case PERCENT -> Operator.MODULO;
          default -> Operator.CONCAT;
        };
    return Trees.join(operator, left, right, span(token));
  }

  private static boolean isTimes(OperatorContext sign) {
    int type = sign.getStart().getType();
    return type == STAR || type == SLASH || type == PERCENT;
  }

  private static Operator comparator(Token token) {
    return switch (token.getType()) {
      case EQ -> Operator.EQ;
      case NE -> Operator.NE;
      case LT -> Operator.LT;
      case LE -> Operator.LE;
      case GT -> Operator.GT;
      default -> Operator.GE;
    };
  }

  private Expr operand(OperandContext tree, Operands.@Nullable Tail bare) {
    int signs = tree.PLUS().size() + tree.MINUS().size();
    int levels = 1 + signs + tree.modifier().size();
    if (!enter(levels, tree)) {
      return new Expr.Null(span(tree));
    }
    Expr value = primary(tree.primary());
    if (bare == null || !bare.owner().equals(tree)) {
      value = modified(value, tree.modifier());
    }
    for (int i = signs - 1; i >= 0; i--) {
      Token sign = (Token) tree.getChild(i).getPayload();
      if (sign.getType() == MINUS) {
        value = new Expr.Negate(value, span(sign).to(value.span()));
      }
    }
    leave(levels);
    return value;
  }

  private Expr modified(Expr value, List<ModifierContext> trees) {
    Expr all = value;
    for (ModifierContext tree : trees) {
      Modifier modifier = modifiers.modifier(tree);
      all = new Expr.Modified(all, modifier, all.span().to(modifier.span()));
    }
    return all;
  }

  private Expr primary(PrimaryContext tree) {
    Span span = span(tree);
    return switch (tree) {
      case ParenthesisContext it -> {
        Expr inner = expression(it.expression());
        if (it.PER() != null) {
          Span per = span(it.PER().getSymbol()).to(span(it.keys()));
          inner = new Expr.Modified(inner, new Modifier.Per(paths(it.keys()), per), span);
        }
        yield Trees.parenthesized(inner, span);
      }
      case AggregateContext it -> new AggregateBuilder(excerpt, findings, this).build(it);
      case SqlAggregateContext it ->
          new Expr.Sql(name(it.name()), Literals.text(excerpt, it.text().getStart()), span);
      case CastContext it -> {
        var type = new Name(it.type().getText(), span(it.type()));
        yield new Expr.Cast(expression(it.expression()), type, span);
      }
      case ReferenceContext it -> reference(it, span);
      case CaseContext it -> choice(it, span);
      case DurationContext it -> {
        long count = Literals.whole(excerpt, it.COUNTED().getSymbol(), findings);
        yield new Expr.Period(count, name(it.name()), span);
      }
      case NumberContext it -> Literals.number(excerpt, it.getStart(), findings);
      case StringContext it -> Literals.text(excerpt, it.getStart());
      case MomentContext it -> Moments.read(excerpt, it.getStart(), findings);
      case ConstantContext it -> Literals.constant(excerpt, it.getStart());
      default -> throw new IllegalStateException("a primary of no kind");
    };
  }

  private Expr reference(ReferenceContext tree, Span span) {
    Path path = path(tree.path());
    if (tree.call() == null) {
      return new Expr.Reference(path, span);
    }
    List<Expr.Argument> arguments = arguments(tree.call().argument());
    if (!path.isSimple()) {
      findings.add(
          error(
              tree.path(),
              "`" + path.text() + "` has a dot, but only a name is called with arguments."));
    }
    return new Calls(excerpt, findings).call(tree, path.last(), arguments, span);
  }

  private Expr choice(CaseContext tree, Span span) {
    List<ExpressionContext> own = tree.expression();
    boolean otherwise = tree.ELSE() != null;
    boolean operand = own.size() > (otherwise ? 1 : 0);
    var branches = new ArrayList<Expr.Branch>();
    for (BranchContext branch : tree.branch()) {
      branches.add(
          new Expr.Branch(expression(branch.expression(0)), expression(branch.expression(1))));
    }
    return new Expr.Case(
        operand ? Optional.of(expression(own.getFirst())) : Optional.empty(),
        branches,
        otherwise ? Optional.of(expression(own.getLast())) : Optional.empty(),
        span);
  }

  List<Expr.Argument> arguments(List<ArgumentContext> trees) {
    var arguments = new ArrayList<Expr.Argument>(trees.size());
    for (ArgumentContext tree : trees) {
      Optional<Name> name =
          tree.LABEL() == null
              ? Optional.empty()
              : Optional.of(Literals.name(excerpt, tree.LABEL().getSymbol()));
      var shape = tree.LBRACK() == null ? Expr.Shape.ONE : Expr.Shape.LIST;
      arguments.add(new Expr.Argument(name, expressions(tree.expression()), shape, span(tree)));
    }
    return arguments;
  }

  // A loop, not a stream: every level of nesting comes through here, and frames add up.
  private List<Expr> expressions(List<ExpressionContext> trees) {
    var expressions = new ArrayList<Expr>(trees.size());
    for (ExpressionContext tree : trees) {
      expressions.add(expression(tree));
    }
    return expressions;
  }

  List<Path> paths(KeysContext tree) {
    return tree.path().stream().map(this::path).toList();
  }

  Path path(PathContext tree) {
    return new Path(tree.name().stream().map(this::name).toList(), span(tree));
  }

  Name name(NameContext tree) {
    return Literals.name(excerpt, tree.getStart());
  }

  /** Whether so many levels still fit under the limit; says it once if they don't. */
  private boolean enter(int levels, ParserRuleContext tree) {
    if (depth + levels > MAX_DEPTH) {
      if (!tooDeep) {
        tooDeep = true;
        findings.add(
            excerpt.finding(
                Code.TOO_DEEP,
                tree.getStart().getStartIndex(),
                tree.getStart().getStopIndex() + 1,
                "The expression that starts here has more than "
                    + MAX_DEPTH
                    + " operators inside one another."));
      }
      return false;
    }
    depth += levels;
    return true;
  }

  private void leave(int levels) {
    depth -= levels;
  }

  private Diagnostic error(ParserRuleContext tree, String message) {
    return excerpt.finding(
        Code.SYNTAX, tree.getStart().getStartIndex(), tree.getStop().getStopIndex() + 1, message);
  }

  Span span(ParserRuleContext tree) {
    return excerpt.span(tree.getStart().getStartIndex(), tree.getStop().getStopIndex() + 1);
  }

  Span span(Token token) {
    return Literals.span(excerpt, token);
  }
}
