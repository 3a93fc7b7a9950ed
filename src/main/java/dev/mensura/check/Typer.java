package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Operator;
import dev.mensura.type.Aggregate;
import dev.mensura.type.Calendar;
import dev.mensura.type.Duration;
import dev.mensura.type.Function;
import dev.mensura.type.TimeSpan;
import dev.mensura.type.Unit;
import dev.mensura.type.ValueType;
import dev.mensura.type.ValueType.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Gives every expression its type and unit: what rows and metrics have in common. A mistake is
 * reported once and leaves {@link ValueType#UNKNOWN}, which fits everywhere.
 *
 * @param <E> the kind of expression that comes out
 */
abstract class Typer<E> {
  final Findings findings;
  private final Set<String> nullTested = new HashSet<>();

  Typer(Findings findings) {
    this.findings = findings;
  }

  abstract E constant(@Nullable Object value, ValueType type);

  abstract E call(Function function, List<E> arguments, ValueType type, boolean nullable);

  abstract Typed<E> during(Typed<E> value, TimeSpan span, Span where);

  abstract Typed<E> reference(Expr.Reference reference);

  abstract Typed<E> aggregated(Expr.Aggregated aggregated);

  abstract Typed<E> sql(Expr.Sql sql);

  abstract Typed<E> conversion(Expr.Call call);

  abstract Typed<E> ranked(Expr.In in, Expr.Set.Ranked ranked);

  abstract Typed<E> modified(Expr.Modified modified);

  /** How many references so far meet many values a row. */
  abstract int manyReferences();

  final Typed<E> unknown() {
    return new Typed<>(constant(null, ValueType.UNKNOWN), ValueType.UNKNOWN, true, Unit.ANY);
  }

  final Typed<E> fail(Code code, Span span, String message) {
    findings.add(code, span, message);
    return unknown();
  }

  final Typed<E> type(Expr expr) {
    return switch (expr) {
      case Expr.Number n -> number(n.value());
      case Expr.Text t -> literal(t.value(), ValueType.STRING);
      case Expr.Bool b -> literal(b.value(), ValueType.BOOLEAN);
      case Expr.Null n -> literal(null, ValueType.NULL);
      case Expr.Time t -> new TimeTests<>(this).valueOf(t);
      case Expr.FiscalTime t -> new TimeTests<>(this).valueOf(t);
      case Expr.Period p -> new TimeTests<>(this).value(p);
      case Expr.Reference r -> reference(r);
      case Expr.Aggregated a -> aggregated(a);
      case Expr.Sql s -> sql(s);
      case Expr.Call c -> called(c);
      case Expr.Cast c -> cast(c);
      case Expr.Case c -> choice(c);
      case Expr.Negate n -> negate(n);
      case Expr.Not n -> not(n);
      case Expr.Binary b -> binary(b);
      case Expr.Between b -> between(b);
      case Expr.Like l -> like(l);
      case Expr.IsNull i -> isNull(i);
      case Expr.In i when i.set() instanceof Expr.Set.Ranked ranked -> ranked(i, ranked);
      case Expr.In i -> new TimeTests<>(this).in(i);
      case Expr.Modified m -> modified(m);
    };
  }

  final Typed<E> literal(@Nullable Object value, ValueType type) {
    return new Typed<>(constant(value, type), type, value == null, Unit.ANY);
  }

  private Typed<E> number(BigDecimal value) {
    BigDecimal plain = value.scale() < 0 ? value.setScale(0) : value;
    if (plain.precision() > ValueType.MAX_PRECISION || plain.scale() > ValueType.MAX_PRECISION) {
      return literal(plain, ValueType.DOUBLE);
    }
    return literal(
        plain,
        plain.scale() == 0
            ? ValueType.INTEGER
            : ValueType.decimal(Math.max(plain.precision(), plain.scale()), plain.scale()));
  }

  /** A condition; anything else is a mistake. */
  final Typed<E> condition(Expr expr) {
    Typed<E> typed = type(expr);
    return needs(typed, Kind.BOOLEAN, expr, "a condition") ? typed : unknown();
  }

  /** Whether a value is of this kind or open; says what is needed if not. */
  final boolean needs(Typed<E> typed, Kind kind, Expr expr, String what) {
    if (typed.type().is(kind) || typed.type().isOpen()) {
      return true;
    }
    findings.add(
        Code.TYPE_MISMATCH,
        expr.span(),
        "`"
            + shortText(expr.span())
            + "` is "
            + Article.a(typed.type())
            + "; "
            + what
            + " is needed here.");
    return false;
  }

  final String shortText(Span span) {
    String text = findings.text(span).strip().replaceAll("\\s+", " ");
    return text.length() <= 60 ? text : text.substring(0, 57) + "…";
  }

  /** Calls a function whose arguments were checked. */
  final Typed<E> call(
      Function function, ValueType type, boolean nullable, Unit unit, List<Typed<E>> arguments) {
    if (arguments.stream().anyMatch(Typed::isUnknown)) {
      return type.is(Kind.BOOLEAN)
          ? new Typed<>(constant(null, ValueType.UNKNOWN), ValueType.UNKNOWN, true, Unit.ANY)
          : unknown();
    }
    List<E> exprs = arguments.stream().map(Typed::expr).toList();
    return new Typed<>(call(function, exprs, type, nullable), type, nullable, unit);
  }

  final boolean anyNullable(List<Typed<E>> all) {
    return all.stream().anyMatch(Typed::nullable);
  }

  private Typed<E> negate(Expr.Negate negate) {
    if (negate.value() instanceof Expr.Number n) {
      return number(n.value().negate());
    }
    Typed<E> value = type(negate.value());
    if (!value.type().isNumeric() && !value.type().is(Kind.DURATION) && !value.type().isOpen()) {
      return fail(
          Code.TYPE_MISMATCH,
          negate.span(),
          "`"
              + shortText(negate.value().span())
              + "` is "
              + Article.a(value.type())
              + " and has no negative.");
    }
    return call(Function.NEGATE, value.type(), value.nullable(), value.unit(), List.of(value));
  }

  private Typed<E> not(Expr.Not not) {
    int before = manyReferences();
    Typed<E> value = condition(not.value());
    if (manyReferences() > before) {
      warnNegation(not.span(), not.value().span());
    }
    return call(Function.NOT, ValueType.BOOLEAN, value.nullable(), Unit.ANY, List.of(value));
  }

  final void warnNegation(Span span, Span positive) {
    findings.add(
        Diagnostic.of(
                Code.TO_MANY_NEGATION,
                findings.place(span),
                "`"
                    + shortText(span)
                    + "` asks whether some of many rows is otherwise, not whether none is so.")
            .note("`not any_true(…)` of `" + shortText(positive) + "` asks whether none is."));
  }

  private Typed<E> binary(Expr.Binary binary) {
    Operator operator = binary.operator();
    if (operator.isLogical()) {
      var asked = new ArrayList<String>();
      nullTests(binary, operator, asked);
      asked.removeIf(path -> !nullTested.add(path));
      Typed<E> left = condition(binary.left());
      Typed<E> right = condition(binary.right());
      asked.forEach(nullTested::remove);
      return call(
          operator == Operator.AND ? Function.AND : Function.OR,
          ValueType.BOOLEAN,
          left.nullable() || right.nullable(),
          Unit.ANY,
          List.of(left, right));
    }
    return operator.isComparison()
        ? new Comparisons<>(this).compare(binary)
        : new Arithmetic<>(this).apply(binary);
  }

  /** The paths that stand in `is null` or `is not null` somewhere in a chain of one operator. */
  private static void nullTests(Expr expr, Operator chain, List<String> paths) {
    if (expr instanceof Expr.Binary binary && binary.operator() == chain) {
      nullTests(binary.left(), chain, paths);
      nullTests(binary.right(), chain, paths);
    } else if (expr instanceof Expr.IsNull test
        && test.value() instanceof Expr.Reference reference) {
      paths.add(reference.path().text());
    }
  }

  /** Whether the condition around an operand says what becomes of the rows where it is null. */
  final boolean isNullTested(Expr operand) {
    return operand instanceof Expr.Reference reference
        && nullTested.contains(reference.path().text());
  }

  private Typed<E> between(Expr.Between between) {
    Typed<E> test = new Comparisons<>(this).between(between);
    return between.sense() == Expr.Sense.PLAIN ? test : negated(test);
  }

  final Typed<E> negated(Typed<E> test) {
    return call(Function.NOT, ValueType.BOOLEAN, test.nullable(), Unit.ANY, List.of(test));
  }

  private Typed<E> like(Expr.Like like) {
    Typed<E> value = type(like.value());
    Typed<E> pattern = type(like.pattern());
    boolean texts =
        needs(value, Kind.STRING, like.value(), "a text")
            & needs(pattern, Kind.STRING, like.pattern(), "a text");
    if (!texts) {
      return unknown();
    }
    Typed<E> test =
        call(
            Function.LIKE,
            ValueType.BOOLEAN,
            value.nullable() || pattern.nullable(),
            Unit.ANY,
            List.of(value, pattern));
    return like.sense() == Expr.Sense.PLAIN ? test : negated(test);
  }

  private Typed<E> isNull(Expr.IsNull isNull) {
    Typed<E> value = type(isNull.value());
    Function function =
        isNull.sense() == Expr.Sense.PLAIN ? Function.IS_NULL : Function.IS_NOT_NULL;
    return call(function, ValueType.BOOLEAN, false, Unit.ANY, List.of(value));
  }

  private Typed<E> cast(Expr.Cast cast) {
    Typed<E> value = type(cast.value());
    Optional<ValueType> to = ValueType.parse(cast.type().text());
    if (to.isEmpty()) {
      findings.unknown(
          Code.UNKNOWN_TYPE,
          cast.type().span(),
          "`" + cast.type().text() + "` is no type.",
          cast.type().text(),
          List.of("integer", "decimal(12,2)", "double", "string", "boolean", "date", "timestamp"));
      return unknown();
    }
    if (!Rules.castable(value.type(), to.get())) {
      return fail(
          Code.TYPE_MISMATCH,
          cast.span(),
          Article.capital(value.type()) + " cannot become a " + to.get() + ".");
    }
    return call(Function.CAST, to.get(), value.nullable(), value.unit(), List.of(value));
  }

  private Typed<E> choice(Expr.Case choice) {
    var arguments = new ArrayList<Typed<E>>();
    var results = new ArrayList<Typed<E>>();
    var spans = new ArrayList<Span>();
    for (Expr.Branch branch : choice.branches()) {
      arguments.add(
          choice.operand().isPresent()
              ? new Comparisons<>(this).equal(choice.operand().get(), branch.when())
              : condition(branch.when()));
      results.add(type(branch.then()));
      spans.add(branch.then().span());
      arguments.add(results.getLast());
    }
    if (choice.otherwise().isPresent()) {
      results.add(type(choice.otherwise().get()));
      spans.add(choice.otherwise().get().span());
      arguments.add(results.getLast());
    } else {
      arguments.add(literal(null, ValueType.NULL));
    }
    return chosen(Function.CASE, choice.span(), arguments, results, spans);
  }

  /** One of several values: they need a common type and unit. */
  private Typed<E> chosen(
      Function function,
      Span span,
      List<Typed<E>> arguments,
      List<Typed<E>> results,
      List<Span> spans) {
    Optional<ValueType> common = Rules.common(results.stream().map(Typed::type).toList());
    if (common.isEmpty()) {
      var types = new TreeSet<String>();
      results.forEach(r -> types.add(r.type().toString()));
      return fail(
          Code.TYPE_MISMATCH,
          span,
          "`"
              + function.text()
              + "` chooses between "
              + Findings.quoted(types)
              + "; one type is needed.");
    }
    boolean nullable =
        switch (function) {
          case COALESCE, LEAST, GREATEST -> results.stream().allMatch(Typed::nullable);
          default ->
              anyNullable(results) || function == Function.CASE && arguments.getLast().nullable();
        };
    return call(function, common.get(), nullable, commonUnit(results, spans), arguments);
  }

  /**
   * The unit of values that are added, compared or chosen between; differing ones are a mistake.
   */
  final Unit commonUnit(List<Typed<E>> values, List<Span> spans) {
    Unit unit = Unit.ANY;
    Span from = spans.getFirst();
    for (int i = 0; i < values.size(); i++) {
      Unit next = values.get(i).unit();
      if (!unit.fits(next)) {
        findings.add(
            Diagnostic.of(
                    Code.UNIT_MISMATCH,
                    findings.place(spans.get(i)),
                    "`"
                        + shortText(from)
                        + "` is in `"
                        + unit
                        + "` and `"
                        + shortText(spans.get(i))
                        + "` in `"
                        + next
                        + "`; values of one unit are needed.")
                .related(findings.place(from), "in `" + unit + "`"));
        return Unit.ANY;
      }
      if (!unit.isKnown() && next.isKnown()) {
        unit = next;
        from = spans.get(i);
      }
    }
    return unit;
  }

  private Typed<E> called(Expr.Call call) {
    String name = call.name().text();
    if (findings.text(call.name().span()).startsWith("`")) {
      // Backquotes say that it is no word of the language.
      return special(call);
    }
    for (Expr.Argument argument : call.arguments()) {
      if (argument.name().isPresent() || argument.shape() == Expr.Shape.LIST) {
        return special(call);
      }
    }
    List<Expr> plain = call.arguments().stream().map(a -> a.values().getFirst()).toList();
    if (name.equalsIgnoreCase("if")) {
      return conditional(call, plain);
    }
    Optional<Function> function = Function.of(name);
    if (function.isEmpty()) {
      return special(call);
    }
    List<Typed<E>> arguments = plain.stream().map(this::type).toList();
    List<ValueType> types = arguments.stream().map(Typed::type).toList();
    Optional<ValueType> type = Rules.call(function.get(), types);
    if (type.isEmpty()) {
      findings.add(
          Diagnostic.of(
                  Code.WRONG_ARGUMENTS,
                  findings.place(call.span()),
                  "`"
                      + function.get().text()
                      + "` does not take "
                      + (types.isEmpty() ? "no argument" : "(" + join(types) + ")")
                      + ".")
              .note("It is called `" + Rules.form(function.get()) + "`."));
      return unknown();
    }
    return functionResult(call, function.get(), type.get(), arguments, plain);
  }

  private static String join(List<ValueType> types) {
    return String.join(", ", types.stream().map(ValueType::toString).toList());
  }

  private Typed<E> functionResult(
      Expr.Call call,
      Function function,
      ValueType type,
      List<Typed<E>> arguments,
      List<Expr> plain) {
    List<Span> spans = plain.stream().map(Expr::span).toList();
    return switch (function) {
      case COALESCE, LEAST, GREATEST -> chosen(function, call.span(), arguments, arguments, spans);
      case NULLIF -> call(function, type, true, commonUnit(arguments, spans), arguments);
      case ABS, ROUND, FLOOR, CEIL ->
          call(
              function,
              type,
              arguments.getFirst().nullable(),
              arguments.getFirst().unit(),
              arguments);
      case SQRT, LN, POWER -> call(function, type, true, Unit.ANY, arguments);
      case CONCAT -> call(function, type, false, Unit.ANY, arguments);
      default -> call(function, type, anyNullable(arguments), Unit.ANY, arguments);
    };
  }

  private Typed<E> conditional(Expr.Call call, List<Expr> plain) {
    if (plain.size() < 2 || plain.size() > 3) {
      return fail(
          Code.WRONG_ARGUMENTS,
          call.span(),
          "`if` is called `if(condition, value)` or `if(condition, value, otherwise)`.");
    }
    Optional<Expr> otherwise = plain.size() == 3 ? Optional.of(plain.get(2)) : Optional.empty();
    var branch = new Expr.Branch(plain.get(0), plain.get(1));
    return choice(new Expr.Case(Optional.empty(), List.of(branch), otherwise, call.span()));
  }

  /** A call that is no function of values. */
  private Typed<E> special(Expr.Call call) {
    String name = call.name().text();
    if (Conversions.NAMES.contains(name)) {
      return conversion(call);
    }
    if (isMetric(name)) {
      return ofFamily(call);
    }
    if (Function.of(name).isPresent() || name.equalsIgnoreCase("if")) {
      return fail(
          Code.WRONG_ARGUMENTS,
          call.span(),
          "`" + name + "` takes its arguments in their order, without names and lists.");
    }
    var known = new TreeSet<String>(List.of("if"));
    Arrays.stream(Function.values()).filter(Function::isCallable).forEach(f -> known.add(f.text()));
    Arrays.stream(Aggregate.values()).forEach(a -> known.add(a.text()));
    findings.unknown(
        Code.UNKNOWN_FUNCTION,
        call.name().span(),
        "No function is called `" + name + "`.",
        name,
        known);
    return unknown();
  }

  /** The project's. */
  abstract Calendar calendar();

  final Grains grains() {
    return new Grains(calendar());
  }

  final TimeLiterals literals() {
    return new TimeLiterals(calendar());
  }

  /** Whether a metric of this name is declared. */
  abstract boolean isMetric(String name);

  /** A member of a family of metrics. */
  abstract Typed<E> ofFamily(Expr.Call call);

  /** The duration that is written so, none after saying that its unit is no grain. */
  final Optional<Duration> duration(Expr.Period period) {
    return grains().periods(period.unit(), findings).map(g -> new Duration(period.count(), g));
  }
}
