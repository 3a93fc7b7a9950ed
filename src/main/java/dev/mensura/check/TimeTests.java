package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.Span;
import dev.mensura.syntax.Parser;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.type.Duration;
import dev.mensura.type.Function;
import dev.mensura.type.Grain;
import dev.mensura.type.TimeSpan;
import dev.mensura.type.Unit;
import dev.mensura.type.ValueType;
import dev.mensura.type.ValueType.Kind;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Types tests against spans of time, and sets. A time literal is a half-open span. */
final class TimeTests<E> {
  private final Typer<E> typer;

  TimeTests(Typer<E> typer) {
    this.typer = typer;
  }

  /** A literal as a value: a day or a time of day is one, a longer span isn't. */
  Typed<E> valueOf(Expr literal) {
    return asTime(literal).map(this::value).orElseGet(typer::unknown);
  }

  private Typed<E> value(Expr.Time time) {
    LocalDateTime end = time.end();
    boolean day = midnight(time.start()) && end != null && end.equals(time.start().plusDays(1));
    if (day) {
      return typer.literal(time.start().toLocalDate(), ValueType.DATE);
    }
    if (end != null && end.isBefore(time.start().plusDays(1))) {
      return typer.literal(time.start(), ValueType.TIMESTAMP);
    }
    return typer.fail(
        Code.TYPE_MISMATCH,
        time.span(),
        "`" + time.text() + "` is a span of time; a day such as `@2024-05-31` is a value.");
  }

  Typed<E> value(Expr.Period period) {
    return typer
        .duration(period)
        .map(d -> typer.literal(d, ValueType.DURATION))
        .orElseGet(typer::unknown);
  }

  /** A duration as its seconds, none after saying that a month has no fixed number of them. */
  Optional<Typed<E>> inSeconds(Typed<E> value, Expr expr) {
    if (!(expr instanceof Expr.Period period)) {
      return Optional.of(value);
    }
    Optional<Duration> length = typer.duration(period);
    Optional<BigDecimal> seconds = length.flatMap(Duration::seconds);
    if (length.isPresent() && seconds.isEmpty()) {
      typer.findings.add(
          Code.TYPE_MISMATCH,
          expr.span(),
          "A " + length.get().grain().text() + " is no fixed length of time; days and weeks are.");
    }
    return seconds.map(s -> typer.literal(s, ValueType.DURATION));
  }

  /** The time that a literal of time, or a text that reads as one, stands for. */
  Optional<Expr.Time> asTime(Expr expr) {
    return switch (expr) {
      case Expr.Time t -> typer.literals().time(t);
      case Expr.FiscalTime t -> typer.literals().time(t, typer.findings);
      case Expr.Text t ->
          Parser.parseExpression(
                  typer.findings.file(), t.span(), "@" + t.value().strip().replace(' ', 'T'))
              .expr()
              .filter(e -> e instanceof Expr.Time || e instanceof Expr.FiscalTime)
              .flatMap(this::asTime)
              .filter(time -> time.end() != null);
      default -> Optional.empty();
    };
  }

  /** Whether an expression may be a time, before it is typed. */
  boolean looksTemporal(Expr expr) {
    return expr instanceof Expr.Reference;
  }

  /** {@code value op 'text'}: the text must read as a time. */
  Typed<E> test(Typed<E> value, Function function, Expr.Text text, Expr left, Span span) {
    Optional<Expr.Time> time = asTime(text);
    if (time.isEmpty()) {
      typer.findings.add(
          Diagnostic.of(
                  Code.BAD_TIME,
                  typer.findings.place(text.span()),
                  "`"
                      + typer.shortText(left.span())
                      + "` is "
                      + Article.a(value.type())
                      + ", and `"
                      + text.value()
                      + "` does not read as a time.")
              .note("`@2024-05-31`, `@2024-05` and `@2024-Q2` are times."));
      return typer.unknown();
    }
    return test(value, function, time.get(), left, span);
  }

