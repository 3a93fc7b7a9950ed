package dev.mensura.plan;

import dev.mensura.plan.MetricFunction.Meaning;
import dev.mensura.plan.MetricFunction.Meaning.Lookup;
import dev.mensura.plan.MetricFunction.Meaning.Plain;
import dev.mensura.type.Calendar;
import dev.mensura.type.Duration;
import dev.mensura.type.Function;
import dev.mensura.type.Grain;
import dev.mensura.type.TimePart;
import dev.mensura.type.TimeSpan;
import dev.mensura.type.ValueType;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** The functions of the language as operators of a plan, for rows and for metrics alike. */
final class Calls {
  private final Types types;
  private final Literals literals;
  private final PlanOptions options;
  private final Calendar calendar;
  private final java.util.function.Function<Grain, String> periods;

  /**
   * @param periods the stage with the periods of a grain that a table declares
   */
  Calls(
      Types types,
      Literals literals,
      PlanOptions options,
      Calendar calendar,
      java.util.function.Function<Grain, String> periods) {
    this.periods = periods;
    this.calendar = calendar;
    this.types = types;
    this.literals = literals;
    this.options = options;
  }

  RexNode call(Function function, List<RexNode> given, ValueType type) {
    List<RexNode> args = given;
    return switch (function) {
      case PLUS -> arithmetic(SqlStdOperatorTable.PLUS, args, type);
      case MINUS -> arithmetic(SqlStdOperatorTable.MINUS, args, type);
      case TIMES -> arithmetic(SqlStdOperatorTable.MULTIPLY, args, type);
      case DIVIDE -> as(type, make(ValueType.DOUBLE, Plain.DIVIDE, args));
      case MODULO -> as(type, make(like(args, type), new MetricFunction(Plain.MODULO), args));
      case NEGATE -> make(like(args, type), SqlStdOperatorTable.UNARY_MINUS, args);
      case CONCAT_OPERATOR -> make(ValueType.STRING, SqlStdOperatorTable.CONCAT, args);
      case EQ -> compare(SqlStdOperatorTable.EQUALS, args);
      case NE -> compare(SqlStdOperatorTable.NOT_EQUALS, args);
      case LT -> compare(SqlStdOperatorTable.LESS_THAN, args);
      case LE -> compare(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, args);
      case GT -> compare(SqlStdOperatorTable.GREATER_THAN, args);
      case GE -> compare(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, args);
      case AND -> flat(SqlStdOperatorTable.AND, args);
      case OR -> flat(SqlStdOperatorTable.OR, args);
      case NOT -> yesNo(SqlStdOperatorTable.NOT, args);
      case IS_NULL -> yesNo(SqlStdOperatorTable.IS_NULL, args);
      case IS_NOT_NULL -> yesNo(SqlStdOperatorTable.IS_NOT_NULL, args);
      case IN -> yesNo(new MetricFunction(Plain.IN), comparable(args));
      case LIKE -> yesNo(SqlStdOperatorTable.LIKE, args);
      case CASE -> make(like(args, type), SqlStdOperatorTable.CASE, closed(args, type));
      case CAST -> cast(types.of(type), zoned(args.getFirst(), type));
      case OF_DAY -> throw new IllegalArgumentException("a day is looked up in a table");
      case SHIFT -> throw new IllegalArgumentException("a shift is told its duration");
      case ELAPSED ->
          make(ValueType.DURATION, Plain.ELAPSED, args.stream().map(this::local).toList());
      case COALESCE -> make(like(args, type), SqlStdOperatorTable.COALESCE, args);
      case NULLIF -> make(like(args, type), SqlStdOperatorTable.NULLIF, comparable(args));
      case ABS -> make(like(args, type), SqlStdOperatorTable.ABS, args);
      case ROUND ->
          as(type, make(like(args.subList(0, 1), type), new MetricFunction(Plain.ROUND), args));
      case FLOOR -> as(type, make(args.getFirst().getType(), SqlStdOperatorTable.FLOOR, args));
      case CEIL -> as(type, make(args.getFirst().getType(), SqlStdOperatorTable.CEIL, args));
      case SIGN -> as(type, make(type, Plain.SIGN, args));
      case POWER -> as(type, make(ValueType.DOUBLE, Plain.POWER, args));
      case SQRT -> as(type, make(ValueType.DOUBLE, Plain.SQRT, args));
      case LN -> as(type, make(ValueType.DOUBLE, Plain.LN, args));
      case EXP -> as(type, make(ValueType.DOUBLE, Plain.EXP, args));
      case LEAST -> make(like(args, type), new MetricFunction(Plain.LEAST), comparable(args));
      case GREATEST -> make(like(args, type), new MetricFunction(Plain.GREATEST), comparable(args));
      case LOWER -> make(ValueType.STRING, SqlStdOperatorTable.LOWER, args);
      case UPPER -> make(ValueType.STRING, SqlStdOperatorTable.UPPER, args);
      case TRIM -> make(ValueType.STRING, Plain.TRIM, args);
      case LENGTH -> make(ValueType.INTEGER, Plain.LENGTH, args);
      case SUBSTRING -> make(ValueType.STRING, Plain.SUBSTRING, args);
      case REPLACE -> make(ValueType.STRING, Plain.REPLACE, args);
      case CONCAT -> make(ValueType.STRING, Plain.CONCAT, args);
      case STARTS_WITH -> yesNo(new MetricFunction(Plain.STARTS_WITH), args);
      case ENDS_WITH -> yesNo(new MetricFunction(Plain.ENDS_WITH), args);
      case CONTAINS -> yesNo(new MetricFunction(Plain.CONTAINS), args);
    };
  }

