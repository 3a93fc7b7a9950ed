package dev.mensura.sql;

import dev.mensura.plan.MetricFunction;
import dev.mensura.plan.MetricFunction.Meaning;
import dev.mensura.sql.Sql.Binding;
import dev.mensura.sql.Sql.Source;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;

/** Writes expressions of a plan in a dialect. */
final class Expressions {
  private final Spelling spelling;

  Expressions(Spelling spelling) {
    this.spelling = spelling;
  }

  /**
   * An expression.
   *
   * @param inputs the text of each column that it can read
   */
  Sql write(RexNode node, List<Sql> inputs) {
    return switch (node) {
      case RexInputRef ref -> inputs.get(ref.getIndex());
      case RexLiteral literal -> literal(literal);
      case RexOver over -> new Over(spelling, this, over).write(inputs);
      case RexCall call when call.getKind() == SqlKind.NOT -> not(call, inputs);
      case RexCall call when call.getKind() == SqlKind.IS_NOT_DISTINCT_FROM -> same(call, inputs);
      case RexCall call ->
          call(call, call.getOperands().stream().map(o -> write(o, inputs)).toList());
      default -> throw new IllegalArgumentException("no such expression in a plan: " + node);
    };
  }

  private Sql call(RexCall call, List<Sql> args) {
    if (call.getOperator() instanceof MetricFunction function) {
      var operands = new ArrayList<Operand>();
      for (int i = 0; i < args.size(); i++) {
        operands.add(new Operand(args.get(i), call.getOperands().get(i)));
      }
      return function(function.meaning(), operands, call.getType());
    }
    return switch (call.getKind()) {
      case AND -> joined(args, " AND ", Binding.AND);
      case OR -> joined(args, " OR ", Binding.OR);
      case EQUALS -> infix(args, " = ", Binding.COMPARE);
      case NOT_EQUALS -> infix(args, " <> ", Binding.COMPARE);
      case LESS_THAN -> infix(args, " < ", Binding.COMPARE);
      case LESS_THAN_OR_EQUAL -> infix(args, " <= ", Binding.COMPARE);
      case GREATER_THAN -> infix(args, " > ", Binding.COMPARE);
      case GREATER_THAN_OR_EQUAL -> infix(args, " >= ", Binding.COMPARE);
      case LIKE -> piece(spelling.like(args.get(0), args.get(1), ""), Binding.COMPARE, args);
      case IS_NULL -> test(args, " IS NULL");
      case IS_NOT_NULL -> test(args, " IS NOT NULL");
      case IS_TRUE -> {
        Sql test = test(args, " IS TRUE");
        yield new Sql(test.text(), test.binding(), test.source(), args.getFirst().text());
      }
      case PLUS -> infix(args, " + ", Binding.SUM);
      case MINUS -> infix(args, " - ", Binding.SUM);
      case TIMES -> infix(args, " * ", Binding.PRODUCT);
      case MINUS_PREFIX -> piece("-" + args.getFirst().in(Binding.ATOM), Binding.SIGN, args);
      case CASE -> piece(cases(call.getOperands(), args), Binding.ATOM, args);
      case CAST -> cast(call, args);
      case COALESCE, NULLIF, FLOOR, CEIL -> named(call.getOperator().getName(), args);
      default ->
          switch (call.getOperator().getName()) {
            case "||" -> infix(args, " || ", Binding.CONCAT);
            case "ABS", "LOWER", "UPPER" -> named(call.getOperator().getName(), args);
            default -> throw new IllegalArgumentException("no such operator in a plan: " + call);
          };
    };
  }

  private Sql same(RexCall call, List<Sql> inputs) {
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    return spelling.same(
        new Operand(write(left, inputs), left), new Operand(write(right, inputs), right));
  }

