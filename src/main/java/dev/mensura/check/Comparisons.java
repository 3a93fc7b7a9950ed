package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Edit;
import dev.mensura.diagnostic.Fix;
import dev.mensura.diagnostic.Nearest;
import dev.mensura.model.Field;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Operator;
import dev.mensura.type.Duration;
import dev.mensura.type.Function;
import dev.mensura.type.TimePart;
import dev.mensura.type.Unit;
import dev.mensura.type.ValueType;
import dev.mensura.type.ValueType.Kind;
import java.util.List;
import java.util.Optional;

/** Types comparisons: with closed values, times written as literals, and differences of times. */
final class Comparisons<E> {
  private final Typer<E> typer;
  private final TimeTests<E> times;

  Comparisons(Typer<E> typer) {
    this.typer = typer;
    this.times = new TimeTests<>(typer);
  }

  Typed<E> compare(Expr.Binary binary) {
    return compare(
        function(binary.operator()), binary.left(), binary.right(), binary.span(), binary.word());
  }

  /** {@code left = right}, as {@code case x when …} asks it. */
  Typed<E> equal(Expr left, Expr right) {
    return compare(Function.EQ, left, right, right.span(), right.span());
  }

  Typed<E> between(Expr.Between between) {
    Optional<Expr.Time> low = times.asTime(between.low());
    Optional<Expr.Time> high = times.asTime(between.high());
    if (low.isPresent() && high.isPresent()) {
      Typed<E> value = typer.type(between.value());
      if (value.type().isTemporal()) {
        return times.between(value, between, low.get(), high.get());
      }
    }
    Typed<E> from =
        compare(Function.GE, between.value(), between.low(), between.span(), between.span());
    Typed<E> to =
        compare(Function.LE, between.value(), between.high(), between.span(), between.span());
    return typer.call(
        Function.AND,
        ValueType.BOOLEAN,
        from.nullable() || to.nullable(),
        Unit.ANY,
        List.of(from, to));
  }

  private static Function function(Operator operator) {
    return switch (operator) {
      case EQ -> Function.EQ;
      case NE -> Function.NE;
      case LT -> Function.LT;
      case LE -> Function.LE;
      case GT -> Function.GT;
      case GE -> Function.GE;
      case PLUS, MINUS, TIMES, DIVIDE, MODULO, CONCAT, AND, OR ->
          throw new IllegalArgumentException("no comparison: " + operator);
    };
  }

  static Function flipped(Function comparison) {
    return switch (comparison) {
      case LT -> Function.GT;
      case LE -> Function.GE;
      case GT -> Function.LT;
      case GE -> Function.LE;
      default -> comparison;
    };
  }

  private Typed<E> compare(Function function, Expr left, Expr right, Span span, Span word) {
    if (left instanceof Expr.Null || right instanceof Expr.Null) {
      return withNull(function, right instanceof Expr.Null ? left : right, span);
    }
    if (isTime(right)) {
      Typed<E> value = typer.type(left);
      return times
          .asTime(right)
          .map(time -> times.test(value, function, time, left, span))
          .orElseGet(typer::unknown);
    }
    if (isTime(left) || isTimeText(left, right)) {
      return compare(flipped(function), right, left, span, word);
    }
    if (right instanceof Expr.Period period
        && left instanceof Expr.Binary b
        && b.operator() == Operator.MINUS) {
      Optional<Typed<E>> difference = difference(function, b, period);
      if (difference.isPresent()) {
        return difference.get();
      }
    }
    if (left instanceof Expr.Period && right instanceof Expr.Binary) {
      return compare(flipped(function), right, left, span, word);
    }
    Typed<E> a = typer.type(left);
    if (right instanceof Expr.Text text && a.type().isTemporal()) {
      return times.test(a, function, text, left, span);
    }
    Typed<E> b = typer.type(right);
    if (b.isUnknown() && a.type().is(Kind.STRING)) {
      withoutQuotes(right);
    }
    return compare(function, a, b, left, right, span);
  }

  private static boolean isTime(Expr expr) {
    return expr instanceof Expr.Time || expr instanceof Expr.FiscalTime;
  }

  /** {@code plan = free}: what was taken for the name of a field may be a text. */
  private void withoutQuotes(Expr value) {
    if (value instanceof Expr.Reference reference && reference.path().isSimple()) {
      String name = reference.path().text();
      String text = "'" + name + "'";
      typer.findings.amend(
          Code.UNKNOWN_FIELD,
          reference.path().span(),
          finding ->
              finding.note("A text has quotes: `" + text + "`.").fix("Write `" + text + "`", text));
    }
  }

  private boolean isTimeText(Expr left, Expr right) {
    return left instanceof Expr.Text && !(right instanceof Expr.Text) && times.looksTemporal(right);
  }

  private Typed<E> compare(
      Function function, Typed<E> a, Typed<E> b, Expr left, Expr right, Span span) {
    if (a.isUnknown() || b.isUnknown()) {
      return typer.unknown();
    }
    if (!Rules.comparable(a.type(), b.type())) {
      return mismatch(a, b, left, right, span);
    }
    boolean ordered = function != Function.EQ && function != Function.NE;
    if (ordered && a.type().is(Kind.BOOLEAN)) {
      return typer.fail(
          Code.TYPE_MISMATCH, span, "Conditions are equal or not; they have no order.");
    }
    closed(a, right);
    closed(b, left);
    warnings(function, a, left, right, span);
    typer.commonUnit(List.of(a, b), List.of(left.span(), right.span()));
    if (a.type().is(Kind.DURATION)) {
      Optional<Typed<E>> x = times.inSeconds(a, left);
      Optional<Typed<E>> y = times.inSeconds(b, right);
      if (x.isEmpty() || y.isEmpty()) {
        return typer.unknown();
      }
      return test(function, x.get(), y.get());
    }
    return test(function, a, b);
  }

