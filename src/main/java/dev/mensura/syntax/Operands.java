package dev.mensura.syntax;

import static dev.mensura.syntax.grammar.MensuraLexer.*;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.syntax.Excerpt.Change;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Operator;
import dev.mensura.syntax.grammar.MensuraParser.*;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Says which modifiers belong to what, and refuses what reads two ways. */
final class Operands {
  private final Excerpt excerpt;
  private final List<Diagnostic> findings;

  Operands(Excerpt excerpt, List<Diagnostic> findings) {
    this.excerpt = excerpt;
    this.findings = findings;
  }

  /**
   * What modifiers hang on.
   *
   * @param owner an operand, or a predicate that ends with no operand
   * @param first the first token of what they hang on, signs left out
   * @param last the last token of it
   */
  record Tail(ParserRuleContext owner, List<ModifierContext> modifiers, Token first, Token last) {
    boolean isSigned() {
      return owner instanceof OperandContext operand
          && !operand.getChild(0).equals(operand.primary());
    }

    boolean isOnlyDefaults() {
      for (ModifierContext modifier : modifiers) {
        if (!(modifier instanceof DefaultContext)) {
          return false;
        }
      }
      return true;
    }
  }

  static Tail tail(OperandContext operand) {
    PrimaryContext primary = operand.primary();
    return new Tail(operand, operand.modifier(), primary.getStart(), primary.getStop());
  }

  static Tail tail(PredicateContext predicate) {
    Token first = predicate.getParent().getStart();
    return switch (predicate) {
      case TestedContext tested when tested.set() != null ->
          new Tail(predicate, tested.modifier(), first, tested.set().getStop());
      case IsNullContext isNull ->
          new Tail(predicate, isNull.modifier(), first, isNull.NULL().getSymbol());
      case TestedContext tested -> tail(tested.sum().getLast().operand().getLast());
      case ComparedContext compared -> tail(compared.sum().operand().getLast());
      default -> throw new IllegalStateException("a predicate of no kind");
    };
  }

  /** What the last modifiers hang on. */
  Tail last(DisjunctionContext tree) {
    ComparisonContext last = tree.conjunction().getLast().negation().getLast().comparison();
    return last.predicate() == null ? tail(last.sum().operand().getLast()) : tail(last.predicate());
  }

  /** Whether there is no operator at all. */
  boolean isSingle(DisjunctionContext tree) {
    if (tree.getChildCount() > 1 || tree.conjunction(0).getChildCount() > 1) {
      return false;
    }
    NegationContext negation = tree.conjunction(0).negation(0);
    ComparisonContext comparison = negation.comparison();
    return negation.getChildCount() == 1
        && comparison.predicate() == null
        && comparison.sum().getChildCount() == 1
        && !tail(comparison.sum().operand(0)).isSigned();
  }

  /** All that modifiers hang on, in order. */
  private static List<Tail> carriers(DisjunctionContext tree) {
    var carriers = new ArrayList<Tail>();
    for (ConjunctionContext conjunction : tree.conjunction()) {
      for (NegationContext negation : conjunction.negation()) {
        ComparisonContext comparison = negation.comparison();
        carriers(comparison.sum(), carriers);
        switch (comparison.predicate()) {
          case null -> {}
          case ComparedContext compared -> carriers(compared.sum(), carriers);
          case TestedContext tested -> {
            for (SumContext sum : tested.sum()) {
              carriers(sum, carriers);
            }
            if (!tested.modifier().isEmpty()) {
              carriers.add(tail(tested));
            }
          }
          case IsNullContext isNull -> {
            if (!isNull.modifier().isEmpty()) {
              carriers.add(tail(isNull));
            }
          }
          default -> throw new IllegalStateException("a predicate of no kind");
        }
      }
    }
    return carriers;
  }

  private static void carriers(SumContext tree, List<Tail> carriers) {
    for (OperandContext operand : tree.operand()) {
      if (!operand.modifier().isEmpty()) {
        carriers.add(tail(operand));
      }
    }
  }

