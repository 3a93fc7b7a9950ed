package dev.mensura.check.sql;

import dev.mensura.diagnostic.Code;
import dev.mensura.model.Field;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Name;
import dev.mensura.type.Grain;
import dev.mensura.type.ValueType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnknownLiteral;

/**
 * Times in SQL. A time literal of ours is a span, one of SQL a point: a day where days are
 * compared, else the microsecond that begins with it, the finest that engines tell apart. So {@code
 * >} and {@code =} mean the same in both.
 */
final class Times {
  private static final LocalTime MIDNIGHT = LocalTime.MIDNIGHT;
  private static final int DATE_LENGTH = "2024-05-31".length();
  private static final int SECOND_LENGTH = "2024-05-31 10:30:00".length();

  private final Translation translation;

  Times(Translation translation) {
    this.translation = translation;
  }

  /** What an operand is, as far as times go. */
  enum Sort {
    DAY,
    INSTANT,
    /** No time. */
    OTHER
  }

  // Literals.

  /**
   * A literal with nothing to be compared with: {@code DATE} is a day, {@code TIMESTAMP} a point.
   */
  Expr literal(SqlUnknownLiteral literal) {
    return literal(literal, isDate(literal) ? Sort.DAY : Sort.INSTANT);
  }

  static boolean isLiteral(SqlNode node) {
    return node instanceof SqlUnknownLiteral || node instanceof SqlCharStringLiteral;
  }

  private static boolean isDate(SqlUnknownLiteral literal) {
    return literal.tag.equalsIgnoreCase("DATE");
  }

  /** A time or text literal that is compared with an operand of this sort. */
  Expr comparedWith(SqlNode literal, Sort sort, Level at) {
    return sort == Sort.OTHER ? translation.expr(literal, at) : literal((SqlLiteral) literal, sort);
  }

  /**
   * A literal that the start of a period is compared with. As a span of ours it is the whole
   * period: a start is after that of May exactly if it is after May.
   */
  Expr comparedWith(SqlNode literal, Grain grain) {
    Span span = translation.span(literal);
    Optional<LocalDateTime> time = time((SqlLiteral) literal);
    if (time.isEmpty()) {
      return unreadable((SqlLiteral) literal);
    }
    LocalDateTime start = grain.start(time.get());
    if (!start.equals(time.get())) {
      return translation.refuse(
          literal,
          "`"
              + translation.text(literal)
              + "` is compared with the start of a "
              + grain.text()
              + ", and is none.",
          "`" + (grain.isSubDay() ? start : start.toLocalDate()) + "` is one.");
    }
    return new Expr.Time(start, grain.plus(start, 1), "@" + start, span);
  }

  /** The grain of the period whose start a node is, if it is one. */
  static Optional<Grain> periodOf(SqlNode node) {
    if (!(node instanceof SqlCall call) || call.operandCount() != 2) {
      return Optional.empty();
    }
    boolean floors = call.getKind() == SqlKind.FLOOR;
    boolean truncates = call.getOperator().getName().equalsIgnoreCase("DATE_TRUNC");
    if (!floors && !truncates) {
      return Optional.empty();
    }
    boolean unitFirst = call.operand(0) instanceof SqlCharStringLiteral;
    return Grain.of(call.operand(unitFirst ? 0 : 1).toString().replace("'", ""));
  }

  private static Optional<LocalDateTime> time(SqlLiteral literal) {
    String text = Objects.requireNonNull(literal.getValueAs(String.class));
    boolean fine = !(literal instanceof SqlUnknownLiteral u) || isWellFormed(u.tag, text);
    return fine ? parse(text.strip()) : Optional.empty();
  }

  private Expr unreadable(SqlLiteral literal) {
    return translation.fail(
        Code.SQL_EXPRESSION,
        translation.span(literal),
        "`"
            + translation.text(literal)
            + "` is no day and no time of a day; `DATE '2024-05-31'` and "
            + "`TIMESTAMP '2024-05-31 10:30:00'` are.");
  }

  private Expr literal(SqlLiteral literal, Sort sort) {
    Span span = translation.span(literal);
    Optional<LocalDateTime> time = time(literal);
    if (time.isEmpty()) {
      return unreadable(literal);
    }
    LocalDateTime start = time.get();
    boolean midnight = start.toLocalTime().equals(MIDNIGHT);
    if (sort == Sort.DAY && !midnight) {
      return translation.fail(
          Code.SQL_EXPRESSION,
          span,
          "`"
              + translation.text(literal)
              + "` has a time of day, and is compared with a date, which has none.");
    }
    boolean day = sort == Sort.DAY;
    LocalDateTime end = day ? start.plusDays(1) : start.plus(1, ChronoUnit.MICROS);
    return new Expr.Time(start, end, "@" + (day ? start.toLocalDate() : start), span);
  }