  /** A sum or difference of counts. */
  RexNode counting(Function function, List<RexNode> counts) {
    SqlOperator operator =
        function == Function.PLUS ? SqlStdOperatorTable.PLUS : SqlStdOperatorTable.MINUS;
    return make(ValueType.INTEGER, operator, counts);
  }

  /**
   * Whole numbers have no limit in the language, so they are widened before they can outgrow one.
   */
  private RexNode arithmetic(SqlOperator operator, List<RexNode> args, ValueType type) {
    return switch (type.kind()) {
      case INTEGER -> make(types.wide(), operator, promoted(args, types.wide(), this::isWide));
      case DOUBLE -> make(types.of(type), operator, promoted(args, types.of(type), this::isDouble));
      default -> make(types.of(type), operator, args);
    };
  }

  /** Casts one operand where none is of the type yet: the database then follows with the other. */
  private List<RexNode> promoted(
      List<RexNode> args, RelDataType type, java.util.function.Predicate<RexNode> already) {
    if (args.stream().anyMatch(a -> already.test(a) && !(a instanceof RexLiteral))) {
      return args;
    }
    var promoted = new ArrayList<>(args);
    for (int i = 0; i < args.size(); i++) {
      if (!(args.get(i) instanceof RexLiteral)) {
        promoted.set(i, cast(type, args.get(i)));
        break;
      }
    }
    return promoted;
  }

  private boolean isWide(RexNode x) {
    return x.getType().getSqlTypeName() == SqlTypeName.DECIMAL;
  }

  private boolean isDouble(RexNode x) {
    return x.getType().getSqlTypeName() == SqlTypeName.DOUBLE;
  }

  private RexNode compare(SqlOperator operator, List<RexNode> args) {
    return yesNo(operator, comparable(args));
  }

  /** An instant is compared with a date or time of day by the time that it has in the zone. */
  private List<RexNode> comparable(List<RexNode> args) {
    boolean others = args.stream().anyMatch(a -> isTime(a) && !isInstant(a));
    return others ? args.stream().map(this::local).toList() : args;
  }

  private static boolean isTime(RexNode x) {
    return switch (x.getType().getSqlTypeName()) {
      case DATE, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> true;
      default -> false;
    };
  }

  private static boolean isInstant(RexNode x) {
    return x.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
  }

