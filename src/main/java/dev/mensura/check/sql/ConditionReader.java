package dev.mensura.check.sql;

import dev.mensura.check.sql.Condition.Compared;
import dev.mensura.check.sql.Condition.Known;
import dev.mensura.check.sql.Condition.Relation;
import dev.mensura.check.sql.Subject.Scale;
import dev.mensura.ir.RowExpr;
import dev.mensura.model.Catalog;
import dev.mensura.model.Field;
import dev.mensura.type.Function;
import dev.mensura.type.Grain;
import dev.mensura.type.TimePart;
import dev.mensura.type.TimeSpan;
import dev.mensura.type.ValueType;
import dev.mensura.type.ValueType.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads predicates as conditions. What a condition can't say becomes a subject of its own, which
 * loses what could be proved of it but never makes anything true.
 */
final class ConditionReader {
  private final Catalog catalog;
  private final Map<RowExpr, Subject> subjects = new LinkedHashMap<>();

  ConditionReader(Catalog catalog) {
    this.catalog = catalog;
  }

  List<Subject> subjects() {
    return List.copyOf(subjects.values());
  }

  Condition condition(RowExpr expr) {
    return switch (expr) {
      case RowExpr.Constant c -> new Known(c.value() instanceof Boolean b ? b : null);
      case RowExpr.Call c -> call(c);
      case RowExpr.During c -> during(c);
      case RowExpr.Column c -> flag(c);
      case RowExpr.OwnTime c -> flag(c);
      case RowExpr.MetricOfRow c -> flag(c);
      case RowExpr.Truncate c -> flag(c);
      case RowExpr.Part c -> flag(c);
      case RowExpr.Ranked c -> flag(c);
      case RowExpr.Credited c -> flag(c);
    };
  }

  private Condition flag(RowExpr expr) {
    return new Condition.Flag(subject(expr, Scale.FLAG));
  }

  private Condition call(RowExpr.Call call) {
    List<RowExpr> arguments = call.arguments();
    return switch (call.function()) {
      case AND -> Condition.all(conditions(arguments));
      case OR -> Condition.any(conditions(arguments));
      case NOT -> Condition.not(condition(arguments.getFirst()));
      case IS_NULL -> isNull(arguments.getFirst());
      case IS_NOT_NULL -> Condition.not(isNull(arguments.getFirst()));
      case EQ -> compared(call, Relation.EQUAL, arguments.get(0), arguments.get(1));
      case NE -> Condition.not(compared(call, Relation.EQUAL, arguments.get(0), arguments.get(1)));
      case LT -> compared(call, Relation.BELOW, arguments.get(0), arguments.get(1));
      case LE -> compared(call, Relation.AT_MOST, arguments.get(0), arguments.get(1));
      case GT -> compared(call, Relation.BELOW, arguments.get(1), arguments.get(0));
      case GE -> compared(call, Relation.AT_MOST, arguments.get(1), arguments.get(0));
      case IN -> in(call, arguments);
      case CASE -> choice(arguments, 0);
      case COALESCE -> first(arguments);
      default -> flag(call);
    };
  }

  private Condition[] conditions(List<RowExpr> exprs) {
    return exprs.stream().map(this::condition).toArray(Condition[]::new);
  }

  private Condition in(RowExpr.Call call, List<RowExpr> arguments) {
    RowExpr value = arguments.getFirst();
    return Condition.any(
        arguments.stream()
            .skip(1)
            .map(each -> compared(call, Relation.EQUAL, value, each))
            .toArray(Condition[]::new));
  }

  /** The first branch that holds decides: {@code when and then, or not when and the rest}. */
  private Condition choice(List<RowExpr> arguments, int at) {
    if (at >= arguments.size()) {
      return new Known(null);
    }
    if (at == arguments.size() - 1) {
      return condition(arguments.get(at));
    }
    var when = new Condition.Holds(condition(arguments.get(at)));
    return Condition.any(
        Condition.all(when, condition(arguments.get(at + 1))),
        Condition.all(Condition.not(when), choice(arguments, at + 2)));
  }