  /** {@code value op @literal}. */
  Typed<E> test(Typed<E> value, Function function, Expr.Time time, Expr left, Span span) {
    if (value.isUnknown()) {
      return value;
    }
    if (!temporal(value, left, time)) {
      return typer.unknown();
    }
    LocalDateTime end = time.end();
    return switch (function) {
      case EQ -> within(value, time.start(), end, time);
      case NE -> typer.negated(within(value, time.start(), end, time));
      case GE -> within(value, time.start(), null, time);
      case LT -> within(value, null, time.start(), time);
      case LE -> within(value, null, end, time);
      case GT ->
          end == null
              ? typer.fail(
                  Code.BAD_TIME,
                  time.span(),
                  "`" + time.text() + "` has no end, so nothing is after it.")
              : within(value, end, null, time);
      default -> throw new IllegalArgumentException("no comparison: " + function);
    };
  }

  Typed<E> between(Typed<E> value, Expr.Between between, Expr.Time low, Expr.Time high) {
    LocalDateTime end = high.end();
    if (end != null && !end.isAfter(low.start())) {
      return typer.fail(
          Code.BAD_TIME,
          between.span(),
          "Nothing lies between `" + low.text() + "` and the earlier `" + high.text() + "`.");
    }
    Typed<E> after = within(value, low.start(), end, low);
    within(value, null, end, high);
    return after;
  }

  private boolean temporal(Typed<E> value, Expr left, Expr.Time time) {
    if (value.type().isTemporal()) {
      return true;
    }
    typer.findings.add(
        Code.TYPE_MISMATCH,
        left.span(),
        "`"
            + typer.shortText(left.span())
            + "` is "
            + Article.a(value.type())
            + " and `"
            + time.text()
            + "` a time; they cannot be compared.");
    return false;
  }

  private Typed<E> within(
      Typed<E> value,
      @Nullable LocalDateTime start,
      @Nullable LocalDateTime end,
      Expr.Time literal) {
    if (value.type().is(Kind.DATE) && !(midnight(start) && midnight(end))) {
      return typer.fail(
          Code.GRAIN_TOO_FINE,
          literal.span(),
          "A date has no time of day; `" + literal.text() + "` names one.");
    }
    Optional<Grain> grain = value.subject().flatMap(Typed.Subject::grain);
    LocalDateTime literalEnd = literal.end();
    if (grain.isPresent()
        && literalEnd != null
        && shorter(literal.start(), literalEnd, grain.get())) {
      return typer.fail(
          Code.GRAIN_TOO_FINE,
          literal.span(),
          "A "
              + grain.get().text()
              + " is compared with `"
              + literal.text()
              + "`, which is shorter.");
    }
    return typer.during(value, new TimeSpan.Fixed(start, end), literal.span());
  }

  private static boolean shorter(LocalDateTime start, LocalDateTime end, Grain grain) {
    return !grain.isDeclared() && end.isBefore(grain.plus(start, 1));
  }

  private static boolean midnight(@Nullable LocalDateTime time) {
    return time == null || time.toLocalTime().equals(LocalTime.MIDNIGHT);
  }

  /** {@code value in set}. */
  Typed<E> in(Expr.In in) {
    Typed<E> value = typer.type(in.value());
    Typed<E> test =
        switch (in.set()) {
          case Expr.Set.Values values -> oneOf(value, in, values);
          case Expr.Set.During during -> during(value, in, during);
          case Expr.Set.Last last -> last(value, in, last);
          case Expr.Set.This current -> current(value, in, current);
          case Expr.Set.Ranked ranked -> typer.ranked(in, ranked);
        };
    if (in.sense() == Expr.Sense.PLAIN) {
      return test;
    }
    if (in.set() instanceof Expr.Set.Values) {
      new Comparisons<>(typer).unequal(value, in.value(), in.span());
    }
    return typer.negated(test);
  }

  private Typed<E> during(Typed<E> value, Expr.In in, Expr.Set.During during) {
    return asTime(during.time())
        .map(time -> test(value, Function.EQ, time, in.value(), in.span()))
        .orElseGet(typer::unknown);
  }

