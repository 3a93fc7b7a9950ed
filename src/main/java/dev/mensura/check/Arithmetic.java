package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Operator;
import dev.mensura.type.Duration;
import dev.mensura.type.Function;
import dev.mensura.type.Grain;
import dev.mensura.type.Unit;
import dev.mensura.type.ValueType;
import dev.mensura.type.ValueType.Kind;
import java.util.List;
import java.util.Optional;

/** Types {@code + - * / %} and {@code ||}, with times and durations among their operands. */
final class Arithmetic<E> {
  /** What a duration is a number of. */
  private static final Unit SECONDS = Unit.of("second");

  private final Typer<E> typer;

  Arithmetic(Typer<E> typer) {
    this.typer = typer;
  }

  Typed<E> apply(Expr.Binary binary) {
    if (binary.operator() == Operator.CONCAT) {
      return concat(binary);
    }
    Function function = function(binary.operator());
    if (binary.right() instanceof Expr.Period period) {
      Typed<E> left = typer.type(binary.left());
      if (left.type().isTemporal()) {
        return shift(left, period, binary);
      }
      return combine(function, binary, left, typer.type(binary.right()));
    }
    return combine(function, binary, typer.type(binary.left()), typer.type(binary.right()));
  }

  private static Function function(Operator operator) {
    return switch (operator) {
      case PLUS -> Function.PLUS;
      case MINUS -> Function.MINUS;
      case TIMES -> Function.TIMES;
      case DIVIDE -> Function.DIVIDE;
      case MODULO -> Function.MODULO;
      case CONCAT, EQ, NE, LT, LE, GT, GE, AND, OR ->
          throw new IllegalArgumentException("no arithmetic: " + operator);
    };
  }

  private Typed<E> concat(Expr.Binary binary) {
    Typed<E> left = typer.type(binary.left());
    Typed<E> right = typer.type(binary.right());
    boolean texts =
        typer.needs(left, Kind.STRING, binary.left(), "a text")
            & typer.needs(right, Kind.STRING, binary.right(), "a text");
    return texts
        ? typer.call(
            Function.CONCAT_OPERATOR,
            ValueType.STRING,
            left.nullable() || right.nullable(),
            Unit.ANY,
            List.of(left, right))
        : typer.unknown();
  }

  /** A time some periods later or earlier. */
  Typed<E> shift(Typed<E> time, Expr.Period period, Expr.Binary binary) {
    Optional<Duration> length = typer.duration(period);
    if (length.isEmpty()) {
      return typer.unknown();
    }
    if (binary.operator() != Operator.PLUS && binary.operator() != Operator.MINUS) {
      return typer.fail(
          Code.TYPE_MISMATCH,
          binary.span(),
          "A time cannot be multiplied or divided; a duration is added or taken away.");
    }
    if (length.get().grain().isDeclared()) {
      return ofTable(length.get(), period.span());
    }
    return shift(time, binary.operator() == Operator.PLUS ? length.get() : length.get().negated());
  }

  /** Only periods move by those of a table. */
  Typed<E> ofTable(Duration length, Span span) {
    return typer.fail(
        Code.NOT_SUPPORTED_YET,
        span,
        "The time of a row is not moved by "
            + length.grain().plural()
            + ", which a table declares; days and months move it.");
  }

  Typed<E> shift(Typed<E> time, Duration length) {
    boolean toTimestamp = time.type().is(Kind.DATE) && length.grain().compareTo(Grain.DAY) < 0;
    ValueType type = toTimestamp ? ValueType.TIMESTAMP : time.type();
    Typed<E> constant = typer.literal(length, ValueType.DURATION);
    return typer.call(Function.SHIFT, type, time.nullable(), Unit.ANY, List.of(time, constant));
  }