  /** The first that isn't null decides. */
  private Condition first(List<RowExpr> arguments) {
    Condition first = condition(arguments.getFirst());
    return arguments.size() == 1
        ? first
        : Condition.any(
            new Condition.Holds(first),
            Condition.all(Condition.isNull(first), first(arguments.subList(1, arguments.size()))));
  }

  private Condition isNull(RowExpr expr) {
    if (expr instanceof RowExpr.Constant constant) {
      return new Known(constant.value() == null);
    }
    if (expr.type().is(Kind.BOOLEAN)) {
      return Condition.isNull(condition(expr));
    }
    Subject subject = subject(expr, scale(expr.type()).orElse(Scale.TEXT));
    return subject.nullable() ? new Condition.Absent(subject) : new Known(false);
  }

  // Comparisons.

  /** {@code left relation right}; {@code whole} stands for it where it can't be said otherwise. */
  private Condition compared(RowExpr whole, Relation relation, RowExpr left, RowExpr right) {
    if (isNullConstant(left) || isNullConstant(right)) {
      return new Known(null);
    }
    if (left.type().is(Kind.BOOLEAN) && right.type().is(Kind.BOOLEAN)) {
      return flags(whole, relation, left, right);
    }
    Optional<Scale> a = scale(left.type());
    Optional<Scale> b = scale(right.type());
    boolean ordered = relation != Relation.EQUAL;
    boolean texts = a.equals(Optional.of(Scale.TEXT)) || b.equals(Optional.of(Scale.TEXT));
    if (a.isEmpty() || b.isEmpty() || ordered && texts) {
      return opaque(whole, relation, left, right);
    }
    if (right instanceof RowExpr.Constant constant && !(left instanceof RowExpr.Constant)) {
      return withConstant(whole, relation, left, constant, a.get());
    }
    if (left instanceof RowExpr.Constant constant && !(right instanceof RowExpr.Constant)) {
      // c < x is the negation of x <= c, and so on.
      Relation turned =
          relation == Relation.BELOW
              ? Relation.AT_MOST
              : relation == Relation.AT_MOST ? Relation.BELOW : relation;
      Condition turn = withConstant(whole, turned, right, constant, b.get());
      return ordered ? Condition.not(turn) : turn;
    }
    boolean constants = left instanceof RowExpr.Constant;
    if (constants
        || a.get() != b.get()
        || left.type().is(Kind.DOUBLE) != right.type().is(Kind.DOUBLE)) {
      return opaque(whole, relation, left, right);
    }
    return new Condition.Pair(subject(left, a.get()), relation, subject(right, b.get()));
  }

  private static boolean isNullConstant(RowExpr expr) {
    return expr instanceof RowExpr.Constant c && c.value() == null;
  }

  /** One subject for a comparison, however it was reached: {@code x in (a, b)} has several. */
  private Condition opaque(RowExpr whole, Relation relation, RowExpr left, RowExpr right) {
    Function function =
        switch (relation) {
          case EQUAL -> Function.EQ;
          case BELOW -> Function.LT;
          case AT_MOST -> Function.LE;
        };
    return flag(
        new RowExpr.Call(function, List.of(left, right), ValueType.BOOLEAN, whole.nullable()));
  }

  private Condition flags(RowExpr whole, Relation relation, RowExpr left, RowExpr right) {
    boolean equal = relation == Relation.EQUAL;
    if (equal && right instanceof RowExpr.Constant c && c.value() instanceof Boolean b) {
      return b ? condition(left) : Condition.not(condition(left));
    }
    if (equal && left instanceof RowExpr.Constant c && c.value() instanceof Boolean b) {
      return b ? condition(right) : Condition.not(condition(right));
    }
    return opaque(whole, relation, left, right);
  }