  private Typed<E> last(Typed<E> value, Expr.In in, Expr.Set.Last last) {
    if (!(last.length() instanceof Expr.Period period)) {
      return typer.fail(
          Code.UNKNOWN_GRAIN,
          last.length().span(),
          "`"
              + typer.shortText(last.length().span())
              + "` is no length of time; `30 days` is one.");
    }
    Optional<Duration> length = typer.duration(period);
    if (length.isEmpty() || !relative(value, in, length.get().grain())) {
      return typer.unknown();
    }
    if (length.get().count() < 1) {
      return typer.fail(Code.BAD_TIME, last.span(), "`last` needs at least one period.");
    }
    return typer.during(
        value, new TimeSpan.Last(length.get().count(), length.get().grain()), in.set().span());
  }

  private Typed<E> current(Typed<E> value, Expr.In in, Expr.Set.This current) {
    Optional<Grain> grain = typer.grains().length(current.unit(), typer.findings);
    return grain.isPresent() && relative(value, in, grain.get())
        ? typer.during(value, new TimeSpan.This(grain.get()), in.set().span())
        : typer.unknown();
  }

  private boolean relative(Typed<E> value, Expr.In in, Grain grain) {
    if (value.isUnknown()) {
      return false;
    }
    if (!value.type().isTemporal()) {
      typer.findings.add(
          Code.TYPE_MISMATCH,
          in.value().span(),
          "`"
              + typer.shortText(in.value().span())
              + "` is "
              + Article.a(value.type())
              + "; only a time lies in a span of time.");
      return false;
    }
    if (value.type().is(Kind.DATE) && grain.isSubDay()) {
      typer.findings.add(
          Code.GRAIN_TOO_FINE,
          in.set().span(),
          "A date has no time of day, so no `" + grain.text() + "`.");
      return false;
    }
    Optional<Grain> own = value.subject().flatMap(Typed.Subject::grain);
    if (own.isPresent() && !grain.isDeclared() && grain.compareTo(own.get()) < 0) {
      typer.findings.add(
          Code.GRAIN_TOO_FINE,
          in.set().span(),
          "A " + own.get().text() + " is compared with a " + grain.text() + ", which is shorter.");
      return false;
    }
    return true;
  }

  private Typed<E> oneOf(Typed<E> value, Expr.In in, Expr.Set.Values values) {
    if (value.isUnknown()) {
      return value;
    }
    if (value.type().isTemporal()) {
      return oneOfTimes(value, in, values);
    }
    var arguments = new ArrayList<Typed<E>>(List.of(value));
    var comparisons = new Comparisons<>(typer);
    for (Expr each : values.values()) {
      Typed<E> typed = typer.type(each);
      if (each instanceof Expr.Null) {
        return typer.fail(
            Code.OTHER_LANGUAGE,
            each.span(),
            "Nothing is ever equal to `null`; `is null` asks for it.");
      }
      if (!Rules.comparable(value.type(), typed.type())) {
        return typer.fail(
            Code.TYPE_MISMATCH,
            each.span(),
            "`"
                + typer.shortText(in.value().span())
                + "` is "
                + Article.a(value.type())
                + " and `"
                + typer.shortText(each.span())
                + "` "
                + Article.a(typed.type())
                + "; they cannot be compared.");
      }
      comparisons.closed(value, each);
      typer.commonUnit(List.of(value, typed), List.of(in.value().span(), each.span()));
      arguments.add(typed);
    }
    return typer.call(
        Function.IN, ValueType.BOOLEAN, typer.anyNullable(arguments), Unit.ANY, arguments);
  }

  private Typed<E> oneOfTimes(Typed<E> value, Expr.In in, Expr.Set.Values values) {
    @Nullable Typed<E> any = null;
    for (Expr each : values.values()) {
      Optional<Expr.Time> time = asTime(each);
      if (time.isEmpty()) {
        return typer.fail(
            Code.BAD_TIME,
            each.span(),
            "`"
                + typer.shortText(in.value().span())
                + "` is "
                + Article.a(value.type())
                + ", and `"
                + typer.shortText(each.span())
                + "` does not read as a time.");
      }
      Typed<E> test = test(value, Function.EQ, time.get(), in.value(), in.span());
      any =
          any == null
              ? test
              : typer.call(
                  Function.OR,
                  ValueType.BOOLEAN,
                  any.nullable() || test.nullable(),
                  Unit.ANY,
                  List.of(any, test));
    }
    return any == null ? typer.unknown() : any;
  }
}