  /**
   * Whether the last modifiers belong to the whole chain of operators: a trailing {@code default}
   * does, unless an operand has a modifier of its own. Any other but on the first operand reads two
   * ways.
   */
  boolean liftsDefault(DisjunctionContext tree, Tail last) {
    List<Tail> carriers = carriers(tree);
    if (carriers.size() == 1
        && carriers.getFirst().owner().equals(last.owner())
        && last.isOnlyDefaults()) {
      return true;
    }
    OperandContext first = tree.conjunction(0).negation(0).comparison().sum().operand(0);
    checkCarriers(tree, carriers, first, last.owner());
    return false;
  }

  void checkSum(SumContext tree) {
    List<OperandContext> all = tree.operand();
    var carriers = new ArrayList<Tail>();
    carriers(tree, carriers);
    boolean single = all.size() == 1 && !tail(all.getFirst()).isSigned();
    if (single) {
      checkCarrier(tail(all.getFirst()));
    } else {
      checkCarriers(tree, carriers, all.getFirst(), all.getLast());
    }
  }

  private void checkCarriers(
      ParserRuleContext tree, List<Tail> carriers, OperandContext first, ParserRuleContext last) {
    for (Tail carrier : carriers) {
      boolean leads = carrier.owner().equals(first) && !first.equals(last) && !carrier.isSigned();
      if (!leads) {
        readsTwoWays(tree, carrier);
        return;
      }
      checkCarrier(carrier);
    }
  }

  private void readsTwoWays(ParserRuleContext tree, Tail carrier) {
    int start = start(tree);
    int first = carrier.first().getStartIndex();
    int core = end(carrier.last());
    int from = start(carrier.modifiers().getFirst());
    int to = end(carrier.modifiers().getLast().getStop());
    String modifiers = text(from, to);
    String all = "(" + text(start, core) + ") " + modifiers;
    Diagnostic finding =
        excerpt.finding(
            Code.READS_TWO_WAYS,
            from,
            to,
            "`"
                + modifiers
                + "` can belong to all that stands before it or to `"
                + text(first, core)
                + "` alone.");
    finding = finding.note("For all of it: `" + all + "`.");
    boolean part = first > start;
    if (part) {
      String alone = text(start, first) + "(" + text(first, to) + ")";
      finding = finding.note("For the last part alone: `" + spaced(start, first, alone) + "`.");
    }
    finding =
        excerpt.fix(
            finding, "Change all of it", Change.insert(start, "("), Change.insert(core, ")"));
    if (part) {
      finding =
          excerpt.fix(
              finding,
              "Change the last part alone",
              Change.insert(first, "("),
              Change.insert(to, ")"));
    }
    add(finding);
  }

  /** Squeezing takes the space before the parenthesis away. */
  private String spaced(int start, int first, String reading) {
    boolean space = first > start && Character.isWhitespace(excerpt.text().charAt(first - 1));
    int at = text(start, first).length();
    return space ? reading.substring(0, at) + " " + reading.substring(at) : reading;
  }

  /** Whether modifiers can change the context of what they hang on. */
  private static boolean carries(Tail carrier) {
    if (!(carrier.owner() instanceof OperandContext operand)) {
      return false;
    }
    return switch (operand.primary()) {
      case ParenthesisContext ignored -> true;
      case AggregateContext ignored -> true;
      case SqlAggregateContext ignored -> true;
      case ReferenceContext ignored -> true;
      case CaseContext ignored -> true;
      default -> false;
    };
  }

  /** Refuses modifiers on what has no context to change. */
  void checkCarrier(Tail carrier) {
    if (carrier.modifiers().isEmpty() || carries(carrier)) {
      return;
    }
    int from = start(carrier.modifiers().getFirst());
    int to = end(carrier.modifiers().getFirst().getStop());
    add(
        excerpt.finding(
            Code.SYNTAX,
            from,
            to,
            "`"
                + text(from, to)
                + "` can't follow `"
                + text(carrier.first().getStartIndex(), end(carrier.last()))
                + "`; modifiers stand behind a metric, an aggregate or a parenthesis."));
  }

