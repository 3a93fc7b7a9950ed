package dev.mensura.check.sql;

import dev.mensura.check.sql.SqlToken.Kind;
import dev.mensura.diagnostic.Code;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Expr;
import java.math.BigDecimal;
import java.util.Arrays;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlUnknownLiteral;

/** Says literals of SQL in our own syntax. */
final class Literals {
  /** Beyond the exponents of a double, a number is a slip of the finger. */
  private static final int MAX_EXPONENT = 308;

  private final Translation translation;

  Literals(Translation translation) {
    this.translation = translation;
  }

  Expr literal(SqlLiteral literal) {
    return switch (literal) {
      case SqlNumericLiteral number -> number(number);
      case SqlCharStringLiteral text -> text(text);
      case SqlUnknownLiteral time -> translation.times.literal(time);
      case SqlIntervalLiteral interval -> translation.times.interval(interval);
      default -> plain(literal);
    };
  }

  private Expr plain(SqlLiteral literal) {
    Span span = translation.span(literal);
    return switch (literal.getTypeName()) {
      case BOOLEAN ->
          literal.getValue() == null
              ? new Expr.Null(span)
              : new Expr.Bool(literal.booleanValue(), span);
      case NULL -> new Expr.Null(span);
      default -> translation.refuse(literal);
    };
  }

  private Expr number(SqlNumericLiteral literal) {
    BigDecimal value = java.util.Objects.requireNonNull(literal.bigDecimalValue());
    Span span = translation.span(literal);
    if (Math.abs((long) value.precision() - value.scale()) > MAX_EXPONENT
        || value.scale() > MAX_EXPONENT) {
      return translation.fail(
          Code.SQL_EXPRESSION,
          span,
          "`" + translation.text(literal) + "` is beyond the numbers that are computed with.");
    }
    Expr.Number number = new Expr.Number(value.abs(), span);
    return value.signum() < 0 ? new Expr.Negate(number, span) : number;
  }

  private Expr text(SqlCharStringLiteral literal) {
    int start = translation.start(literal);
    SqlToken token =
        translation.tokens().stream()
            .filter(t -> t.start() == start && t.kind() == Kind.TEXT)
            .findFirst()
            .orElse(null);
    return token == null ? translation.refuse(literal) : text(token);
  }

  /** A text, each character at its place. */
  Expr.Text text(SqlToken token) {
    var value = new StringBuilder();
    int[] offsets = new int[token.end() - token.start()];
    int last = token.end() - 1;
    for (int i = token.start() + 1; i < last; i++) {
      char c = translation.sql.value().charAt(i);
      offsets[value.length()] = translation.sql.offset(i);
      value.append(c);
      if (c == '\'') {
        i++;
      }
    }
    offsets[value.length()] = translation.sql.offset(last);
    return new Expr.Text(
        value.toString(),
        translation.sql.span(token.start(), token.end()),
        Arrays.copyOf(offsets, value.length() + 1));
  }
}