  private Typed<E> test(Function function, Typed<E> a, Typed<E> b) {
    return typer.call(
        function, ValueType.BOOLEAN, a.nullable() || b.nullable(), Unit.ANY, List.of(a, b));
  }

  private Typed<E> mismatch(Typed<E> a, Typed<E> b, Expr left, Expr right, Span span) {
    Diagnostic finding =
        Diagnostic.of(
            Code.TYPE_MISMATCH,
            typer.findings.place(span),
            "`"
                + typer.shortText(left.span())
                + "` is "
                + Article.a(a.type())
                + " and `"
                + typer.shortText(right.span())
                + "` "
                + Article.a(b.type())
                + "; they cannot be compared.");
    if (a.type().isTemporal() && right instanceof Expr.Number number) {
      String digits = number.value().toPlainString();
      if (digits.matches("[12]\\d{3}")) {
        finding =
            finding.fix(
                new Fix(
                    "Write `@" + digits + "`",
                    List.of(new Edit(typer.findings.place(right.span()), "@" + digits))));
      } else {
        finding =
            finding.note(
                "A number recurs: "
                    + Findings.quoted(
                        List.of(
                            TimePart.MONTH_OF_YEAR.text(),
                            TimePart.DAY_OF_WEEK.text(),
                            TimePart.HOUR_OF_DAY.text()))
                    + " and so on are numbers.");
      }
    }
    typer.findings.add(finding);
    return typer.unknown();
  }

  private Typed<E> withNull(Function function, Expr value, Span span) {
    String test = function == Function.NE ? "is not null" : "is null";
    String text = typer.findings.text(value.span()) + " " + test;
    typer.findings.add(
        Diagnostic.of(
                Code.OTHER_LANGUAGE,
                typer.findings.place(span),
                "Nothing is ever equal or unequal to `null`; `" + test + "` asks for it.")
            .fix("Write `" + text + "`", text));
    return typer.unknown();
  }

  /** A literal that a field with closed values cannot have is a mistake. */
  void closed(Typed<E> value, Expr literal) {
    Optional<Field> field = value.subject().flatMap(Typed.Subject::field);
    if (field.isEmpty() || !field.get().isClosed()) {
      return;
    }
    String text =
        switch (literal) {
          case Expr.Text t -> t.value();
          case Expr.Number n -> n.value().toPlainString();
          default -> null;
        };
    if (text == null || field.get().values().containsKey(text)) {
      return;
    }
    Diagnostic finding =
        Diagnostic.of(
                Code.UNKNOWN_VALUE,
                typer.findings.place(literal.span()),
                "`" + field.get().name() + "` is never `" + text + "`.")
            .note("It is one of " + Findings.quoted(field.get().values().keySet()) + ".")
            .related(field.get().place(), "declared here");
    Optional<String> near = Nearest.to(text, field.get().values().keySet());
    typer.findings.add(
        near.map(n -> finding.fix("Write `" + n + "`", quotedLike(literal, n))).orElse(finding));
  }

  private String quotedLike(Expr literal, String value) {
    if (!(literal instanceof Expr.Text)) {
      return value;
    }
    String written = typer.findings.text(literal.span());
    return written.startsWith("\"")
        ? "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\""
        : "'" + value.replace("'", "''") + "'";
  }

  private void warnings(Function function, Typed<E> value, Expr left, Expr right, Span span) {
    boolean literal =
        right instanceof Expr.Text || right instanceof Expr.Number || right instanceof Expr.Bool;
    if (function == Function.NE && literal) {
      unequal(value, left, span);
    }
  }

  /** What surprises about {@code !=} and {@code not in} on this value. */
  void unequal(Typed<E> value, Expr operand, Span span) {
    Optional<Typed.Subject> subject = value.subject();
    if (subject.isEmpty()) {
      return;
    }
    if (subject.get().reach() == Typed.Reach.MANY) {
      typer.warnNegation(span, span);
    } else if (value.nullable()
        && subject.get().field().isPresent()
        && !typer.isNullTested(operand)) {
      String name = subject.get().field().get().name();
      typer.findings.add(
          Diagnostic.of(
                  Code.NULLABLE_NOT_EQUAL,
                  typer.findings.place(span),
                  "`" + name + "` can be null, and rows where it is are left out here.")
              .note(
                  "`or "
                      + name
                      + " is null` keeps them; `nullable: false` in the model says that there are"
                      + " none."));
    }
  }

  /** {@code a - b > 7 days} as {@code a > b + 7 days}: right for months too. */
  private Optional<Typed<E>> difference(Function function, Expr.Binary minus, Expr.Period period) {
    if (minus.right() instanceof Expr.Period || minus.left() instanceof Expr.Number) {
      return Optional.empty();
    }
    Typed<E> later = typer.type(minus.left());
    Typed<E> earlier = typer.type(minus.right());
    boolean both = later.type().isTemporal() && earlier.type().isTemporal();
    if (!both || !Rules.comparable(later.type(), earlier.type())) {
      return Optional.empty();
    }
    Optional<Duration> length = typer.duration(period);
    if (length.isEmpty()) {
      return Optional.of(typer.unknown());
    }
    return Optional.of(test(function, later, new Arithmetic<>(typer).shift(earlier, length.get())));
  }
}