  /**
   * Checks what stands behind a `where` within an expression; its last modifiers are not its own.
   */
  void checkPredicate(DisjunctionContext predicate, ExpressionContext expression) {
    Tail last = last(predicate);
    for (Tail carrier : carriers(predicate)) {
      if (!carrier.owner().equals(last.owner())) {
        needsParentheses(carrier);
        return;
      }
    }
    for (ConjunctionContext conjunction : predicate.conjunction()) {
      for (NegationContext negation : conjunction.negation()) {
        ComparisonContext comparison = negation.comparison();
        checkAggregates(comparison.sum(), expression, last);
        switch (comparison.predicate()) {
          case null -> {}
          case ComparedContext compared -> checkAggregates(compared.sum(), expression, last);
          case TestedContext tested -> {
            for (SumContext sum : tested.sum()) {
              checkAggregates(sum, expression, last);
            }
          }
          default -> {}
        }
      }
    }
  }

  /** Checks a clause of a query or a condition on cells, behind which no modifier can belong. */
  void checkCondition(DisjunctionContext condition) {
    for (Tail carrier : carriers(condition)) {
      needsParentheses(carrier);
      return;
    }
  }

  private void needsParentheses(Tail carrier) {
    if (!carries(carrier)) {
      checkCarrier(carrier);
      return;
    }
    int first = carrier.first().getStartIndex();
    int from = start(carrier.modifiers().getFirst());
    int to = end(carrier.modifiers().getLast().getStop());
    Diagnostic finding =
        excerpt.finding(
            Code.SYNTAX,
            from,
            to,
            "In a condition `"
                + text(from, to)
                + "` needs parentheses around it and what it changes: `("
                + text(first, to)
                + ")`.");
    add(excerpt.fix(finding, "Add parentheses", Change.insert(first, "("), Change.insert(to, ")")));
  }

  /** `count a where p / count a`: an aggregate in arithmetic needs parentheses in a predicate. */
  private void checkAggregates(SumContext sum, ExpressionContext expression, Tail last) {
    List<OperandContext> all = sum.operand();
    if (all.size() == 1) {
      return;
    }
    for (int i = 0; i < all.size(); i++) {
      PrimaryContext primary = all.get(i).primary();
      if (!(primary instanceof AggregateContext) && !(primary instanceof SqlAggregateContext)) {
        continue;
      }
      int from = start(primary);
      int to = end(primary.getStop());
      String aggregate = text(from, to);
      Diagnostic finding =
          excerpt.finding(
              Code.READS_TWO_WAYS,
              from,
              to,
              "Behind `where`, `"
                  + aggregate
                  + "` is part of the condition unless parentheses say"
                  + " otherwise.");
      boolean divides = i > 0 && all.getLast().equals(last.owner());
      if (divides) {
        int start = start(expression);
        int before = end(all.get(i - 1).getStop());
        String reading = "(" + text(start, before) + ") " + text(start(sum.operator(i - 1)), to);
        finding =
            excerpt.fix(
                finding.note("For a condition that ends before it: `" + reading + "`."),
                "End the condition before it",
                Change.insert(start, "("),
                Change.insert(before, ")"));
      }
      finding = finding.note("For a part of the condition: `(" + aggregate + ")`.");
      add(
          excerpt.fix(
              finding,
              "Make it part of the condition",
              Change.insert(from, "("),
              Change.insert(to, ")")));
      return;
    }
  }

  /** `a / b where p over …`: only `default` plainly belongs to all of a chain. */
  void checkAfterWhere(ExpressionContext tree, Tail end) {
    if (end.isOnlyDefaults()) {
      return;
    }
    int start = start(tree);
    int core = end(end.last());
    int from = start(end.modifiers().getFirst());
    int to = end(end.modifiers().getLast().getStop());
    Diagnostic finding =
        excerpt.finding(
            Code.READS_TWO_WAYS,
            from,
            to,
            "`"
                + text(from, to)
                + "` can belong to all that stands before it or to its last operand alone.");
    finding = finding.note("For all of it: `(" + text(start, core) + ") " + text(from, to) + "`.");
    OperandContext operand = lastOperand(tree.disjunction());
    int first = start(operand);
    String alone =
        text(start, first) + "(" + text(first, end(operand.getStop())) + " " + text(from, to) + ")";
    finding =
        finding.note(
            "For the last operand alone: `"
                + spaced(start, first, alone)
                + " "
                + text(start(tree.filter(0)), core)
                + "`.");
    add(
        excerpt.fix(
            finding, "Change all of it", Change.insert(start, "("), Change.insert(core, ")")));
  }

