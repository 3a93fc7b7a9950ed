package dev.mensura.compare;

import dev.mensura.ir.Conversion;
import dev.mensura.ir.Grouping;
import dev.mensura.ir.JoinPath;
import dev.mensura.ir.Mark;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.Ranking;
import dev.mensura.ir.RowExpr;
import dev.mensura.model.Catalog;
import dev.mensura.syntax.Names;
import dev.mensura.syntax.ast.Path;
import dev.mensura.type.Function;
import dev.mensura.type.TimeSpan;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes checked expressions in the language again, for people: names as the models call them,
 * computed fields spelled out.
 */
record RowText(Catalog catalog) {
  private static final int OR = 1;
  private static final int AND = 2;
  private static final int NOT = 3;
  private static final int COMPARISON = 4;
  private static final int SUM = 5;
  private static final int PRODUCT = 6;
  private static final int WORD = 7;

  private record Piece(String text, int level) {
    String in(int least) {
      return level < least ? "(" + text + ")" : text;
    }
  }

  String of(RowExpr expression) {
    return piece(expression).text();
  }

  private Piece piece(RowExpr expression) {
    return switch (expression) {
      case RowExpr.Column c -> word(field(c.path(), c.field()));
      case RowExpr.Constant c -> constant(c.value());
      case RowExpr.Call c -> call(c.function(), c.arguments().stream().map(this::piece).toList());
      case RowExpr.Truncate t -> word(piece(t.value()).in(WORD) + "." + t.grain().text());
      case RowExpr.Part p -> word(piece(p.value()).in(WORD) + "." + p.part().text());
      case RowExpr.During d -> during(piece(d.value()), d.span());
      case RowExpr.OwnTime o ->
          word(catalog.model(o.base()).flatMap(m -> m.time()).map(Path::text).orElse("time"));
      case RowExpr.MetricOfRow m -> piece(m.metric());
      case RowExpr.Ranked r -> new Piece(ranked(r), COMPARISON);
      case RowExpr.Credited c -> word(credited(c));
    };
  }

  private String ranked(RowExpr.Ranked ranked) {
    Ranking ranking = ranked.ranking();
    String values =
        ranked.values().stream().map(v -> piece(v).in(SUM)).collect(Collectors.joining(", "));
    return "%s in (%s %d by %s)"
        .formatted(
            ranked.values().size() == 1 ? values : "(" + values + ")",
            ranking.end().text(),
            ranking.count(),
            of(ranking.by()));
  }

  private String credited(RowExpr.Credited credited) {
    Conversion conversion = credited.conversion();
    List<String> arguments = new ArrayList<>();
    conversion.steps().forEach(step -> arguments.add(step(step)));
    arguments.add("by: " + conversion.first().keys().stream().map(this::of).toList());
    conversion.within().ifPresent(d -> arguments.add("within: " + d));
    conversion.after().ifPresent(d -> arguments.add("after: " + d));
    credited
        .tally()
        .ifPresent(tally ->
            arguments.add(
                tally.function().text() + tally.argument().map(a -> " " + of(a)).orElse("")));
    return "credited(" + String.join(", ", arguments) + ")";
  }

  private String step(Conversion.Step step) {
    String filters = step.filters().stream().map(this::of).collect(Collectors.joining(" and "));
    return step.base()
        + (filters.isEmpty() ? "" : " where " + filters)
        + " dated "
        + of(step.time());
  }

  private static String field(JoinPath path, String field) {
    return path.isEmpty() ? Names.quoted(field) : path.text() + "." + Names.quoted(field);
  }

  String of(MetricExpr expression) {
    return piece(expression).text();
  }

  private Piece piece(MetricExpr expression) {
    return switch (expression) {
      case MetricExpr.Aggregated a -> word(aggregated(a));
      case MetricExpr.Constant c -> constant(c.value());
      case MetricExpr.Call c ->
          call(c.function(), c.arguments().stream().map(this::piece).toList());
      case MetricExpr.Reference r -> word(Names.quoted(r.metric()));
      case MetricExpr.Filtered f ->
          new Piece(piece(f.value()).in(WORD) + " where " + each(f.predicates().values()), 0);
      case MetricExpr.Moved m -> new Piece(piece(m.value()).in(WORD) + " " + m.move().text(), 0);
      case MetricExpr.Across a -> new Piece(piece(a.value()).in(WORD) + " " + a.left().text(), 0);
      case MetricExpr.Marked m -> new Piece(piece(m.value()).in(WORD) + " " + mark(m), 0);
      case MetricExpr.Filled f ->
          new Piece(
              piece(f.value()).in(WORD)
                  + " fill"
                  + f.filler().map(c -> " " + constant(c.value()).text()).orElse(""),
              0);
      case MetricExpr.Detail d -> word(detail(d));
      case MetricExpr.Dated d ->
          new Piece(piece(d.value()).in(WORD) + " dated " + each(d.times().values()), 0);
    };
  }

  private String mark(MetricExpr.Marked mark) {
    String keys =
        mark.keys().values().stream()
            .flatMap(List::stream)
            .map(this::of)
            .distinct()
            .collect(Collectors.joining(", "));
    return "at "
        + (mark.edge() == Mark.Edge.LAST ? "last " : "first ")
        + each(mark.times().values())
        + (keys.isEmpty() ? "" : " per " + keys);
  }