  /** A time without a zone. */
  private RexNode local(RexNode time) {
    return isInstant(time)
        ? make(
            types.of(ValueType.TIMESTAMP),
            new MetricFunction(new Meaning.Local(options.zone())),
            List.of(time))
        : time;
  }

  private RexNode instant(RexNode time) {
    return make(
        types.of(ValueType.TIMESTAMPTZ),
        new MetricFunction(new Meaning.Instant(options.zone())),
        List.of(time));
  }

  /** What a cast to {@code type} is made from: an instant becomes a date by the project's zone. */
  private RexNode zoned(RexNode value, ValueType type) {
    if (isInstant(value) && !type.is(ValueType.Kind.TIMESTAMPTZ)) {
      return local(value);
    }
    return !isInstant(value) && isTime(value) && type.is(ValueType.Kind.TIMESTAMPTZ)
        ? instant(cast(types.of(ValueType.TIMESTAMP), value))
        : value;
  }

  RexNode truncate(RexNode time, Grain grain, ValueType type) {
    RexNode local = local(time);
    if (grain.isDeclared()) {
      return ofTable(Lookup.FIRST_DAY, 0, grain, List.of(local), type);
    }
    boolean day = local.getType().getSqlTypeName() == SqlTypeName.DATE;
    return day && grain.equals(Grain.DAY)
        ? local
        : make(types.of(type), new MetricFunction(new Meaning.Truncate(grain)), List.of(local));
  }

  RexNode part(RexNode time, TimePart part) {
    boolean ownWeeks = part == TimePart.WEEK_OF_YEAR && !calendar.week().equals(Grain.WEEK);
    return make(
        types.of(ValueType.INTEGER),
        new MetricFunction(new Meaning.Part(part)),
        List.of(ownWeeks ? thursday(time) : local(time)));
  }

  /** The day of a week that says which number the week has. */
  private RexNode thursday(RexNode time) {
    RexNode week = truncate(time, calendar.week(), ValueType.DATE);
    var days = new Duration(calendar.daysToThursday(), Grain.DAY);
    return days.count() == 0 ? week : shift(week, days, ValueType.DATE);
  }

  RexNode shift(RexNode time, Duration by, ValueType type) {
    if (by.grain().isDeclared()) {
      return ofTable(Lookup.MOVE, by.count(), by.grain(), List.of(local(time)), type);
    }
    RelDataType result = types.of(isInstant(time) ? ValueType.TIMESTAMP : type);
    RexNode shifted = make(result, new MetricFunction(new Meaning.Shift(by)), List.of(local(time)));
    return isInstant(time) ? instant(shifted) : shifted;
  }

  /** The end of the period that holds a time: when the next one begins, where one follows. */
  RexNode end(RexNode time, Grain grain, ValueType type) {
    return grain.isDeclared()
        ? ofTable(Lookup.END, 0, grain, List.of(local(time)), type)
        : shift(truncate(time, grain, type), new Duration(1, grain), type);
  }

  /** What the table says that declares a grain. */
  RexNode ofTable(Lookup lookup, long count, Grain grain, List<RexNode> args, ValueType type) {
    var meaning = new Meaning.OfTable(periods.apply(grain), lookup, count);
    return make(types.of(type), new MetricFunction(meaning), args);
  }

  /** Whether a time lies in a stretch of time: from its start, before its end. */
  RexNode during(RexNode time, TimeSpan span, ValueType type) {
    return switch (span) {
      case TimeSpan.Fixed fixed -> between(time, fixed, type);
      case TimeSpan.Last last -> last(time, last.count(), last.grain(), type);
      case TimeSpan.This period -> last(time, 1, period.grain(), type);
    };
  }

  /** What {@code last 30 days} is reckoned from. */
  Now now() {
    return options.now();
  }

  /** The date, or date and time of day, that the database's present has in the zone. */
  RexNode current(ValueType type) {
    RelDataType instant = types.of(ValueType.TIMESTAMPTZ);
    RexNode now = make(instant, new MetricFunction(new Meaning.Current()), List.of());
    return cast(types.of(type), local(now));
  }