  private static OperandContext lastOperand(DisjunctionContext tree) {
    ComparisonContext last = tree.conjunction().getLast().negation().getLast().comparison();
    return switch (last.predicate()) {
      case ComparedContext compared -> compared.sum().operand().getLast();
      case null, default -> last.sum().operand().getLast();
    };
  }

  /** `sum a.x * a.y`: without parentheses the aggregate takes only the first path. */
  void checkPrefixAggregate(SumContext tree) {
    List<OperandContext> all = tree.operand();
    for (int i = 0; i + 1 < all.size(); i++) {
      if (!(all.get(i).primary() instanceof AggregateContext aggregate)
          || aggregate.path() == null
          || aggregate.path().name().size() < 2
          || !all.get(i).modifier().isEmpty()
          || !isField(all.get(i + 1))) {
        continue;
      }
      int last = i + 1;
      while (last + 1 < all.size() && isField(all.get(last + 1))) {
        last++;
      }
      int from = start(aggregate.path());
      int to = end(all.get(last).getStop());
      String word = aggregate.AGGREGATE().getText();
      String right = word + " (" + text(from, to) + ")";
      Diagnostic finding =
          excerpt.finding(
              Code.OTHER_LANGUAGE,
              start(aggregate),
              to,
              "`"
                  + word
                  + "` takes `"
                  + text(from, end(aggregate.path().getStop()))
                  + "` alone; what is calculated for each row needs parentheses: `"
                  + right
                  + "`.");
      add(
          excerpt.fix(
              finding, "Write `" + right + "`", Change.insert(from, "("), Change.insert(to, ")")));
      return;
    }
  }

  private static boolean isField(OperandContext operand) {
    return operand.primary() instanceof ReferenceContext reference
        && reference.call() == null
        && reference.path().name().size() > 1
        && operand.modifier().isEmpty();
  }

  /** `revenue fill - 1`: whether the number fills or is taken away can't be seen. */
  void checkFill(SumContext tree) {
    List<OperandContext> all = tree.operand();
    for (int i = 0; i + 1 < all.size(); i++) {
      List<ModifierContext> modifiers = all.get(i).modifier();
      if (modifiers.isEmpty()
          || !(modifiers.getLast() instanceof FillContext fill)
          || fill.getChildCount() > 1
          || tree.operator(i).getStart().getType() != MINUS) {
        continue;
      }
      int from = start(all.get(i));
      int to = end(fill.getStop());
      String reading = "(" + text(from, to) + ")";
      Diagnostic finding =
          excerpt.finding(
              Code.READS_TWO_WAYS,
              start(fill),
              end(tree.operator(i).getStart()),
              "What follows `-` can be what fills or what is taken away.");
      finding = finding.note("To take it away: `" + reading + " - …`.");
      finding = finding.note("To fill with it: `fill 0` with the number, which has no sign.");
      add(
          excerpt.fix(
              finding, "Add parentheses", Change.insert(from, "("), Change.insert(to, ")")));
      return;
    }
  }

  /** `x = null`, which never holds. */
  void checkNull(Operator operator, Token sign, SumContext tree, Expr right) {
    boolean isNull = right instanceof Expr.Null && tree.getStart().getType() == NULL;
    if (!isNull || operator != Operator.EQ && operator != Operator.NE) {
      return;
    }
    String test = operator == Operator.EQ ? "is null" : "is not null";
    int from = sign.getStartIndex();
    int to = end(tree.getStart());
    Diagnostic finding =
        excerpt.finding(
            Code.OTHER_LANGUAGE,
            from,
            to,
            "A comparison with `null` never holds; the test is written `" + test + "`.");
    add(excerpt.fix(finding, "Write `" + test + "`", new Change(from, to, test)));
  }

  /** One mistake, one finding: what touches the finding before it is left out. */
  private void add(Diagnostic finding) {
    for (Diagnostic other : findings) {
      if (other.place().span().start() <= finding.place().span().end()
          && finding.place().span().start() <= other.place().span().end()) {
        return;
      }
    }
    findings.add(finding);
  }

  /** Source text on one line. */
  private String text(int from, int to) {
    return excerpt.text(from, to).strip().replaceAll("\\s+", " ");
  }

  private static int start(ParserRuleContext tree) {
    return tree.getStart().getStartIndex();
  }

  private static int end(Token token) {
    return token.getStopIndex() + 1;
  }
}