  private Sql function(Meaning meaning, List<Operand> operands, RelDataType type) {
    List<Sql> args = operands.stream().map(Operand::sql).toList();
    return switch (meaning) {
      case Meaning.Plain plain ->
          switch (plain) {
            case IN -> in(args, " IN ");
            case MODULO -> piece(spelling.modulo(operands, type), Binding.PRODUCT, args);
            case DIVIDE -> piece(spelling.divide(operands), Binding.PRODUCT, args);
            default -> piece(spelling.function(plain, operands, type), Binding.ATOM, args);
          };
      case Meaning.Truncate t ->
          piece(spelling.truncate(operands.getFirst(), t.grain(), type), Binding.ATOM, args);
      case Meaning.Part p ->
          piece(spelling.part(operands.getFirst(), p.part()), Binding.ATOM, args);
      case Meaning.Shift s ->
          piece(spelling.shift(operands.getFirst(), s.by(), type), Binding.ATOM, args);
      case Meaning.Local local ->
          piece(
              args.getFirst().in(Binding.ATOM) + atZone(local.zone().getId()), Binding.SIGN, args);
      case Meaning.Instant instant ->
          piece(
              args.getFirst().in(Binding.ATOM) + atZone(instant.zone().getId()),
              Binding.SIGN,
              args);
      case Meaning.Series series ->
          piece(
              spelling.series(operands.get(0), operands.get(1), series.grain(), type),
              Binding.ATOM,
              args);
      case Meaning.Rolled rolled -> Sql.atom(rolled(rolled, operands), Source.ROWS);
      case Meaning.Next next -> next(args);
      case Meaning.OfTable table ->
          piece(
              CalendarText.of(table, spelling.identifiers(), operands, spelling.type(type)),
              Binding.ATOM,
              args);
      case Meaning.Current current -> Sql.atom("now()", Source.CONSTANT);
    };
  }

  private String rolled(Meaning.Rolled rolled, List<Operand> operands) {
    Operand value = operands.getFirst();
    String aggregate =
        spelling.aggregate(
            rolled.aggregate(),
            Optional.of(value.sql().text()),
            Optional.of(value.node().getType()),
            Optional.empty(),
            "");
    String frame =
        rolled
            .back()
            .map(b ->
                "RANGE BETWEEN "
                    + Spelling.interval(b.count(), b.grain())
                    + " PRECEDING AND CURRENT ROW")
            .orElse("ROWS UNBOUNDED PRECEDING");
    List<Sql> among = operands.subList(2, operands.size()).stream().map(Operand::sql).toList();
    return aggregate + over(among, operands.get(1).sql(), " " + frame);
  }

  private static String over(List<Sql> among, Sql order, String frame) {
    String partition =
        among.isEmpty()
            ? ""
            : "PARTITION BY "
                + among.stream().map(Sql::text).collect(Collectors.joining(", "))
                + " ";
    return " OVER (" + partition + "ORDER BY " + order.text() + frame + ")";
  }

  private static String atZone(String zone) {
    return " AT TIME ZONE " + text(zone.equals("Z") ? "UTC" : zone);
  }

  /** An operand, and what the plan knows of it. */
  record Operand(Sql sql, RexNode node) {
    SqlTypeName type() {
      return node.getType().getSqlTypeName();
    }

    boolean isLiteral() {
      return node instanceof RexLiteral;
    }
  }

  /** {@code NOT IN}, {@code NOT LIKE} and {@code IS NOT NULL} where there is such a form. */
  private Sql not(RexCall not, List<Sql> inputs) {
    RexNode operand = not.getOperands().getFirst();
    if (operand instanceof RexCall call) {
      List<Sql> args = call.getOperands().stream().map(o -> write(o, inputs)).toList();
      if (call.getOperator() instanceof MetricFunction f && f.meaning() == Meaning.Plain.IN) {
        return in(args, " NOT IN ");
      }
      if (call.getKind() == SqlKind.LIKE) {
        return piece(spelling.like(args.get(0), args.get(1), "NOT "), Binding.COMPARE, args);
      }
      if (call.getKind() == SqlKind.IS_NULL) {
        return test(args, " IS NOT NULL");
      }
    }
    Sql arg = write(operand, inputs);
    return new Sql("NOT " + arg.in(Binding.ATOM), Binding.NOT, arg.source());
  }

  /** Nulls last, so that the last row with a value has no next one. */
  private static Sql next(List<Sql> args) {
    String value = args.getFirst().text();
    String series =
        args.subList(1, args.size()).stream().map(Sql::text).collect(Collectors.joining(", "));
    String partition = series.isEmpty() ? "" : "PARTITION BY " + series + " ";
    String order = "ORDER BY " + value + " NULLS LAST";
    return piece("LEAD(" + value + ") OVER (" + partition + order + ")", Binding.ATOM, args);
  }