  private Condition withConstant(
      RowExpr whole, Relation relation, RowExpr value, RowExpr.Constant constant, Scale scale) {
    Comparable<?> point = point(constant.value(), value.type());
    if (point == null) {
      return opaque(whole, relation, value, constant);
    }
    if (value instanceof RowExpr.Truncate truncated && isPlain(truncated)) {
      return truncated(relation, truncated, (LocalDateTime) point);
    }
    return compared(subject(value, scale), relation, point);
  }

  private static Condition compared(Subject subject, Relation relation, Comparable<?> point) {
    if (!subject.scale().isDiscrete()) {
      return new Compared(subject, relation, point);
    }
    Comparable<?> floor = floor(point);
    boolean between = !floor.equals(point);
    return switch (relation) {
      case EQUAL ->
          between
              ? Condition.all(absent(subject), new Known(null))
              : new Compared(subject, Relation.EQUAL, point);
      case AT_MOST -> new Compared(subject, Relation.AT_MOST, floor);
      case BELOW -> new Compared(subject, Relation.AT_MOST, between ? floor : before(floor));
    };
  }

  private static Condition absent(Subject subject) {
    return subject.nullable() ? new Condition.Absent(subject) : new Known(false);
  }

  private static Comparable<?> floor(Comparable<?> point) {
    return point instanceof BigDecimal number
        ? normal(number.setScale(0, RoundingMode.FLOOR))
        : ((LocalDateTime) point).toLocalDate().atStartOfDay();
  }

  private static Comparable<?> before(Comparable<?> point) {
    return point instanceof BigDecimal number
        ? normal(number.subtract(BigDecimal.ONE))
        : ((LocalDateTime) point).minusDays(1);
  }

  // Times.

  private Condition during(RowExpr.During during) {
    if (!(during.span() instanceof TimeSpan.Fixed fixed)) {
      return flag(during);
    }
    var parts = new ArrayList<Condition>();
    if (fixed.start() != null) {
      var start = new RowExpr.Constant(fixed.start(), ValueType.TIMESTAMP);
      parts.add(Condition.not(compared(during, Relation.BELOW, during.value(), start)));
    }
    if (fixed.end() != null) {
      var end = new RowExpr.Constant(fixed.end(), ValueType.TIMESTAMP);
      parts.add(compared(during, Relation.BELOW, during.value(), end));
    }
    return parts.isEmpty() ? always(during) : Condition.all(parts.toArray(Condition[]::new));
  }

  /** Without an end, every time lies in a span, but whether null does is unknown. */
  private Condition always(RowExpr.During during) {
    return Condition.any(Condition.not(isNull(during.value())), new Known(null));
  }

  /**
   * Whether the start of a period follows from the time alone: no zone, no first day of the week.
   */
  private static boolean isPlain(RowExpr.Truncate truncated) {
    ValueType time = truncated.value().type();
    return truncated.grain().step() != Grain.Step.WEEK
        && !truncated.grain().isDeclared()
        && (time.is(Kind.DATE) || time.is(Kind.TIMESTAMP));
  }

  /**
   * A period starts before a point exactly if the time is before the first period from there on.
   */
  private Condition truncated(Relation relation, RowExpr.Truncate truncated, LocalDateTime point) {
    Subject time = subject(truncated.value(), scale(truncated.value().type()).orElseThrow());
    LocalDateTime start = truncated.grain().start(point);
    LocalDateTime next = truncated.grain().plus(start, 1);
    boolean aligned = start.equals(point);
    Condition beforeNext = compared(time, Relation.BELOW, next);
    return switch (relation) {
      case AT_MOST -> beforeNext;
      case BELOW -> aligned ? compared(time, Relation.BELOW, start) : beforeNext;
      case EQUAL ->
          aligned
              ? Condition.all(Condition.not(compared(time, Relation.BELOW, start)), beforeNext)
              : Condition.all(absent(time), new Known(null));
    };
  }

  // Subjects.

  private Subject subject(RowExpr expr, Scale scale) {
    Subject known = subjects.get(expr);
    if (known != null) {
      return known;
    }
    var subject = new Subject(subjects.size(), scale, isNullable(expr), values(expr), range(expr));
    subjects.put(expr, subject);
    return subject;
  }