  private String detail(MetricExpr.Detail detail) {
    return detail.function().text()
        + " ("
        + detail.value().map(v -> of(v) + " ").orElse("")
        + new Grouping.Per(detail.keys()).text()
        + detail.having().map(h -> " having " + of(h)).orElse("")
        + detail.fraction().map(f -> ", " + f.toPlainString()).orElse("")
        + ")";
  }

  private String each(java.util.Collection<RowExpr> expressions) {
    return expressions.stream().map(this::of).distinct().collect(Collectors.joining(" / "));
  }

  private String aggregated(MetricExpr.Aggregated a) {
    String what = a.argument().map(this::of).orElse(a.base());
    String fraction = a.fraction().map(f -> ", " + f.toPlainString()).orElse("");
    return a.function().text() + "(" + what + fraction + ")";
  }

  private static Piece word(String text) {
    return new Piece(text, WORD);
  }

  static String constantText(@Nullable Object value) {
    return constant(value).text();
  }

  private static Piece constant(@Nullable Object value) {
    return switch (value) {
      case null -> word("null");
      case String text -> word("'" + text.replace("'", "''") + "'");
      case BigDecimal n when n.signum() < 0 -> new Piece(n.toPlainString(), PRODUCT);
      case BigDecimal n -> word(n.toPlainString());
      case LocalDateTime time -> word("@" + moment(time));
      case java.time.LocalDate date -> word("@" + date);
      default -> word(value.toString());
    };
  }

  private static String moment(LocalDateTime time) {
    return time.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? time.toLocalDate().toString()
        : time.toString();
  }

  private static Piece during(Piece time, TimeSpan span) {
    String left = time.in(SUM);
    return switch (span) {
      case TimeSpan.Last last ->
          new Piece(
              left + " in last " + new dev.mensura.type.Duration(last.count(), last.grain()),
              COMPARISON);
      case TimeSpan.This now -> new Piece(left + " in this " + now.grain().text(), COMPARISON);
      case TimeSpan.Fixed fixed -> {
        LocalDateTime start = fixed.start();
        LocalDateTime end = fixed.end();
        List<String> ends = new ArrayList<>();
        if (start != null) {
          ends.add(left + " >= @" + moment(start));
        }
        if (end != null) {
          ends.add(left + " < @" + moment(end));
        }
        yield new Piece(String.join(" and ", ends), ends.size() == 1 ? COMPARISON : AND);
      }
    };
  }

  private static Piece call(Function function, List<Piece> all) {
    Piece first = all.getFirst();
    return switch (function) {
      case AND -> joined(all, " and ", AND);
      case OR -> joined(all, " or ", OR);
      case NOT -> new Piece("not " + first.in(NOT), NOT);
      case EQ, NE, LT, LE, GT, GE, LIKE -> joined(all, " " + function.text() + " ", COMPARISON);
      case IS_NULL, IS_NOT_NULL -> new Piece(first.in(SUM) + " " + function.text(), COMPARISON);
      case IN ->
          new Piece(first.in(SUM) + " in (" + listed(all.subList(1, all.size())) + ")", COMPARISON);
      case OF_DAY -> word(first.in(WORD) + ".calendar." + all.get(1).text().replace("'", ""));
      case PLUS, MINUS, SHIFT, ELAPSED, CONCAT_OPERATOR ->
          joined(all, " " + function.text() + " ", SUM);
      case TIMES, DIVIDE, MODULO -> joined(all, " " + function.text() + " ", PRODUCT);
      case NEGATE -> new Piece("-" + first.in(WORD), PRODUCT);
      case CASE -> word(choice(all));
      case CAST,
          COALESCE,
          NULLIF,
          ABS,
          ROUND,
          FLOOR,
          CEIL,
          SIGN,
          POWER,
          SQRT,
          LN,
          EXP,
          LEAST,
          GREATEST,
          LOWER,
          UPPER,
          TRIM,
          LENGTH,
          SUBSTRING,
          REPLACE,
          CONCAT,
          STARTS_WITH,
          ENDS_WITH,
          CONTAINS ->
          word(function.text() + "(" + listed(all) + ")");
    };
  }

  private static Piece joined(List<Piece> parts, String between, int level) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      // What is compared isn't compared again, and a - (b - c) keeps its parentheses.
      boolean loose = level < COMPARISON || (i == 0 && level > COMPARISON);
      texts.add(parts.get(i).in(loose ? level : level + 1));
    }
    return new Piece(String.join(between, texts), level);
  }

  private static String listed(List<Piece> pieces) {
    return pieces.stream().map(Piece::text).collect(Collectors.joining(", "));
  }

  private static String choice(List<Piece> arguments) {
    var text = new StringBuilder("case");
    for (int i = 0; i + 1 < arguments.size(); i += 2) {
      text.append(" when ").append(arguments.get(i).text());
      text.append(" then ").append(arguments.get(i + 1).text());
    }
    return text.append(" else ").append(arguments.getLast().text()).append(" end").toString();
  }
}
