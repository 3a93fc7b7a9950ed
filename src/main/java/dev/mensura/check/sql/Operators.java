package dev.mensura.check.sql;

import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Operator;
import dev.mensura.type.Grain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Says operators of SQL in our own syntax: arithmetic, comparisons, logic, {@code CASE}. */
final class Operators {
  private final Translation translation;

  Operators(Translation translation) {
    this.translation = translation;
  }

  /** The expression, or none if the call is no operator. */
  Optional<Expr> translate(SqlCall call, Level at) {
    return Optional.ofNullable(
        switch (call.getKind()) {
          case PLUS -> two(call) ? arithmetic(Operator.PLUS, call, at) : null;
          case MINUS -> two(call) ? arithmetic(Operator.MINUS, call, at) : null;
          case TIMES -> arithmetic(Operator.TIMES, call, at);
          case DIVIDE -> arithmetic(Operator.DIVIDE, call, at);
          case MOD -> two(call) ? arithmetic(Operator.MODULO, call, at) : null;
          case MINUS_PREFIX ->
              new Expr.Negate(translation.expr(call.operand(0), at), translation.span(call));
          case PLUS_PREFIX -> translation.expr(call.operand(0), at);
          case AND -> logic(Operator.AND, call, at);
          case OR -> logic(Operator.OR, call, at);
          case NOT -> not(translation.expr(call.operand(0), at), translation.span(call));
          case EQUALS -> comparison(Operator.EQ, call, at);
          case NOT_EQUALS -> comparison(Operator.NE, call, at);
          case LESS_THAN -> comparison(Operator.LT, call, at);
          case LESS_THAN_OR_EQUAL -> comparison(Operator.LE, call, at);
          case GREATER_THAN -> comparison(Operator.GT, call, at);
          case GREATER_THAN_OR_EQUAL -> comparison(Operator.GE, call, at);
          case IN -> in(call, Expr.Sense.PLAIN, at);
          case NOT_IN -> in(call, Expr.Sense.NEGATED, at);
          case BETWEEN -> between(call, at);
          case LIKE -> like(call, at);
          case IS_NULL -> isNull(call, Expr.Sense.PLAIN, at);
          case IS_NOT_NULL -> isNull(call, Expr.Sense.NEGATED, at);
          case IS_TRUE -> orElse(call, translation.expr(call.operand(0), at), false);
          case IS_NOT_FALSE -> orElse(call, translation.expr(call.operand(0), at), true);
          case IS_NOT_TRUE ->
              not(
                  orElse(call, translation.expr(call.operand(0), at), false),
                  translation.span(call));
          case IS_FALSE ->
              not(
                  orElse(call, translation.expr(call.operand(0), at), true),
                  translation.span(call));
          case IS_DISTINCT_FROM -> not(sameOrNull(call, at), translation.span(call));
          case IS_NOT_DISTINCT_FROM -> sameOrNull(call, at);
          case CASE -> choice((SqlCase) call, at);
          default ->
              call.getOperator() == SqlStdOperatorTable.CONCAT
                  ? arithmetic(Operator.CONCAT, call, at)
                  : null;
        });
  }

  private static boolean two(SqlCall call) {
    return call.operandCount() == 2;
  }

  private Expr arithmetic(Operator operator, SqlCall call, Level at) {
    SqlNode left = call.operand(0);
    SqlNode right = call.operand(1);
    if (operator == Operator.MINUS && isTime(left) && isTime(right)) {
      return translation.refuse(
          call,
          "`"
              + translation.text(call)
              + "` is a number of days to some SQL engines and an interval to others.",
          "Outside the text, `avg (later.day - earlier.day)` is a length of time.");
    }
    return translation.binary(
        operator, call, translation.expr(left, at), translation.expr(right, at));
  }

  private boolean isTime(SqlNode node) {
    Times.Sort sort = translation.times.sort(node);
    return sort == Times.Sort.DAY || sort == Times.Sort.INSTANT;
  }

  private Expr logic(Operator operator, SqlCall call, Level at) {
    return translation.binary(
        operator,
        call,
        translation.expr(call.operand(0), at),
        translation.expr(call.operand(1), at));
  }

  private static Expr not(Expr value, Span span) {
    return new Expr.Not(value, span);
  }