  private RexNode last(RexNode time, long count, Grain grain, ValueType type) {
    return switch (options.now()) {
      case Now.At at when grain.isDeclared() ->
          last(time, literals.time(at.time(), ValueType.TIMESTAMP), count, grain);
      case Now.At at -> {
        LocalDateTime period = grain.start(at.time());
        yield between(
            time, new TimeSpan.Fixed(grain.plus(period, 1 - count), grain.plus(period, 1)), type);
      }
      case Now.OfDatabase now -> {
        yield last(
            time, current(grain.isSubDay() ? ValueType.TIMESTAMP : ValueType.DATE), count, grain);
      }
    };
  }

  private RexNode last(RexNode time, RexNode current, long count, Grain grain) {
    ValueType bound = grain.isSubDay() ? ValueType.TIMESTAMP : ValueType.DATE;
    RexNode period = truncate(current, grain, bound);
    RexNode local = local(time);
    RexNode start = count == 1 ? period : shift(period, new Duration(1 - count, grain), bound);
    RexNode end =
        grain.isDeclared()
            ? end(current, grain, bound)
            : shift(period, new Duration(1, grain), bound);
    return flat(
        SqlStdOperatorTable.AND,
        List.of(
            yesNo(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, List.of(local, start)),
            yesNo(SqlStdOperatorTable.LESS_THAN, List.of(local, end))));
  }

  private RexNode between(RexNode time, TimeSpan.Fixed span, ValueType type) {
    if (isInstant(time) && !(isOneInstant(span.start()) && isOneInstant(span.end()))) {
      return between(local(time), span, ValueType.TIMESTAMP);
    }
    var bounds = new ArrayList<RexNode>();
    LocalDateTime start = span.start();
    LocalDateTime end = span.end();
    if (start != null) {
      bounds.add(
          yesNo(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, List.of(time, bound(start, type))));
    }
    if (end != null) {
      bounds.add(yesNo(SqlStdOperatorTable.LESS_THAN, List.of(time, bound(end, type))));
    }
    return switch (bounds.size()) {
      case 0 -> yesNo(SqlStdOperatorTable.IS_NOT_NULL, List.of(time));
      case 1 -> bounds.getFirst();
      default -> flat(SqlStdOperatorTable.AND, bounds);
    };
  }

  /** Where clocks change, a time of day is that of two instants, or of none. */
  private boolean isOneInstant(@Nullable LocalDateTime time) {
    return time == null || options.zone().getRules().getValidOffsets(time).size() == 1;
  }

  /** A date begins with its midnight, so a bound within a day is, for dates, the next day. */
  private RexLiteral bound(LocalDateTime bound, ValueType type) {
    if (!type.is(ValueType.Kind.DATE)) {
      return literals.time(bound, type);
    }
    boolean midnight = bound.equals(bound.toLocalDate().atStartOfDay());
    return literals.date(midnight ? bound.toLocalDate() : bound.toLocalDate().plusDays(1));
  }

  /** Conditions that all hold; true if there is none. */
  RexNode all(List<RexNode> conditions) {
    return switch (conditions.size()) {
      case 0 -> literals.makeLiteral(true);
      case 1 -> conditions.getFirst();
      default -> flat(SqlStdOperatorTable.AND, conditions);
    };
  }

  /** Conditions of which one holds; false if there is none. */
  RexNode any(List<RexNode> conditions) {
    return switch (conditions.size()) {
      case 0 -> literals.makeLiteral(false);
      case 1 -> conditions.getFirst();
      default -> flat(SqlStdOperatorTable.OR, conditions);
    };
  }

  /** A condition as a column that is never null. */
  RexNode holds(RexNode condition) {
    return make(types.yesNo(), SqlStdOperatorTable.IS_TRUE, List.of(condition));
  }