  private static boolean isWellFormed(String tag, String text) {
    return switch (tag.toUpperCase(Locale.ROOT)) {
      case "DATE" -> text.length() == DATE_LENGTH;
      case "TIMESTAMP" -> text.length() >= SECOND_LENGTH && text.charAt(DATE_LENGTH) == ' ';
      default -> false;
    };
  }

  private static Optional<LocalDateTime> parse(String text) {
    try {
      if (text.length() == DATE_LENGTH) {
        return Optional.of(LocalDate.parse(text).atStartOfDay());
      }
      LocalDateTime time = LocalDateTime.parse(text.replace(' ', 'T'));
      boolean fine = time.truncatedTo(ChronoUnit.MICROS).equals(time);
      return fine ? Optional.of(time) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** {@code INTERVAL '7' DAY}. */
  Expr interval(SqlIntervalLiteral literal) {
    var value = literal.getValueAs(SqlIntervalLiteral.IntervalValue.class);
    String unit = value.getIntervalQualifier().toString();
    Optional<Grain> grain = Grain.of(unit);
    if (grain.isEmpty() || !value.getIntervalLiteral().strip().matches("\\d{1,9}")) {
      return translation.refuse(
          literal,
          "`"
              + translation.text(literal)
              + "` is not of the intervals that a metric can be made of.",
          "A whole number of one unit is: `INTERVAL '7' DAY`.");
    }
    Span span = translation.span(literal);
    Expr.Period period =
        new Expr.Period(
            Long.parseLong(value.getIntervalLiteral().strip()),
            new Name(grain.get().text(), span),
            span);
    return value.getSign() < 0 ? new Expr.Negate(period, span) : period;
  }

  // Periods and parts.

  /**
   * {@code FLOOR(x TO MONTH)}, {@code DATE_TRUNC('month', x)}: the period that a column lies in.
   */
  Expr period(SqlCall call, SqlNode column, String unit, Level at) {
    Optional<Grain> grain = Grain.of(unit);
    if (grain.isEmpty() || grain.get().equals(Grain.HALF)) {
      return translation.fail(
          Code.SQL_EXPRESSION,
          translation.span(call),
          "`"
              + unit
              + "` is no period of a time; `day`, `week`, `month`, `quarter` and `year` are.");
    }
    if (grain.get().equals(Grain.WEEK) && !translation.calendar.week().equals(Grain.WEEK)) {
      return weeks(call);
    }
    return ofColumn(call, column, grain.get().text(), at);
  }

  /** {@code EXTRACT(MONTH FROM x)}, {@code MONTH(x)}. */
  Expr part(SqlCall call, SqlNode column, String part, Level at) {
    String ours =
        switch (part.toUpperCase(Locale.ROOT)) {
          case "MONTH" -> "month_of_year";
          case "QUARTER" -> "quarter_of_year";
          case "WEEK" -> "week_of_year";
          case "DAY" -> "day_of_month";
          case "DOY" -> "day_of_year";
          case "ISODOW" -> "day_of_week";
          case "HOUR" -> "hour_of_day";
          default -> "";
        };
    if (ours.equals("week_of_year") && !translation.calendar.week().equals(Grain.WEEK)) {
      return weeks(call);
    }
    if (!ours.isEmpty()) {
      return ofColumn(call, column, ours, at);
    }
    String wayOut =
        switch (part.toUpperCase(Locale.ROOT)) {
          case "DOW" ->
              "Engines count the days of the week differently; `ISODOW` counts from Monday, 1.";
          case "YEAR" -> "A year is compared with a number: `EXTRACT(YEAR FROM …) = 2024`.";
          default ->
              "`MONTH`, `QUARTER`, `WEEK`, `DAY`, `DOY`, `ISODOW` and `HOUR` are parts of a time.";
        };
    return translation.refuse(
        call,
        "`" + translation.text(call) + "` is not of the SQL that a metric can be made of.",
        wayOut);
  }

  /** Those of SQL begin on Monday. */
  private Expr weeks(SqlCall call) {
    String first = translation.calendar.firstDay().name().toLowerCase(Locale.ROOT);
    return translation.refuse(
        call,
        "`"
            + translation.text(call)
            + "` is of weeks that begin on monday, and the project's begin on "
            + first
            + ".",
        "Outside of SQL, `.week` and `.week_of_year` are of the project's weeks.");
  }

  private Expr ofColumn(SqlCall call, SqlNode column, String part, Level at) {
    if (!(column instanceof SqlIdentifier identifier)) {
      return translation.refuse(
          call,
          "`" + translation.text(column) + "` is computed; periods and parts are taken of columns.",
          "A computed field of the model gives it a name.");
    }
    if (at == Level.METRIC) {
      return translation.expr(column, at);
    }
    return translation
        .field(identifier, at)
        .map(field -> translation.reference(field, List.of(part), translation.span(call), at))
        .orElseGet(() -> translation.nothing(call));
  }

  /** The column whose year is taken, if a node is that: {@code EXTRACT(YEAR FROM x)}. */
  static Optional<SqlNode> yearOf(SqlNode node) {
    if (!(node instanceof SqlCall call)) {
      return Optional.empty();
    }
    boolean extracts =
        call.getKind() == SqlKind.EXTRACT && call.operand(0).toString().equalsIgnoreCase("YEAR");
    boolean named =
        call.getOperator().getName().equalsIgnoreCase("YEAR") && call.operandCount() == 1;
    SqlNode column = extracts ? call.operand(1) : named ? call.operand(0) : null;
    return column instanceof SqlIdentifier ? Optional.of(column) : Optional.empty();
  }

  /** The span of a year, for what a year is compared with. */
  Optional<Expr> year(SqlNode node) {
    if (!(node instanceof SqlLiteral literal) || !node.toString().matches("[1-9]\\d{3}")) {
      return Optional.empty();
    }
    LocalDateTime start = LocalDate.of(literal.intValue(true), 1, 1).atStartOfDay();
    return Optional.of(
        new Expr.Time(
            start, start.plusYears(1), "@" + literal.intValue(true), translation.span(node)));
  }

  // Sorts.

  /** How literals beside these operands are read: as points where one operand has a time of day. */
  Sort sort(List<? extends SqlNode> nodes) {
    Sort found = Sort.OTHER;
    for (SqlNode node : nodes) {
      Sort sort = isLiteral(node) ? Sort.OTHER : sort(node);
      if (sort == Sort.INSTANT) {
        return sort;
      }
      found = sort == Sort.DAY ? sort : found;
    }
    return found;
  }

  Sort sort(SqlNode node) {
    return switch (node) {
      case SqlIdentifier identifier ->
          translation
              .columns
              .find(identifier.names.getLast())
              .map(Field::type)
              .map(Times::sort)
              .orElse(Sort.OTHER);
      case SqlUnknownLiteral literal -> isDate(literal) ? Sort.DAY : Sort.INSTANT;
      case SqlLiteral literal -> Sort.OTHER;
      case SqlCall call -> sort(call);
      default -> Sort.OTHER;
    };
  }

  private static Sort sort(ValueType type) {
    return switch (type.kind()) {
      case DATE -> Sort.DAY;
      case TIMESTAMP, TIMESTAMPTZ -> Sort.INSTANT;
      case INTEGER, DECIMAL, DOUBLE, STRING, BOOLEAN, TIME, DURATION, NULL, UNKNOWN -> Sort.OTHER;
    };
  }

  private Sort sort(SqlCall call) {
    List<SqlNode> operands = call.getOperandList();
    return switch (call.getKind()) {
      case CAST -> {
        String type = operands.get(1).toString().toUpperCase(Locale.ROOT);
        yield type.equals("DATE")
            ? Sort.DAY
            : type.startsWith("TIMESTAMP") ? Sort.INSTANT : Sort.OTHER;
      }
      case PLUS, MINUS -> shifted(operands);
      case CASE -> {
        var results = new ArrayList<SqlNode>(Translation.operands(operands.get(2)));
        results.add(operands.get(3));
        yield sort(results);
      }
      case FILTER, WITHIN_GROUP -> sort(operands);
      case FLOOR, CEIL ->
          operands.size() == 2
              ? truncated(operands.get(0), operands.get(1).toString())
              : Sort.OTHER;
      default ->
          switch (call.getOperator().getName().toUpperCase(Locale.ROOT)) {
            case "MIN",
                "MAX",
                "MEDIAN",
                "COALESCE",
                "NULLIF",
                "IFNULL",
                "NVL",
                "LEAST",
                "GREATEST" ->
                sort(operands);
            case "IF" -> operands.size() == 3 ? sort(operands.subList(1, 3)) : Sort.OTHER;
            case "DATE_TRUNC" ->
                operands.size() == 2
                    ? truncated(operands.get(1), operands.get(0).toString())
                    : Sort.OTHER;
            default -> Sort.OTHER;
          };
    };
  }

  /** A period is a date from the day upwards. */
  private Sort truncated(SqlNode time, String unit) {
    boolean subDay = Grain.of(unit.replace("'", "")).filter(Grain::isSubDay).isPresent();
    Sort sort = sort(time);
    return sort == Sort.INSTANT && !subDay ? Sort.DAY : sort;
  }

  private Sort shifted(List<SqlNode> operands) {
    if (operands.size() != 2) {
      return Sort.OTHER;
    }
    Sort left = sort(operands.get(0));
    Sort right = sort(operands.get(1));
    Sort sort = left == Sort.OTHER ? right : right == Sort.OTHER ? left : Sort.OTHER;
    boolean subDay =
        operands.stream()
            .anyMatch(o ->
                o instanceof SqlIntervalLiteral i
                    && Grain.of(
                            i.getValueAs(SqlIntervalLiteral.IntervalValue.class)
                                .getIntervalQualifier()
                                .toString())
                        .filter(Grain::isSubDay)
                        .isPresent());
    return sort == Sort.DAY && subDay ? Sort.INSTANT : sort;
  }
}