  /** {@code x IS TRUE} is the condition, or false where it is unknown. */
  private Expr orElse(SqlCall call, Expr condition, boolean unknown) {
    Span span = translation.span(call);
    return translation.call("coalesce", span, span, condition, new Expr.Bool(unknown, span));
  }

  // Comparisons.

  private Expr comparison(Operator operator, SqlCall call, Level at) {
    SqlNode left = call.operand(0);
    SqlNode right = call.operand(1);
    if (quantified(call)) {
      return translation.refuse(call);
    }
    Optional<Expr> years = years(operator, call, left, right, at);
    if (years.isPresent()) {
      return years.get();
    }
    List<Expr> both = tested(List.of(left, right), at);
    return translation.binary(operator, call, both.get(0), both.get(1));
  }

  private static boolean quantified(SqlCall call) {
    return call.getOperandList().stream().anyMatch(o -> o instanceof SqlNodeList);
  }

  /** {@code EXTRACT(YEAR FROM x) = 2024}: whether a time lies in a year. */
  private Optional<Expr> years(
      Operator operator, SqlCall call, SqlNode left, SqlNode right, Level at) {
    boolean flipped = Times.yearOf(left).isEmpty();
    Optional<SqlNode> time = Times.yearOf(flipped ? right : left);
    Optional<Expr> year = translation.times.year(flipped ? left : right);
    if (time.isEmpty() || year.isEmpty()) {
      return Optional.empty();
    }
    Expr value = translation.expr(time.get(), at);
    return Optional.of(
        flipped
            ? translation.binary(operator, call, year.get(), value)
            : translation.binary(operator, call, value, year.get()));
  }

  /** Operands of a test. Where the start of a period is tested, literals are periods. */
  private List<Expr> tested(List<? extends SqlNode> nodes, Level at) {
    List<Grain> grains = nodes.stream().flatMap(n -> Times.periodOf(n).stream()).toList();
    long literals = nodes.stream().filter(Times::isLiteral).count();
    if (grains.size() != 1 || literals + 1 != nodes.size()) {
      return compared(nodes, at);
    }
    var exprs = new ArrayList<Expr>();
    for (SqlNode node : nodes) {
      boolean literal = Times.isLiteral(node);
      exprs.add(
          literal
              ? translation.times.comparedWith(node, grains.getFirst())
              : translation.expr(node, at));
    }
    return exprs;
  }

  /**
   * Operands that are compared with each other: their literals of time are read as the others are.
   */
  List<Expr> compared(List<? extends SqlNode> nodes, Level at) {
    Times.Sort sort = translation.times.sort(nodes);
    var exprs = new ArrayList<Expr>();
    for (SqlNode node : nodes) {
      boolean literal = Times.isLiteral(node) && nodes.stream().anyMatch(n -> !Times.isLiteral(n));
      exprs.add(
          literal ? translation.times.comparedWith(node, sort, at) : translation.expr(node, at));
    }
    return exprs;
  }

  private Expr in(SqlCall call, Expr.Sense sense, Level at) {
    if (call.operand(1) instanceof SqlSelect || !(call.operand(1) instanceof SqlNodeList list)) {
      return translation.expr(call.operand(1), at);
    }
    SqlNode value = call.operand(0);
    Span set = translation.span(list);
    Optional<SqlNode> time = Times.yearOf(value);
    List<SqlNode> values = Translation.operands(list);
    List<Expr> years =
        values.stream().flatMap(each -> translation.times.year(each).stream()).toList();
    if (time.isPresent() && years.size() == list.size()) {
      Expr column = translation.expr(time.get(), at);
      return new Expr.In(column, new Expr.Set.Values(years, set), sense, translation.span(call));
    }
    var nodes = new ArrayList<SqlNode>(List.of(value));
    nodes.addAll(values);
    List<Expr> all = tested(nodes, at);
    return new Expr.In(
        all.getFirst(),
        new Expr.Set.Values(all.subList(1, all.size()), set),
        sense,
        translation.span(call));
  }