  /**
   * Whether a row holds at a moment: from the start of its span, before its end.
   *
   * @param until where it is null the row holds for ever
   */
  RexNode heldAt(RexNode moment, RexNode from, RexNode until) {
    // An instant stays one: by the clock, the hour that comes twice would hold two rows.
    RexNode at =
        isInstant(from) ? call(Function.CAST, List.of(moment), ValueType.TIMESTAMPTZ) : moment;
    return all(
        List.of(
            compare(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, List.of(at, from)),
            any(
                List.of(
                    yesNo(SqlStdOperatorTable.IS_NULL, List.of(until)),
                    compare(SqlStdOperatorTable.LESS_THAN, List.of(at, until))))));
  }

  /**
   * The value in the row with the next greater one, of the rows that are alike in {@code series}.
   */
  RexNode next(RexNode value, List<RexNode> series) {
    var operands = new ArrayList<RexNode>(List.of(value));
    operands.addAll(series);
    RelDataType type = types.createTypeWithNullability(value.getType(), true);
    return make(type, new MetricFunction(new Meaning.Next()), operands);
  }

  RexNode equal(RexNode left, RexNode right) {
    return compare(SqlStdOperatorTable.EQUALS, List.of(left, right));
  }

  /** Whether two values are the same, null being a value like others. */
  RexNode same(RexNode left, RexNode right) {
    return left.getType().isNullable() && right.getType().isNullable()
        ? compare(SqlStdOperatorTable.IS_NOT_DISTINCT_FROM, List.of(left, right))
        : equal(left, right);
  }

  RexNode cast(RelDataType type, RexNode value) {
    return value.getType().getSqlTypeName() == type.getSqlTypeName()
            && type.getSqlTypeName() != SqlTypeName.DECIMAL
        ? value
        : literals.makeAbstractCast(type, value, false);
  }

  private RexNode as(ValueType type, RexNode value) {
    boolean whole = type.is(ValueType.Kind.INTEGER);
    SqlTypeName now = value.getType().getSqlTypeName();
    if (whole) {
      return now == SqlTypeName.BIGINT
              || (now == SqlTypeName.DECIMAL && value.getType().getScale() == 0)
          ? value
          : literals.makeAbstractCast(types.wide(), value, false);
    }
    return now == types.of(type).getSqlTypeName() ? value : cast(types.of(type), value);
  }

  /** The declared type, but wide where a whole number among the arguments is. */
  private RelDataType like(List<RexNode> args, ValueType type) {
    return type.is(ValueType.Kind.INTEGER) && args.stream().anyMatch(this::isWide)
        ? types.wide()
        : types.of(type);
  }

  private List<RexNode> closed(List<RexNode> branches, ValueType type) {
    if (branches.size() % 2 == 1) {
      return branches;
    }
    var closed = new ArrayList<>(branches);
    closed.add(literals.makeNullLiteral(types.of(type)));
    return closed;
  }

  private RexNode flat(SqlOperator operator, List<RexNode> args) {
    var operands = new ArrayList<RexNode>();
    for (RexNode arg : args) {
      if (arg instanceof RexCall call && call.getOperator() == operator) {
        operands.addAll(call.getOperands());
      } else {
        operands.add(arg);
      }
    }
    return yesNo(operator, operands);
  }

  private RexNode yesNo(SqlOperator operator, List<RexNode> args) {
    boolean never =
        operator.getKind() == SqlKind.IS_NULL || operator.getKind() == SqlKind.IS_NOT_NULL;
    return make(never ? types.yesNo() : types.of(ValueType.BOOLEAN), operator, args);
  }

  private RexNode make(ValueType type, Plain meaning, List<RexNode> args) {
    return make(types.of(type), new MetricFunction(meaning), args);
  }

  private RexNode make(RelDataType type, SqlOperator operator, List<RexNode> args) {
    return literals.makeCall(type, operator, args);
  }

  private RexNode make(ValueType type, SqlOperator operator, List<RexNode> args) {
    return make(types.of(type), operator, args);
  }
}
