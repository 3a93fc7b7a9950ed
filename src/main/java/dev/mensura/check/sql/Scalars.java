package dev.mensura.check.sql;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Nearest;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Name;
import dev.mensura.syntax.ast.Operator;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.jspecify.annotations.Nullable;

/** Says scalar functions of SQL in our own syntax. */
final class Scalars {
  /** A function that has one of ours as its counterpart, and how many arguments it takes. */
  private record Counterpart(String name, int least, int most) {}

  private static final int MANY = 50;
  private static final Map<String, Counterpart> NAMES = names();

  /** Functions that are said by more than a call, beside those with a counterpart. */
  private static final Set<String> SPECIAL =
      Set.of(
          "IF",
          "MOD",
          "CAST",
          "EXTRACT",
          "DATE_TRUNC",
          "FLOOR",
          "CEIL",
          "CEILING",
          "TRIM",
          "SUBSTRING",
          "MONTH",
          "QUARTER",
          "WEEK",
          "DAY",
          "DAYOFMONTH",
          "DAYOFYEAR",
          "HOUR",
          "YEAR");

  private final Translation translation;

  Scalars(Translation translation) {
    this.translation = translation;
  }

  private static Map<String, Counterpart> names() {
    var names = new TreeMap<String, Counterpart>();
    names.put("COALESCE", new Counterpart("coalesce", 1, MANY));
    names.put("IFNULL", new Counterpart("coalesce", 2, 2));
    names.put("NVL", new Counterpart("coalesce", 2, 2));
    names.put("NULLIF", new Counterpart("nullif", 2, 2));
    names.put("LEAST", new Counterpart("least", 1, MANY));
    names.put("GREATEST", new Counterpart("greatest", 1, MANY));
    names.put("ABS", new Counterpart("abs", 1, 1));
    names.put("ROUND", new Counterpart("round", 1, 2));
    names.put("SIGN", new Counterpart("sign", 1, 1));
    names.put("POWER", new Counterpart("power", 2, 2));
    names.put("POW", new Counterpart("power", 2, 2));
    names.put("SQRT", new Counterpart("sqrt", 1, 1));
    names.put("LN", new Counterpart("ln", 1, 1));
    names.put("EXP", new Counterpart("exp", 1, 1));
    names.put("LOWER", new Counterpart("lower", 1, 1));
    names.put("UPPER", new Counterpart("upper", 1, 1));
    names.put("CHAR_LENGTH", new Counterpart("length", 1, 1));
    names.put("CHARACTER_LENGTH", new Counterpart("length", 1, 1));
    names.put("LENGTH", new Counterpart("length", 1, 1));
    names.put("SUBSTR", new Counterpart("substring", 2, 3));
    names.put("REPLACE", new Counterpart("replace", 3, 3));
    names.put("CONCAT", new Counterpart("concat", 1, MANY));
    names.put("STARTS_WITH", new Counterpart("starts_with", 2, 2));
    names.put("ENDS_WITH", new Counterpart("ends_with", 2, 2));
    names.put("CONTAINS", new Counterpart("contains", 2, 2));
    return Collections.unmodifiableMap(names);
  }

  /** Every function that has a meaning in an SQL expression. */
  static Set<String> known() {
    var all = new TreeSet<>(NAMES.keySet());
    all.addAll(SPECIAL);
    return all;
  }

  /** The expression, or none if the call is no function. */
  Optional<Expr> translate(SqlCall call, Level at) {
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    List<SqlNode> arguments = call.getOperandList();
    int count = arguments.size();
    Counterpart counterpart = NAMES.get(name);
    if (arguments.stream().anyMatch(a -> a.getKind() == SqlKind.ARGUMENT_ASSIGNMENT)) {
      return Optional.of(translation.refuse(call));
    }
    if (call.getFunctionQuantifier() != null) {
      return Optional.of(
          translation.fail(
              Code.SQL_EXPRESSION,
              translation.span(call),
              "`"
                  + name
                  + "` is no aggregate and takes no `"
                  + call.getFunctionQuantifier()
                  + "`."));
    }
    if (counterpart != null) {
      return Optional.of(
          count < counterpart.least || count > counterpart.most
              ? wrongCount(call, name, counterpart)
              : called(call, counterpart.name, at));
    }
    return Optional.ofNullable(special(call, name, arguments, at))
        .or(() -> Refusals.of(name).map(wayOut -> refused(call, name, wayOut)))
        .or(() ->
            call.getKind() == SqlKind.OTHER_FUNCTION
                ? Optional.of(unknown(call, name))
                : Optional.empty());
  }

