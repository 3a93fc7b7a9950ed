package dev.mensura.proof;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Generates expressions over the rows of a model. */
final class ExpressionGenerator {
  private static final Set<Kind> TIMES = EnumSet.of(Kind.DATE, Kind.TIMESTAMP, Kind.INSTANT);

  private final Dice dice;
  private final Scope scope;

  ExpressionGenerator(Dice dice, Scope scope) {
    this.dice = dice;
    this.scope = scope;
  }

  static String sort(Kind kind) {
    return "row " + kind.inModels();
  }

  private static Piece piece(Kind kind, Object... parts) {
    return Piece.of(sort(kind), parts);
  }

  /** An expression of this kind, {@code depth} calls deep at most. */
  Piece of(Kind kind, int depth) {
    if (depth <= 0 || dice.percent(45)) {
      return leaf(kind);
    }
    return switch (kind) {
      case INTEGER -> integer(depth - 1);
      case DECIMAL -> decimal(depth - 1);
      case DOUBLE -> real(depth - 1);
      case STRING -> string(depth - 1);
      case BOOLEAN -> condition(depth - 1);
      case DATE -> date(depth - 1);
      case TIMESTAMP -> timestamp(depth - 1);
      case INSTANT -> leaf(kind);
    };
  }

  private Piece leaf(Kind kind) {
    List<MetricSpec> metrics = scope.rowMetrics(kind);
    if (!metrics.isEmpty() && dice.percent(20)) {
      return piece(kind, dice.pick(metrics).name());
    }
    List<Scope.Found> fields = scope.fields(EnumSet.of(kind));
    if (!fields.isEmpty() && (dice.percent(85) || kind.isTime())) {
      // Fields of the row itself come first; they are as likely as all the others together.
      Scope.Found field = dice.percent(50) ? fields.getFirst() : dice.pick(fields);
      return piece(kind, field.path());
    }
    return kind == Kind.BOOLEAN ? condition(0) : literal(kind);
  }

  private Piece literal(Kind kind) {
    return switch (kind) {
      case INTEGER -> piece(kind, dice.oneOf("0", "1", "2", "3", "7"));
      case DECIMAL -> piece(kind, dice.oneOf("0.5", "2.50", "10.00", "99.99"));
      case DOUBLE -> piece(kind, "cast(" + dice.oneOf("1", "2.5", "0") + " as double)");
      case STRING -> piece(kind, text());
      case BOOLEAN -> piece(kind, dice.oneOf("true", "false"));
      case DATE -> piece(kind, "cast('2024-02-29' as date)");
      case TIMESTAMP -> piece(kind, "cast('2024-02-29T12:30:00' as timestamp)");
      case INSTANT -> throw new IllegalStateException("an instant is never needed");
    };
  }

  private String text() {
    return dice.oneOf("'a'", "'b'", "'A'", "''", "'O''Brien'", "'é'", "'漢字'", "\"ab\"", "'x%y'");
  }

  private Piece integer(int depth) {
    Kind kind = Kind.INTEGER;
    return switch (dice.below(13)) {
      case 0 -> piece(kind, "(", of(kind, depth), " + ", of(kind, depth), ")");
      case 1 -> piece(kind, "(", of(kind, depth), " - ", of(kind, depth), ")");
      case 2 -> piece(kind, "(", of(kind, depth), " * ", of(kind, depth), ")");
      case 3 -> piece(kind, "(", of(kind, depth), " % ", of(kind, depth), ")");
      case 4 -> piece(kind, "abs(", of(kind, depth), ")");
      case 5 -> piece(kind, "length(", of(Kind.STRING, depth), ")");
      case 6 -> piece(kind, dice.oneOf("floor(", "ceil("), of(Kind.DECIMAL, depth), ")");
      case 7 -> piece(kind, "sign(", of(dice.oneOf(Kind.INTEGER, Kind.DECIMAL), depth), ")");
      case 8 -> piece(kind, "(-", of(kind, depth), ")");
      case 9 -> part();
      case 10 -> piece(kind, "cast(", of(Kind.DECIMAL, depth), " as integer)");
      default -> choice(kind, depth);
    };
  }

  private Piece part() {
    List<Scope.Found> times = scope.fields(TIMES);
    if (times.isEmpty()) {
      return leaf(Kind.INTEGER);
    }
    Scope.Found time = dice.pick(times);
    String part =
        dice.oneOf(
            "month_of_year",
            "day_of_week",
            "day_of_month",
            "day_of_year",
            "week_of_year",
            "quarter_of_year");
    boolean hour = time.field().kind() != Kind.DATE && dice.percent(30);
    return piece(Kind.INTEGER, time.path() + "." + (hour ? "hour_of_day" : part));
  }