  private static Sql in(List<Sql> args, String word) {
    String list =
        args.subList(1, args.size()).stream().map(Sql::text).collect(Collectors.joining(", "));
    return piece(
        args.getFirst().in(Binding.CONCAT) + word + "(" + list + ")", Binding.COMPARE, args);
  }

  /** Branches end without an else where it would be null. */
  private static String cases(List<RexNode> nodes, List<Sql> args) {
    var text = new StringBuilder("CASE");
    for (int i = 0; i + 1 < args.size(); i += 2) {
      text.append(" WHEN ")
          .append(args.get(i).text())
          .append(" THEN ")
          .append(args.get(i + 1).text());
    }
    boolean nothing = nodes.getLast() instanceof RexLiteral l && l.isNull();
    return text.append(nothing ? "" : " ELSE " + args.getLast().text()).append(" END").toString();
  }

  private Sql cast(RexCall call, List<Sql> args) {
    var operand = new Operand(args.getFirst(), call.getOperands().getFirst());
    return piece(spelling.cast(operand, call.getType()), Binding.ATOM, args);
  }

  private static Sql named(String name, List<Sql> args) {
    String list = args.stream().map(Sql::text).collect(Collectors.joining(", "));
    return piece(name + "(" + list + ")", Binding.ATOM, args);
  }

  private static Sql test(List<Sql> args, String test) {
    return piece(args.getFirst().in(Binding.CONCAT) + test, Binding.COMPARE, args);
  }

  /** The same on both sides of a comparison; elsewhere the right side holds more tightly. */
  private static Sql infix(List<Sql> args, String operator, Binding binding) {
    boolean compares = binding == Binding.COMPARE;
    Binding next = Binding.values()[binding.ordinal() + 1];
    return piece(
        args.get(0).in(compares ? next : binding) + operator + args.get(1).in(next), binding, args);
  }

  private static Sql joined(List<Sql> args, String operator, Binding binding) {
    return piece(
        args.stream().map(a -> a.in(binding)).collect(Collectors.joining(operator)), binding, args);
  }

  private static Sql piece(String text, Binding binding, List<Sql> args) {
    boolean constant = args.stream().allMatch(a -> a.source() == Source.CONSTANT);
    return new Sql(text, binding, constant ? Source.CONSTANT : Source.ROWS);
  }

  private Sql literal(RexLiteral literal) {
    if (literal.isNull()) {
      boolean untyped = literal.getType().getSqlTypeName() == SqlTypeName.NULL;
      String text = untyped ? "NULL" : "CAST(NULL AS " + spelling.type(literal.getType()) + ")";
      return Sql.atom(text, Source.CONSTANT);
    }
    return switch (literal.getTypeName()) {
      case CHAR, VARCHAR ->
          Sql.atom(text(value(literal, NlsString.class).getValue()), Source.CONSTANT);
      case BOOLEAN ->
          Sql.atom(RexLiteral.booleanValue(literal) ? "TRUE" : "FALSE", Source.CONSTANT);
      case DATE -> Sql.atom("DATE '" + value(literal, DateString.class) + "'", Source.CONSTANT);
      case TIME -> Sql.atom("TIME '" + value(literal, TimeString.class) + "'", Source.CONSTANT);
      case TIMESTAMP ->
          Sql.atom("TIMESTAMP '" + value(literal, TimestampString.class) + "'", Source.CONSTANT);
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          Sql.atom(
              "TIMESTAMPTZ '" + value(literal, TimestampString.class) + "+00'", Source.CONSTANT);
      default -> number(value(literal, BigDecimal.class));
    };
  }

  private static <T> T value(RexLiteral literal, Class<T> type) {
    T value = literal.getValueAs(type);
    if (value == null) {
      throw new IllegalArgumentException("a literal without a value: " + literal);
    }
    return value;
  }

  private static Sql number(BigDecimal value) {
    boolean plain = value.precision() <= 38 && value.scale() <= 38 && value.scale() >= -18;
    String text = plain ? value.toPlainString() : value.round(new MathContext(17)).toString();
    return new Sql(text, value.signum() < 0 ? Binding.SIGN : Binding.ATOM, Source.CONSTANT);
  }

  /** A text literal; both databases read backslashes and line breaks in it as themselves. */
  static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
