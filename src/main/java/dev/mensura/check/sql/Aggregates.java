package dev.mensura.check.sql;

import dev.mensura.diagnostic.Code;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Modifier;
import dev.mensura.syntax.ast.Name;
import dev.mensura.syntax.ast.Path;
import dev.mensura.type.Aggregate;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Says aggregates of SQL in our own syntax. */
final class Aggregates {
  private static final Map<String, Aggregate> NAMES = names();

  private final Translation translation;

  Aggregates(Translation translation) {
    this.translation = translation;
  }

  private static Map<String, Aggregate> names() {
    var names = new TreeMap<String, Aggregate>();
    names.put("COUNT", Aggregate.COUNT);
    names.put("COUNT_IF", Aggregate.COUNT);
    names.put("COUNTIF", Aggregate.COUNT);
    names.put("SUM", Aggregate.SUM);
    names.put("AVG", Aggregate.AVG);
    names.put("MIN", Aggregate.MIN);
    names.put("MAX", Aggregate.MAX);
    names.put("MEDIAN", Aggregate.MEDIAN);
    names.put("PERCENTILE_CONT", Aggregate.PERCENTILE);
    names.put("PERCENTILE_DISC", Aggregate.PERCENTILE_DISC);
    names.put("APPROX_PERCENTILE", Aggregate.APPROX_PERCENTILE);
    names.put("STDDEV", Aggregate.STDDEV);
    names.put("STDDEV_SAMP", Aggregate.STDDEV);
    names.put("VARIANCE", Aggregate.VARIANCE);
    names.put("VAR_SAMP", Aggregate.VARIANCE);
    names.put("APPROX_COUNT_DISTINCT", Aggregate.APPROX_COUNT_DISTINCT);
    names.put("BOOL_OR", Aggregate.ANY_TRUE);
    names.put("LOGICAL_OR", Aggregate.ANY_TRUE);
    names.put("SOME", Aggregate.ANY_TRUE);
    names.put("ANY", Aggregate.ANY_TRUE);
    names.put("BOOL_AND", Aggregate.ALL_TRUE);
    names.put("LOGICAL_AND", Aggregate.ALL_TRUE);
    names.put("EVERY", Aggregate.ALL_TRUE);
    return Collections.unmodifiableMap(names);
  }

  static Set<String> known() {
    return NAMES.keySet();
  }

  private static Optional<Aggregate> of(SqlNode node) {
    return node instanceof SqlCall call && call.getOperator().getSyntax() != SqlSyntax.BINARY
        ? Optional.ofNullable(NAMES.get(call.getOperator().getName().toUpperCase(Locale.ROOT)))
        : Optional.empty();
  }

  /** The expression, or none if the call is no aggregate. */
  Optional<Expr> translate(SqlCall call, Level at) {
    return switch (call.getKind()) {
      case FILTER -> Optional.of(filtered(call, at));
      case WITHIN_GROUP -> Optional.of(withinGroup(call, at));
      default -> of(call).map(aggregate -> aggregate(call, aggregate, at));
    };
  }

  private Expr filtered(SqlCall call, Level at) {
    Expr value = translation.expr(call.operand(0), at);
    if (at != Level.METRIC) {
      return value;
    }
    SqlNode condition = call.operand(1);
    Expr predicate = translation.expr(condition, Level.FILTER);
    Span where = translation.span(condition);
    return new Expr.Modified(value, new Modifier.Where(predicate, where), translation.span(call));
  }

  private Expr aggregate(SqlCall call, Aggregate aggregate, Level at) {
    if (!allowed(call, at)) {
      return translation.nothing(call);
    }
    String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
    if (name.startsWith("PERCENTILE_")) {
      return translation.refuse(
          call,
          "`" + name + "` does not say what it orders.",
          "`" + name + "(0.5) WITHIN GROUP (ORDER BY x)` does.");
    }
    boolean fraction = aggregate.takesFraction();
    int expected = fraction ? 2 : 1;
    if (call.operandCount() != expected) {
      return count(call, name, aggregate);
    }
    if (name.equals("COUNT")
        && call.operand(0) instanceof SqlIdentifier id
        && id.isStar()
        && id.names.size() == 1) {
      return rows(call);
    }
    if (name.startsWith("COUNT") && name.endsWith("IF")) {
      Expr predicate = translation.expr(call.operand(0), Level.FILTER);
      Span where = translation.span(call.operand(0));
      return new Expr.Modified(
          rows(call), new Modifier.Where(predicate, where), translation.span(call));
    }
    return fraction ? approximate(call, aggregate) : ofColumn(call, name, aggregate);
  }

  private Expr count(SqlCall call, String name, Aggregate aggregate) {
    if (isDistinct(call) || aggregate.isCount() && call.operandCount() > 1) {
      return translation.refuse(
          call,
          "`"
              + translation.text(call)
              + "` counts combinations of columns; one column is expected.",
          "A computed field of the model can be the combination.");
    }
    return translation.fail(
        Code.SQL_EXPRESSION,
        translation.span(call),
        "`"
            + name
            + "` takes "
            + (aggregate.takesFraction() ? "two arguments" : "one argument")
            + "; "
            + call.operandCount()
            + " are given.");
  }