  /** A row at the end of joins may not be there, whatever the field says of itself. */
  private static boolean isNullable(RowExpr expr) {
    return expr.nullable() || readsFarRow(expr);
  }

  private static boolean readsFarRow(RowExpr expr) {
    return switch (expr) {
      case RowExpr.Column c -> !c.path().isEmpty();
      case RowExpr.MetricOfRow m -> !m.path().isEmpty();
      case RowExpr.OwnTime o -> true;
      case RowExpr.Ranked r -> false;
      case RowExpr other -> other.operands().stream().anyMatch(ConditionReader::readsFarRow);
    };
  }

  private List<Comparable<?>> values(RowExpr expr) {
    if (!(expr instanceof RowExpr.Column column)) {
      return List.of();
    }
    Optional<Field> field =
        catalog.model(column.path().target()).flatMap(model -> model.field(column.field()));
    if (field.isEmpty() || !field.get().isClosed()) {
      return List.of();
    }
    var values = new ArrayList<Comparable<?>>();
    for (String text : field.get().values().keySet()) {
      Comparable<?> value =
          switch (column.type().kind()) {
            case STRING -> text;
            case INTEGER -> number(text);
            default -> null;
          };
      // A domain that can't be read is no limit.
      if (value == null) {
        return List.of();
      }
      values.add(value);
    }
    return List.copyOf(values);
  }

  private static @Nullable BigDecimal number(String text) {
    return text.matches("-?\\d{1,30}") ? normal(new BigDecimal(text)) : null;
  }

  private static List<Comparable<?>> range(RowExpr expr) {
    if (!(expr instanceof RowExpr.Part part)) {
      return List.of();
    }
    int greatest =
        switch (part.part()) {
          case MONTH_OF_YEAR -> 12;
          case DAY_OF_WEEK -> 7;
          case DAY_OF_MONTH -> 31;
          case DAY_OF_YEAR -> 366;
          case HOUR_OF_DAY -> 23;
          case WEEK_OF_YEAR -> 53;
          case QUARTER_OF_YEAR -> 4;
        };
    int least = part.part() == TimePart.HOUR_OF_DAY ? 0 : 1;
    return List.of(normal(new BigDecimal(least)), normal(new BigDecimal(greatest)));
  }

  private static Optional<Scale> scale(ValueType type) {
    return switch (type.kind()) {
      case INTEGER -> Optional.of(Scale.WHOLE);
      case DECIMAL, DOUBLE -> Optional.of(Scale.NUMBER);
      case DATE -> Optional.of(Scale.DAY);
      case TIMESTAMP, TIMESTAMPTZ -> Optional.of(Scale.INSTANT);
      case STRING -> Optional.of(Scale.TEXT);
      case BOOLEAN, TIME, DURATION, NULL, UNKNOWN -> Optional.empty();
    };
  }

  /** A constant on the scale of what it is compared with; null where it is not on it. */
  private static @Nullable Comparable<?> point(@Nullable Object constant, ValueType with) {
    return switch (Objects.requireNonNull(constant)) {
      case BigDecimal n when with.isNumeric() -> with.is(Kind.DOUBLE) ? nearest(n) : normal(n);
      case LocalDate d when with.isTemporal() -> d.atStartOfDay();
      // Two times of day can be one instant where clocks are put forward; two midnights can't.
      case LocalDateTime t when with.is(Kind.TIMESTAMPTZ) ->
          t.toLocalDate().atStartOfDay().equals(t) ? t : null;
      case LocalDateTime t when with.isTemporal() -> t;
      case String s when with.is(Kind.STRING) -> s;
      default -> null;
    };
  }

  /** Engines compare a double with the double that is nearest to a constant. */
  private static @Nullable BigDecimal nearest(BigDecimal number) {
    double value = number.doubleValue();
    return Double.isFinite(value) ? normal(new BigDecimal(value)) : null;
  }

  /** Equal numbers are equal objects. */
  static BigDecimal normal(BigDecimal number) {
    return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
  }
}