  private @Nullable Expr special(SqlCall call, String name, List<SqlNode> arguments, Level at) {
    int count = arguments.size();
    return switch (name) {
      case "CAST" -> call.getKind() == SqlKind.CAST ? cast(call, at) : null;
      case "IF" -> count == 3 ? choice(call, at) : null;
      case "MOD" ->
          count == 2
              ? new Expr.Binary(
                  Operator.MODULO,
                  translation.expr(arguments.get(0), at),
                  translation.expr(arguments.get(1), at),
                  translation.word(call),
                  translation.span(call))
              : null;
      case "FLOOR", "CEIL", "CEILING" -> rounded(call, name.equals("FLOOR") ? "floor" : "ceil", at);
      case "TRIM" -> trim(call, at);
      case "SUBSTRING" -> called(call, "substring", at);
      case "EXTRACT" ->
          count == 2
              ? translation.times.part(call, arguments.get(1), arguments.get(0).toString(), at)
              : null;
      case "DATE_TRUNC" -> truncated(call, at);
      case "YEAR", "MONTH", "QUARTER", "WEEK", "DAY", "HOUR" ->
          count == 1 ? translation.times.part(call, arguments.get(0), name, at) : null;
      case "DAYOFMONTH" ->
          count == 1 ? translation.times.part(call, arguments.get(0), "DAY", at) : null;
      case "DAYOFYEAR" ->
          count == 1 ? translation.times.part(call, arguments.get(0), "DOY", at) : null;
      default -> null;
    };
  }

  private Expr called(SqlCall call, String ours, Level at) {
    if (ours.equals("substring")
        && call.operand(1) instanceof SqlNumericLiteral from
        && from.bigDecimalValue() instanceof BigDecimal start
        && start.signum() <= 0) {
      return translation.refuse(
          call,
          "SQL engines disagree on characters before the first, which is number 1.",
          "A start from 1 on is expected.");
    }
    boolean compares = Set.of("coalesce", "nullif", "least", "greatest").contains(ours);
    List<Expr> arguments =
        compares
            ? new Operators(translation).compared(call.getOperandList(), at)
            : translation.exprs(call.getOperandList(), at);
    return translation.call(
        ours, translation.word(call), translation.span(call), arguments.toArray(Expr[]::new));
  }

  private Expr choice(SqlCall call, Level at) {
    List<Expr> values =
        new Operators(translation).compared(call.getOperandList().subList(1, 3), at);
    var branch = new Expr.Branch(translation.expr(call.operand(0), at), values.get(0));
    return new Expr.Case(
        Optional.empty(), List.of(branch), Optional.of(values.get(1)), translation.span(call));
  }

  /** {@code FLOOR(x)} of a number, {@code FLOOR(x TO MONTH)} of a time. */
  private @Nullable Expr rounded(SqlCall call, String ours, Level at) {
    if (call.operandCount() == 1) {
      return called(call, ours, at);
    }
    if (call.operandCount() != 2 || !(call.operand(1) instanceof SqlIntervalQualifier unit)) {
      return null;
    }
    if (ours.equals("ceil") || unit.toString().equalsIgnoreCase("WEEK")) {
      return translation.refuse(
          call,
          "`" + translation.text(call) + "` is not of the SQL that a metric can be made of.",
          "`DATE_TRUNC('" + unit.toString().toLowerCase(Locale.ROOT) + "', x)` is.");
    }
    return translation.times.period(call, call.operand(0), unit.toString(), at);
  }

