package dev.mensura.check.sql;

import dev.mensura.ir.JoinPath;
import dev.mensura.ir.RowExpr;
import dev.mensura.model.Catalog;
import dev.mensura.model.ModelReader;
import dev.mensura.model.Models;
import dev.mensura.source.SourceFile;
import dev.mensura.type.TimeSpan;
import dev.mensura.type.ValueType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A small model, every row it can have, and predicates evaluated for them one by one. */
final class Rows {
  static final Catalog CATALOG =
      Models.link(
              List.of(
                  ModelReader.read(
                      new SourceFile(
                          "rows.yml",
                          """
                          model: rows
                          table: rows
                          fields:
                            a: integer
                            b: {type: integer, nullable: false}
                            x: double
                            s: {type: string, nullable: false, values: [p, q, r]}
                            t: {type: string, values: [p, q]}
                            u: string
                            f: boolean
                            d: date
                            ts: {type: timestamp, nullable: false}
                          """))))
          .catalog();

  private static final List<String> DAYS =
      List.of(
          "2023-12-31",
          "2024-01-01",
          "2024-01-30",
          "2024-01-31",
          "2024-02-01",
          "2024-02-02",
          "2024-02-14",
          "2024-02-15",
          "2024-02-16",
          "2024-02-29",
          "2024-03-01",
          "2024-03-31",
          "2024-04-01",
          "2024-05-05",
          "2024-06-05",
          "2024-07-05",
          "2024-08-05",
          "2024-09-05",
          "2024-10-05",
          "2024-11-05",
          "2025-01-01");

  /**
   * The columns by name, each with all its values: around every constant that tests compare with.
   */
  static final Map<String, List<@Nullable Object>> VALUES = values();

  private Rows() {}

  private static Map<String, List<@Nullable Object>> values() {
    var values = new LinkedHashMap<String, List<@Nullable Object>>();
    values.put("a", withNull(numbers("1")));
    values.put("b", numbers("1"));
    values.put("x", withNull(numbers("0.5")));
    values.put("s", new ArrayList<>(List.of("p", "q", "r")));
    values.put("t", withNull(new ArrayList<>(List.of("p", "q"))));
    values.put("u", withNull(new ArrayList<>(List.of("", "p", "q", "r"))));
    values.put("f", withNull(new ArrayList<>(List.of(true, false))));
    List<@Nullable Object> days = new ArrayList<>();
    List<@Nullable Object> times = new ArrayList<>();
    for (String day : DAYS) {
      LocalDate date = LocalDate.parse(day);
      days.add(date);
      times.add(date.atStartOfDay());
      if (Predicates.DAYS.contains(day)) {
        times.add(date.atTime(11, 0));
        times.add(date.atTime(12, 0));
        times.add(date.atTime(13, 0));
      }
    }
    values.put("d", withNull(days));
    values.put("ts", times);
    return values;
  }

  private static List<@Nullable Object> numbers(String step) {
    List<@Nullable Object> numbers = new ArrayList<>();
    BigDecimal last = new BigDecimal("6");
    for (BigDecimal n = new BigDecimal("-2");
        n.compareTo(last) <= 0;
        n = n.add(new BigDecimal(step))) {
      numbers.add(n);
    }
    return numbers;
  }

  private static List<@Nullable Object> withNull(List<@Nullable Object> values) {
    values.add(null);
    return values;
  }

  static RowExpr.Column column(String name) {
    var field = CATALOG.get("rows").field(name).orElseThrow();
    return new RowExpr.Column(JoinPath.at("rows"), name, field.type(), field.nullable());
  }

  // Evaluation: as naive as possible.

  static @Nullable Object value(RowExpr expr, Map<String, @Nullable Object> row) {
    return switch (expr) {
      case RowExpr.Column c -> row.get(c.field());
      case RowExpr.Constant c -> c.value();
      case RowExpr.Call c -> call(c, row);
      case RowExpr.During c -> during(c, row);
      case RowExpr.Truncate c -> truncated(c, row);
      case RowExpr.Part c -> {
        Object time = value(c.value(), row);
        yield time == null ? null : BigDecimal.valueOf(time(time).getMonthValue());
      }
      case RowExpr.OwnTime c -> throw new IllegalArgumentException("no own time here");
      case RowExpr.MetricOfRow c -> throw new IllegalArgumentException("no metrics here");
      case RowExpr.Ranked c -> throw new IllegalArgumentException("no metrics here");
      case RowExpr.Credited c -> throw new IllegalArgumentException("no metrics here");
    };
  }