  private Expr ofColumn(SqlCall call, String name, Aggregate aggregate) {
    SqlNode argument = call.operand(0);
    boolean distinct = isDistinct(call);
    if (!readsColumn(argument)) {
      boolean counts = aggregate == Aggregate.COUNT && !distinct && isValue(argument);
      return counts
          ? rows(call)
          : translation.refuse(
              call,
              "`"
                  + translation.text(call)
                  + "` reads no column of `"
                  + translation.columns.model().name()
                  + "`.",
              "`COUNT(*)` counts rows.");
    }
    Aggregate function = aggregate;
    if (distinct && aggregate == Aggregate.COUNT) {
      function = Aggregate.COUNT_DISTINCT;
    } else if (distinct && !aggregate.ignoresRepeats()) {
      return translation.refuse(
          call,
          "`" + name + "(DISTINCT …)` has no counterpart in a metric.",
          "Two different rows with equal values count twice; `COUNT(DISTINCT x)` counts values.");
    }
    Expr value = translation.expr(argument, Level.ARGUMENT);
    return aggregated(function, call, List.of(value));
  }

  private static boolean isDistinct(SqlCall call) {
    SqlLiteral quantifier = call.getFunctionQuantifier();
    return quantifier != null && quantifier.getValue() == SqlSelectKeyword.DISTINCT;
  }

  /** A literal other than null, in each row the same. */
  private static boolean isValue(SqlNode node) {
    return node instanceof SqlLiteral literal && literal.getValue() != null;
  }

  private static boolean readsColumn(SqlNode node) {
    boolean[] found = {false};
    node.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlIdentifier identifier) {
            found[0] = true;
            return null;
          }
        });
    return found[0];
  }

  // Percentiles.

  private Expr approximate(SqlCall call, Aggregate aggregate) {
    Optional<Expr> fraction = fraction(call.operand(1), false);
    Expr value = translation.expr(call.operand(0), Level.ARGUMENT);
    return fraction.isPresent()
        ? aggregated(aggregate, call, List.of(value, fraction.get()))
        : translation.nothing(call);
  }

  private Expr withinGroup(SqlCall call, Level at) {
    if (!(call.operand(0) instanceof SqlCall inner)
        || !(call.operand(1) instanceof SqlNodeList order)
        || !inner.getOperator().getName().toUpperCase(Locale.ROOT).startsWith("PERCENTILE_")) {
      translation.aggregateFound();
      return translation.refuse(
          call,
          "`" + translation.text(call) + "` is not of the SQL that a metric can be made of.",
          "`PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY x)` is.");
    }
    if (!allowed(call, at)) {
      return translation.nothing(call);
    }
    String name = inner.getOperator().getName().toUpperCase(Locale.ROOT);
    Aggregate aggregate = name.endsWith("CONT") ? Aggregate.PERCENTILE : Aggregate.PERCENTILE_DISC;
    if (order.size() != 1 || inner.operandCount() != 1) {
      return translation.fail(
          Code.SQL_EXPRESSION,
          translation.span(call),
          "`" + name + "` takes one fraction and orders by one value.");
    }
    SqlNode key = order.get(0);
    boolean descending = false;
    while (key instanceof SqlCall wrapped && isOrdering(wrapped.getKind())) {
      descending |= wrapped.getKind() == SqlKind.DESCENDING;
      key = wrapped.operand(0);
    }
    if (descending && aggregate == Aggregate.PERCENTILE_DISC) {
      return translation.refuse(
          call,
          "`PERCENTILE_DISC` over descending values has no counterpart in a metric.",
          "Ascending values have.");
    }
    Optional<Expr> fraction = fraction(inner.operand(0), descending);
    Expr value = translation.expr(key, Level.ARGUMENT);
    return fraction.isPresent()
        ? aggregated(aggregate, call, List.of(value, fraction.get()))
        : translation.nothing(call);
  }

  private static boolean isOrdering(SqlKind kind) {
    return kind == SqlKind.DESCENDING || kind == SqlKind.NULLS_FIRST || kind == SqlKind.NULLS_LAST;
  }

  /** The fraction of a percentile; of descending values, what is left of 1. */
  private Optional<Expr> fraction(SqlNode node, boolean descending) {
    BigDecimal value = node instanceof SqlNumericLiteral n ? n.bigDecimalValue() : null;
    if (value == null || value.signum() < 0 || value.compareTo(BigDecimal.ONE) > 0) {
      translation.fail(
          Code.SQL_EXPRESSION,
          translation.span(node),
          "`" + translation.text(node) + "` is no fraction; a number from 0 to 1 is expected.");
      return Optional.empty();
    }
    return Optional.of(
        new Expr.Number(
            descending ? BigDecimal.ONE.subtract(value) : value, translation.span(node)));
  }

  // Parts.

  /** Whether an aggregate can stand here; if not, a finding is added. */
  private boolean allowed(SqlCall call, Level at) {
    translation.aggregateFound();
    String name = "`" + translation.text(call) + "`";
    switch (at) {
      case METRIC -> {
        return true;
      }
      case ARGUMENT ->
          translation.refuse(
              call,
              name + " stands inside another aggregate.",
              "Outside the text, `avg (revenue per customer)` is an aggregate of a metric.");
      case FILTER ->
          translation.refuse(
              call,
              name + " stands in a filter, which is asked of each row.",
              "A query says `having …` of a metric.");
      case ROW ->
          translation.refuse(
              call,
              name + " reads many rows; a field is a value of one row.",
              "A metric is where aggregates are written.");
    }
    return false;
  }

  private Expr rows(SqlCall call) {
    Span span = translation.span(call);
    Span name = translation.span(call.operand(0));
    var path = new Path(List.of(new Name(translation.columns.model().name(), name)), name);
    return aggregated(Aggregate.COUNT, call, List.of(new Expr.Reference(path, name)), span);
  }

  private Expr aggregated(Aggregate aggregate, SqlCall call, List<Expr> arguments) {
    return aggregated(aggregate, call, arguments, translation.span(call));
  }

  private Expr aggregated(Aggregate aggregate, SqlCall call, List<Expr> arguments, Span span) {
    return new Expr.Aggregated(
        aggregate, translation.word(call), arguments, List.of(), Optional.empty(), span);
  }
}