  private Expr between(SqlCall call, Level at) {
    String name = call.getOperator().getName();
    if (name.contains("SYMMETRIC") && !name.contains("ASYMMETRIC")) {
      return translation.refuse(
          call,
          "`SYMMETRIC` is not of the SQL that a metric can be made of.",
          "`BETWEEN low AND high` is.");
    }
    Expr.Sense sense = name.startsWith("NOT") ? Expr.Sense.NEGATED : Expr.Sense.PLAIN;
    Optional<SqlNode> time = Times.yearOf(call.operand(0));
    Optional<Expr> low = translation.times.year(call.operand(1));
    Optional<Expr> high = translation.times.year(call.operand(2));
    if (time.isPresent() && low.isPresent() && high.isPresent()) {
      Expr column = translation.expr(time.get(), at);
      return new Expr.Between(column, low.get(), high.get(), sense, translation.span(call));
    }
    List<Expr> all = tested(call.getOperandList(), at);
    return new Expr.Between(all.get(0), all.get(1), all.get(2), sense, translation.span(call));
  }

  private Expr like(SqlCall call, Level at) {
    String name = call.getOperator().getName();
    if (name.contains("ILIKE") || name.contains("RLIKE")) {
      return translation.refuse(
          call,
          "`" + name + "` is not of the SQL that a metric can be made of.",
          name.contains("ILIKE")
              ? "`LOWER(x) LIKE 'a%'` takes no notice of letter case."
              : "`LIKE` is.");
    }
    if (call.operandCount() > 2) {
      return translation.refuse(
          call,
          "`ESCAPE` is not of the SQL that a metric can be made of.",
          "`STARTS_WITH(x, 'a')`, `ENDS_WITH` and `CONTAINS` take every character as it is.");
    }
    Expr.Sense sense = name.startsWith("NOT") ? Expr.Sense.NEGATED : Expr.Sense.PLAIN;
    return new Expr.Like(
        translation.expr(call.operand(0), at),
        translation.expr(call.operand(1), at),
        sense,
        translation.span(call));
  }

  private Expr isNull(SqlCall call, Expr.Sense sense, Level at) {
    return new Expr.IsNull(translation.expr(call.operand(0), at), sense, translation.span(call));
  }

  /** Equal, or both null. Operands are written twice, so only short ones are taken. */
  private Expr sameOrNull(SqlCall call, Level at) {
    SqlNode left = call.operand(0);
    SqlNode right = call.operand(1);
    if (left instanceof SqlCall || right instanceof SqlCall) {
      return translation.refuse(
          call,
          "`" + translation.text(call) + "` is not of the SQL that a metric can be made of.",
          "`IS DISTINCT FROM` is, between columns and literals.");
    }
    Span span = translation.span(call);
    List<Expr> both = compared(List.of(left, right), at);
    Expr equal = new Expr.Binary(Operator.EQ, both.get(0), both.get(1), span, span);
    Expr nulls =
        new Expr.Binary(
            Operator.AND,
            new Expr.IsNull(both.get(0), Expr.Sense.PLAIN, span),
            new Expr.IsNull(both.get(1), Expr.Sense.PLAIN, span),
            span,
            span);
    return translation.call("coalesce", span, span, equal, nulls);
  }

  // Choices.

  private Expr choice(SqlCase choice, Level at) {
    var branches = new ArrayList<Expr.Branch>();
    List<SqlNode> results = new ArrayList<>(choice.getThenOperands().getList());
    SqlNode last = choice.getElseOperand();
    boolean open = last == null || isAbsent(last, choice);
    if (!open) {
      results.add(last);
    }
    List<Expr> values = compared(results, at);
    for (int i = 0; i < choice.getWhenOperands().size(); i++) {
      branches.add(
          new Expr.Branch(translation.expr(choice.getWhenOperands().get(i), at), values.get(i)));
    }
    return new Expr.Case(
        Optional.empty(),
        branches,
        open ? Optional.empty() : Optional.of(values.getLast()),
        translation.span(choice));
  }

  /** Without {@code ELSE}, the parser puts a null in its place, at the place of the whole. */
  private static boolean isAbsent(SqlNode otherwise, SqlCase choice) {
    return otherwise instanceof SqlLiteral literal
        && literal.getValue() == null
        && otherwise.getKind() == SqlKind.LITERAL
        && otherwise.getParserPosition().equals(choice.getParserPosition());
  }
}