  private @Nullable Expr truncated(SqlCall call, Level at) {
    if (call.operandCount() != 2) {
      return null;
    }
    SqlNode first = call.operand(0);
    SqlNode second = call.operand(1);
    if (first instanceof SqlCharStringLiteral unit) {
      return translation.times.period(call, second, unit.getValueAs(String.class), at);
    }
    return second instanceof SqlIntervalQualifier unit
        ? translation.times.period(call, first, unit.toString(), at)
        : translation.refuse(
            call,
            "`DATE_TRUNC` takes a period as a text first.",
            "`DATE_TRUNC('month', x)` is expected.");
  }

  private Expr trim(SqlCall call, Level at) {
    if (call.operandCount() == 1) {
      return called(call, "trim", at);
    }
    boolean plain =
        call.operand(0).toString().equals("BOTH")
            && call.operand(1) instanceof SqlLiteral what
            && " ".equals(what.getValueAs(String.class));
    if (!plain) {
      return translation.refuse(
          call,
          "`" + translation.text(call) + "` is not of the SQL that a metric can be made of.",
          "`TRIM(x)` takes spaces from both ends.");
    }
    Expr value = translation.expr(call.operand(2), at);
    return translation.call("trim", translation.word(call), translation.span(call), value);
  }

  private Expr cast(SqlCall call, Level at) {
    String written = call.operand(1).toString().replace("`", "");
    Optional<String> type = SqlTypes.ours(written);
    Expr value = translation.expr(call.operand(0), at);
    Span span = translation.span(call.operand(1));
    if (type.isEmpty()) {
      translation.add(
          translation
              .sql
              .finding(
                  Code.SQL_NOT_ALLOWED,
                  span,
                  "`"
                      + translation.text(call.operand(1))
                      + "` is no type that a value can be cast to.")
              .note(SqlTypes.wayOut(written)));
      return translation.nothing(call);
    }
    return new Expr.Cast(value, new Name(type.get(), span), translation.span(call));
  }

  // Refusals.

  /** {@code CURRENT_DATE} and its like look like columns; none if a name is no such function. */
  Optional<Expr> withoutParentheses(SqlIdentifier identifier) {
    String name = identifier.getSimple().toUpperCase(Locale.ROOT);
    return Refusals.ofConstant(name).map(wayOut -> refused(identifier, name, wayOut));
  }

  private Expr refused(SqlNode node, String name, String wayOut) {
    translation.aggregateFound();
    return translation.refuse(
        node, "`" + name + "` is not of the SQL that a metric can be made of.", wayOut);
  }

  private Expr wrongCount(SqlCall call, String name, Counterpart counterpart) {
    String expected =
        counterpart.most == MANY
            ? "at least " + counterpart.least
            : counterpart.least == counterpart.most
                ? String.valueOf(counterpart.least)
                : counterpart.least + " or " + counterpart.most;
    return translation.fail(
        Code.SQL_EXPRESSION,
        translation.span(call),
        "`"
            + name
            + "` is given "
            + call.operandCount()
            + " arguments; "
            + expected
            + " are expected.");
  }

  private Expr unknown(SqlCall call, String name) {
    var names = new TreeSet<>(Aggregates.known());
    names.addAll(known());
    boolean special = SPECIAL.contains(name);
    Span word = translation.word(call);
    Diagnostic finding =
        special
            ? translation.sql.finding(
                Code.SQL_EXPRESSION,
                translation.span(call),
                "`"
                    + name
                    + "` is given "
                    + call.operandCount()
                    + " arguments, which it does not take.")
            : translation.sql.finding(
                Code.UNKNOWN_FUNCTION, word, "No SQL function `" + name + "` is known here.");
    Optional<String> near = special ? Optional.empty() : Nearest.to(name, names);
    translation.add(
        near.map(n -> finding.fix(translation.fix("Write `" + n + "`", word, n))).orElse(finding));
    return translation.nothing(call);
  }
}