  private static LocalDateTime time(Object value) {
    return value instanceof LocalDate d ? d.atStartOfDay() : (LocalDateTime) value;
  }

  private static @Nullable Object truncated(
      RowExpr.Truncate truncate, Map<String, @Nullable Object> row) {
    Object value = value(truncate.value(), row);
    if (value == null) {
      return null;
    }
    LocalDate day = time(value).toLocalDate();
    return switch (truncate.grain().text()) {
      case "day" -> day;
      case "month" -> day.withDayOfMonth(1);
      case "year" -> day.withDayOfYear(1);
      default -> throw new IllegalArgumentException("no such grain here");
    };
  }

  private static @Nullable Object during(RowExpr.During during, Map<String, @Nullable Object> row) {
    Object value = value(during.value(), row);
    if (value == null) {
      return null;
    }
    var span = (TimeSpan.Fixed) during.span();
    return (span.start() == null || !time(value).isBefore(span.start()))
        && (span.end() == null || time(value).isBefore(span.end()));
  }

  private static @Nullable Object call(RowExpr.Call call, Map<String, @Nullable Object> row) {
    List<@Nullable Object> values = new ArrayList<>();
    call.arguments().forEach(argument -> values.add(value(argument, row)));
    return switch (call.function()) {
      case AND -> values.contains(false) ? (Object) false : values.contains(null) ? null : true;
      case OR -> values.contains(true) ? (Object) true : values.contains(null) ? null : false;
      case NOT -> values.getFirst() == null ? null : !(Boolean) values.getFirst();
      case IS_NULL -> values.getFirst() == null;
      case IS_NOT_NULL -> values.getFirst() != null;
      case EQ -> compared(values, 0, 0);
      case NE -> negated(compared(values, 0, 0));
      case LT -> compared(values, -1, -1);
      case LE -> compared(values, -1, 0);
      case GT -> compared(values, 1, 1);
      case GE -> compared(values, 0, 1);
      case IN -> {
        @Nullable Object found = false;
        for (int i = 1; i < values.size(); i++) {
          Object equal = compared(Arrays.asList(values.getFirst(), values.get(i)), 0, 0);
          found =
              Boolean.TRUE.equals(found) || Boolean.TRUE.equals(equal)
                  ? (Object) true
                  : equal == null || found == null ? null : false;
        }
        yield found;
      }
      case CASE -> {
        for (int i = 0; i + 1 < values.size(); i += 2) {
          if (Boolean.TRUE.equals(values.get(i))) {
            yield values.get(i + 1);
          }
        }
        yield values.size() % 2 == 1 ? values.getLast() : null;
      }
      case COALESCE -> values.stream().filter(Objects::nonNull).findFirst().orElse(null);
      case PLUS -> values.contains(null) ? null : number(values, 0).add(number(values, 1));
      case STARTS_WITH ->
          values.contains(null)
              ? null
              : values.get(0).toString().startsWith(values.get(1).toString());
      default -> throw new IllegalArgumentException("no such function here: " + call.function());
    };
  }

  private static BigDecimal number(List<@Nullable Object> values, int at) {
    return (BigDecimal) Objects.requireNonNull(values.get(at));
  }

  private static @Nullable Object negated(@Nullable Object value) {
    return value == null ? null : !(Boolean) value;
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Object compared(List<@Nullable Object> values, int least, int most) {
    Object left = values.get(0);
    Object right = values.get(1);
    if (left == null || right == null) {
      return null;
    }
    boolean times = left instanceof LocalDate || left instanceof LocalDateTime;
    int order =
        Integer.signum(
            times
                ? time(left).compareTo(time(right))
                : ((Comparable<Object>) left).compareTo(right));
    return least <= order && order <= most;
  }

  static RowExpr.Constant number(String number) {
    return new RowExpr.Constant(new BigDecimal(number), ValueType.INTEGER);
  }
}