  private Piece decimal(int depth) {
    Kind kind = Kind.DECIMAL;
    return switch (dice.below(8)) {
      case 0 ->
          piece(kind, "(", of(kind, depth), " + ", of(dice.oneOf(kind, Kind.INTEGER), depth), ")");
      case 1 -> piece(kind, "(", of(kind, depth), " - ", of(kind, depth), ")");
      case 2 -> piece(kind, "(", of(kind, 0), " * ", of(Kind.INTEGER, 0), ")");
      case 3 -> piece(kind, "round(", of(kind, depth), dice.oneOf(", 1)", ", 0)", ", -1)"));
      case 4 -> piece(kind, "round(", of(kind, depth), ")");
      case 5 -> piece(kind, "(", of(kind, depth), " % ", literal(kind), ")");
      default -> choice(kind, depth);
    };
  }

  private Piece real(int depth) {
    Kind kind = Kind.DOUBLE;
    Kind number = dice.oneOf(Kind.INTEGER, Kind.DECIMAL, Kind.DOUBLE);
    return switch (dice.below(10)) {
      case 0, 1 -> piece(kind, "(", of(number, depth), " / ", of(Kind.INTEGER, depth), ")");
      case 2 -> piece(kind, "sqrt(", of(number, depth), ")");
      case 3 -> piece(kind, "ln(", of(number, depth), ")");
      case 4 ->
          piece(kind, "power(", of(Kind.INTEGER, 0), ", ", dice.oneOf("2", "-1", "0.5", "0"), ")");
      case 5 ->
          piece(
              kind, "(", of(kind, depth), dice.oneOf(" + ", " - ", " * "), of(number, depth), ")");
      case 6 -> piece(kind, dice.oneOf("floor(", "ceil(", "abs(", "round("), of(kind, depth), ")");
      case 7 -> piece(kind, "exp(sign(", of(number, depth), "))");
      default -> choice(kind, depth);
    };
  }

  private Piece string(int depth) {
    Kind kind = Kind.STRING;
    return switch (dice.below(10)) {
      case 0 -> piece(kind, dice.oneOf("lower(", "upper(", "trim("), of(kind, depth), ")");
      case 1 ->
          piece(kind, "substring(", of(kind, depth), dice.oneOf(", 1, 2)", ", 2)", ", 3, 1)"));
      case 2 -> piece(kind, "replace(", of(kind, depth), ", 'a', ", text(), ")");
      case 3 -> piece(kind, "concat(", of(kind, depth), ", '-', ", of(kind, depth), ")");
      case 4 -> piece(kind, "(", of(kind, depth), " || ", of(kind, depth), ")");
      case 5 -> piece(kind, "cast(", of(Kind.INTEGER, depth), " as string)");
      default -> choice(kind, depth);
    };
  }

  private Piece date(int depth) {
    Kind kind = Kind.DATE;
    List<Scope.Found> times = scope.fields(TIMES);
    String shift = dice.oneOf("1 month", "7 days", "1 year", "2 quarters", "1 day", "3 weeks");
    return switch (dice.below(5)) {
      case 0, 1 -> piece(kind, "(", of(kind, 0), dice.oneOf(" + ", " - "), shift, ")");
      case 2, 3 ->
          times.isEmpty()
              ? leaf(kind)
              : piece(
                  kind,
                  dice.pick(times).path()
                      + "."
                      + dice.oneOf("day", "week", "month", "quarter", "half", "year"));
      default -> choice(kind, depth);
    };
  }

  private Piece timestamp(int depth) {
    Kind kind = Kind.TIMESTAMP;
    String shift = dice.oneOf("1 month", "7 days", "5 hours", "90 minutes", "1 year", "30 seconds");
    return dice.percent(60)
        ? piece(kind, "(", of(kind, 0), dice.oneOf(" + ", " - "), shift, ")")
        : choice(kind, depth);
  }

  private Piece choice(Kind kind, int depth) {
    return switch (dice.below(6)) {
      case 0, 1 -> piece(kind, "coalesce(", of(kind, depth), ", ", of(kind, 0), ")");
      case 2 -> piece(kind, "nullif(", of(kind, depth), ", ", of(kind, 0), ")");
      case 3 ->
          piece(kind, dice.oneOf("least(", "greatest("), of(kind, depth), ", ", of(kind, 0), ")");
      case 4 ->
          piece(
              kind, "if(", of(Kind.BOOLEAN, depth), ", ", of(kind, depth), ", ", of(kind, 0), ")");
      default -> when(kind, depth);
    };
  }

  private Piece when(Kind kind, int depth) {
    String end = dice.percent(40) ? " end)" : " else " + of(kind, 0).text() + " end)";
    return piece(kind, "(case when ", of(Kind.BOOLEAN, depth), " then ", of(kind, depth), end);
  }