  private Typed<E> combine(Function function, Expr.Binary binary, Typed<E> left, Typed<E> right) {
    if (left.isUnknown() || right.isUnknown()) {
      return typer.unknown();
    }
    if (left.type().isTemporal() && right.type().isTemporal() && function == Function.MINUS) {
      return elapsed(left, right, binary);
    }
    if (left.type().is(Kind.DURATION) || right.type().is(Kind.DURATION)) {
      return durations(function, binary, left, right);
    }
    boolean numbers = number(left, binary.left(), binary) & number(right, binary.right(), binary);
    if (!numbers) {
      return typer.unknown();
    }
    Unit unit =
        switch (function) {
          case TIMES -> scale(left, binary.left()).times(scale(right, binary.right()));
          case DIVIDE -> scale(left, binary.left()).over(scale(right, binary.right()));
          default ->
              typer.commonUnit(
                  List.of(left, right), List.of(binary.left().span(), binary.right().span()));
        };
    boolean divides = function == Function.DIVIDE || function == Function.MODULO;
    return typer.call(
        function,
        Rules.arithmetic(function, left.type(), right.type()),
        divides || left.nullable() || right.nullable(),
        unit,
        List.of(left, right));
  }

  /** A literal factor is a pure number; in sums it fits every unit. */
  private Unit scale(Typed<E> typed, Expr expr) {
    return isNumber(expr) ? Unit.NONE : typed.unit();
  }

  private static boolean isNumber(Expr expr) {
    return expr instanceof Expr.Number || expr instanceof Expr.Negate n && isNumber(n.value());
  }

  private boolean number(Typed<E> typed, Expr expr, Expr.Binary binary) {
    if (typed.type().isNumeric() || typed.type().isOpen()) {
      return true;
    }
    typer.findings.add(
        Code.TYPE_MISMATCH,
        expr.span(),
        "`"
            + typer.shortText(expr.span())
            + "` is "
            + Article.a(typed.type())
            + "; `"
            + binary.operator().text()
            + "` needs a number here.");
    return false;
  }

  private Typed<E> elapsed(Typed<E> later, Typed<E> earlier, Expr.Binary binary) {
    if (!Rules.comparable(later.type(), earlier.type())) {
      return typer.fail(
          Code.TYPE_MISMATCH,
          binary.span(),
          Article.capital(earlier.type())
              + " cannot be taken from "
              + Article.a(later.type())
              + ".");
    }
    return typer.call(
        Function.ELAPSED,
        ValueType.DURATION,
        later.nullable() || earlier.nullable(),
        SECONDS,
        List.of(later, earlier));
  }

  private Typed<E> durations(Function function, Expr.Binary binary, Typed<E> left, Typed<E> right) {
    boolean both = left.type().is(Kind.DURATION) && right.type().is(Kind.DURATION);
    boolean sum = both && (function == Function.PLUS || function == Function.MINUS);
    boolean ratio = both && function == Function.DIVIDE;
    boolean scaled =
        left.type().is(Kind.DURATION)
                && right.type().isNumeric()
                && (function == Function.TIMES || function == Function.DIVIDE)
            || right.type().is(Kind.DURATION)
                && left.type().isNumeric()
                && function == Function.TIMES;
    if (!sum && !ratio && !scaled) {
      return typer.fail(
          Code.TYPE_MISMATCH,
          binary.span(),
          Article.capital(left.type())
              + " and "
              + Article.a(right.type())
              + " do not go together with `"
              + binary.operator().text()
              + "`.");
    }
    Optional<Typed<E>> a = new TimeTests<>(typer).inSeconds(left, binary.left());
    Optional<Typed<E>> b = new TimeTests<>(typer).inSeconds(right, binary.right());
    if (a.isEmpty() || b.isEmpty()) {
      return typer.unknown();
    }
    ValueType type = ratio ? ValueType.DOUBLE : ValueType.DURATION;
    boolean nullable = function == Function.DIVIDE || left.nullable() || right.nullable();
    return typer.call(
        function, type, nullable, ratio ? Unit.NONE : SECONDS, List.of(a.get(), b.get()));
  }
}
