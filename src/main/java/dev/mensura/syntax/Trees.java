package dev.mensura.syntax;

import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Operator;
import java.util.List;

/** Makes trees of parts. */
final class Trees {
  /**
   * How many operands of {@code and} or {@code or} lean to the left; more become a balanced tree.
   */
  private static final int LEANING = 32;

  private Trees() {}

  /** How deep the tree of a chain of operands is. */
  static int depth(int operands) {
    int balanced = 0;
    for (int rest = operands; rest > LEANING; rest = (rest + 1) / 2) {
      balanced++;
    }
    return balanced + Math.min(operands, LEANING);
  }

  /**
   * Operands joined by {@code and} or by {@code or}. Both are associative, so a long chain becomes
   * a shallow tree.
   *
   * @param words where the operators stand, one fewer than operands
   */
  static Expr chain(Operator operator, List<Expr> operands, List<Span> words) {
    int size = operands.size();
    if (size > LEANING) {
      int half = size / 2;
      return join(
          operator,
          chain(operator, operands.subList(0, half), words.subList(0, half - 1)),
          chain(operator, operands.subList(half, size), words.subList(half, size - 1)),
          words.get(half - 1));
    }
    Expr all = operands.getFirst();
    for (int i = 1; i < size; i++) {
      all = join(operator, all, operands.get(i), words.get(i - 1));
    }
    return all;
  }

  static Expr join(Operator operator, Expr left, Expr right, Span word) {
    return new Expr.Binary(operator, left, right, word, left.span().to(right.span()));
  }

  /** The expression with the span of the parentheses around it. */
  static Expr parenthesized(Expr expr, Span span) {
    return switch (expr) {
      case Expr.Number e -> new Expr.Number(e.value(), span);
      case Expr.Text e -> new Expr.Text(e.value(), span, e.offsets());
      case Expr.Bool e -> new Expr.Bool(e.value(), span);
      case Expr.Null ignored -> new Expr.Null(span);
      case Expr.Time e -> new Expr.Time(e.start(), e.end(), e.text(), span);
      case Expr.FiscalTime e -> new Expr.FiscalTime(e.first(), e.last(), e.text(), span);
      case Expr.Period e -> new Expr.Period(e.count(), e.unit(), span);
      case Expr.Reference e -> new Expr.Reference(e.path(), span);
      case Expr.Aggregated e ->
          new Expr.Aggregated(e.function(), e.word(), e.arguments(), e.per(), e.having(), span);
      case Expr.Sql e -> new Expr.Sql(e.model(), e.text(), span);
      case Expr.Call e -> new Expr.Call(e.name(), e.arguments(), span);
      case Expr.Cast e -> new Expr.Cast(e.value(), e.type(), span);
      case Expr.Case e -> new Expr.Case(e.operand(), e.branches(), e.otherwise(), span);
      case Expr.Negate e -> new Expr.Negate(e.value(), span);
      case Expr.Not e -> new Expr.Not(e.value(), span);
      case Expr.Binary e -> new Expr.Binary(e.operator(), e.left(), e.right(), e.word(), span);
      case Expr.Between e -> new Expr.Between(e.value(), e.low(), e.high(), e.sense(), span);
      case Expr.Like e -> new Expr.Like(e.value(), e.pattern(), e.sense(), span);
      case Expr.IsNull e -> new Expr.IsNull(e.value(), e.sense(), span);
      case Expr.In e -> new Expr.In(e.value(), e.set(), e.sense(), span);
      case Expr.Modified e -> new Expr.Modified(e.value(), e.modifier(), span);
    };
  }
}