  /** A condition on the row. */
  Piece condition(int depth) {
    Kind kind = Kind.BOOLEAN;
    if (depth > 0 && dice.percent(35)) {
      return switch (dice.below(4)) {
        case 0 -> piece(kind, "(", condition(depth - 1), " or ", condition(depth - 1), ")");
        case 1 -> piece(kind, "not (", condition(depth - 1), ")");
        default -> piece(kind, "(", condition(depth - 1), " and ", condition(depth - 1), ")");
      };
    }
    Kind of =
        dice.oneOf(
            Kind.INTEGER,
            Kind.DECIMAL,
            Kind.STRING,
            Kind.DATE,
            Kind.TIMESTAMP,
            Kind.INSTANT,
            Kind.BOOLEAN);
    return test(of, depth);
  }

  private Piece test(Kind of, int depth) {
    Kind kind = Kind.BOOLEAN;
    List<Scope.Found> fields = scope.fields(EnumSet.of(of));
    if (fields.isEmpty() && of != Kind.INTEGER) {
      return test(Kind.INTEGER, depth);
    }
    Piece value = of(of, depth);
    if (dice.percent(12)) {
      return piece(kind, "(", value, ")", dice.oneOf(" is null", " is not null"));
    }
    String compare = dice.oneOf(" = ", " > ", " >= ", " < ", " <= ", " != ");
    return switch (of) {
      case INTEGER, DECIMAL, DOUBLE ->
          dice.percent(20)
              ? piece(kind, value, dice.oneOf(" between ", " not between "), "0 and 5")
              : dice.percent(20)
                  ? piece(kind, value, dice.oneOf(" in ", " not in "), "(1, 2, 10)")
                  : piece(
                      kind, value, compare, dice.percent(25) ? of(Kind.INTEGER, 0) : literal(of));
      case STRING -> textTest(value, compare, fields);
      case BOOLEAN ->
          fields.isEmpty() ? piece(kind, "true") : piece(kind, dice.pick(fields).path());
      case DATE, TIMESTAMP, INSTANT -> timeTest(value, of, compare);
    };
  }

  private Piece textTest(Piece value, String compare, List<Scope.Found> fields) {
    Kind kind = Kind.BOOLEAN;
    Scope.Found field = dice.pick(fields);
    if (!field.field().values().isEmpty() && dice.percent(60)) {
      return dice.percent(50)
          ? piece(
              kind,
              field.path(),
              dice.oneOf(" = ", " != "),
              dice.oneOf("'new'", "'it''s'", "'döne'"))
          : piece(kind, field.path(), " in ('new', 'döne')");
    }
    // A closed domain knows no other texts; what a function makes of it may be any.
    Piece open = dice.percent(50) ? value : piece(Kind.STRING, "lower(" + field.path() + ")");
    boolean bare =
        fields.stream()
            .anyMatch(f -> f.path().equals(open.text()) && !f.field().values().isEmpty());
    Piece free = bare ? piece(Kind.STRING, "concat(", open, ")") : open;
    return switch (dice.below(5)) {
      case 0 ->
          piece(
              kind,
              free,
              dice.oneOf(" like ", " not like "),
              dice.oneOf("'a%'", "'%b'", "'_'", "'%''%'", "'x\\%y'", "'%_%'"));
      case 1 ->
          piece(
              kind,
              dice.oneOf("starts_with(", "ends_with(", "contains("),
              free,
              ", ",
              dice.oneOf("'a'", "''", "'%'", "'_'"),
              ")");
      case 2 -> piece(kind, free, dice.oneOf(" in ", " not in "), "('a', 'é', '')");
      default -> piece(kind, free, compare, text());
    };
  }

  private Piece timeTest(Piece value, Kind of, String compare) {
    Kind kind = Kind.BOOLEAN;
    List<Scope.Found> others = scope.fields(Set.of(of));
    return switch (dice.below(7)) {
      case 0 -> piece(kind, value, compare, dice.pick(others).path());
      case 1 ->
          piece(
              kind,
              value,
              dice.oneOf(" > ", " <= "),
              dice.pick(others).path(),
              dice.oneOf(" + 1 month", " - 7 days", " + 1 day"));
      case 2 ->
          piece(
              kind,
              "(",
              value,
              " - ",
              dice.pick(others).path(),
              ")",
              dice.oneOf(" > ", " <= ", " = "),
              dice.oneOf("7 days", "1 day", "36 hours", "2 weeks"));
      case 3 ->
          piece(
              kind,
              value,
              dice.oneOf(" in ", " not in "),
              dice.oneOf(
                  "@2024-01..@2024-03",
                  "@2024..",
                  "@2020-12-31..@2023",
                  "@2024-W09",
                  "last 30 days",
                  "this month",
                  "last 2 weeks",
                  "last 3 months",
                  "this year"));
      default ->
          piece(
              kind,
              value,
              compare,
              dice.oneOf(
                  "@2024",
                  "@2024-02",
                  "@2024-Q1",
                  "@2024-02-29",
                  "@2024-H1",
                  "@2020-W53",
                  "@2024-12-31",
                  "@2023"));
    };
  }
}
