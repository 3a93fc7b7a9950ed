package dev.mensura.compiler;

import static dev.mensura.compiler.Phrase.Tightness.AND;
import static dev.mensura.compiler.Phrase.Tightness.COMPARISON;
import static dev.mensura.compiler.Phrase.Tightness.NOT;
import static dev.mensura.compiler.Phrase.Tightness.OR;
import static dev.mensura.compiler.Phrase.Tightness.PRODUCT;
import static dev.mensura.compiler.Phrase.Tightness.SUM;
import static dev.mensura.compiler.Phrase.Tightness.WORD;

import dev.mensura.ir.Conversion;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.Ranking;
import dev.mensura.ir.RowExpr;
import dev.mensura.model.Catalog;
import dev.mensura.syntax.ast.Path;
import dev.mensura.type.Function;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Row expressions in words. */
final class RowWords {
  private final Catalog catalog;
  private final TimeWords times;
  private final java.util.function.Function<MetricExpr, Phrase> metrics;

  /**
   * @param metrics says a metric that stands in a row expression
   */
  RowWords(
      Catalog catalog, TimeWords times, java.util.function.Function<MetricExpr, Phrase> metrics) {
    this.catalog = catalog;
    this.times = times;
    this.metrics = metrics;
  }

  /** A condition: what holds of a row. */
  Phrase condition(RowExpr expression) {
    Phrase phrase = of(expression);
    boolean bare =
        expression instanceof RowExpr.Column || expression instanceof RowExpr.MetricOfRow;
    return bare ? new Phrase(phrase.text() + " is true", COMPARISON) : phrase;
  }

  Phrase of(RowExpr expression) {
    return switch (expression) {
      case RowExpr.Column c -> Phrase.word(column(c));
      case RowExpr.Constant c -> constant(c.value());
      case RowExpr.Call call -> call(call);
      case RowExpr.Truncate t ->
          Phrase.word("the " + t.grain().text() + " of " + of(t.value()).in(WORD));
      case RowExpr.Part p ->
          Phrase.word("the " + p.part().text().replace('_', ' ') + " of " + of(p.value()).in(WORD));
      case RowExpr.During d ->
          new Phrase(of(d.value()).in(SUM) + " is " + times.in(d.span()), COMPARISON);
      case RowExpr.OwnTime own -> Phrase.word(ownTime(own.base()));
      case RowExpr.MetricOfRow m -> {
        String row = m.path().isEmpty() ? "its own " : m.path().text() + "'s own ";
        yield Phrase.word(row + metrics.apply(m.metric()).in(WORD));
      }
      case RowExpr.Ranked r -> ranked(r, " is");
      case RowExpr.Credited c -> Phrase.word(credited(c));
    };
  }

  /**
   * {@code customer.id is among the top 10 by revenue}.
   *
   * @param is how it stands to them
   */
  private Phrase ranked(RowExpr.Ranked ranked, String is) {
    Ranking ranking = ranked.ranking();
    String values = String.join(", ", all(ranked.values()).stream().map(v -> v.in(SUM)).toList());
    String often = ranking.scope() == Ranking.Scope.QUERY ? " over the whole time" : "";
    return new Phrase(
        "%s%s among the %s %d by %s%s"
            .formatted(
                values,
                is,
                ranking.end().text(),
                ranking.count(),
                metrics.apply(ranking.by()).in(WORD),
                often),
        COMPARISON);
  }

  /** What a conversion says of a row of its first events. */
  private String credited(RowExpr.Credited credited) {
    Conversion conversion = credited.conversion();
    String what =
        credited
            .tally()
            .map(tally ->
                tally.function().isCount() && tally.argument().isEmpty()
                    ? "the number"
                    : "the "
                        + tally.function().text()
                        + tally.argument().map(a -> " of " + of(a).in(WORD)).orElse("s"))
            .orElse("whether there are any");
    List<String> steps = new ArrayList<>();
    conversion.steps().stream().skip(1).forEach(step -> steps.add(step(step)));
    String keys =
        String.join(" and ", conversion.first().keys().stream().map(k -> of(k).in(SUM)).toList());
    String late =
        conversion.after().map(d -> " at least " + d + " later").orElse("")
            + conversion.within().map(d -> " within " + d).orElse("");
    return "%s of %s of the same %s%s credited to it"
        .formatted(what, String.join(", then of ", steps), keys, late);
  }

  private String step(Conversion.Step step) {
    String filters =
        String.join(" and ", conditions(step.filters()).stream().map(f -> f.in(AND)).toList());
    return step.base() + (filters.isEmpty() ? "" : " with " + filters);
  }

  private static String column(RowExpr.Column column) {
    String name =
        column.path().isEmpty() ? column.field() : column.path().text() + "." + column.field();
    return column.path().isToOne() ? name : "some " + name;
  }

  private String ownTime(String base) {
    return catalog.model(base).flatMap(model -> model.time()).map(Path::text).orElse("its time");
  }

  static Phrase constant(@Nullable Object value) {
    return Phrase.word(
        switch (value) {
          case null -> "null";
          case String text -> "'" + text.replace("'", "''") + "'";
          case BigDecimal number -> number.toPlainString();
          case LocalDateTime time -> TimeWords.moment(time);
          default -> value.toString();
        });
  }

  private Phrase call(RowExpr.Call call) {
    List<RowExpr> arguments = call.arguments();
    return switch (call.function()) {
      case AND -> Phrase.joined(conditions(arguments), " and ", AND);
      case OR -> Phrase.joined(conditions(arguments), " or ", OR);
      case NOT -> not(arguments.getFirst());
      case EQ, NE, LT, LE, GT, GE -> comparison(call);
      case IN -> membership(arguments, " is ", " is one of ");
      case IS_NULL -> new Phrase(of(arguments.getFirst()).in(SUM) + " is null", COMPARISON);
      case IS_NOT_NULL -> new Phrase(of(arguments.getFirst()).in(SUM) + " is not null", COMPARISON);
      case LIKE -> between(call, " is like ");
      case STARTS_WITH -> between(call, " starts with ");
      case ENDS_WITH -> between(call, " ends with ");
      case CONTAINS -> between(call, " contains ");
      case OF_DAY ->
          Phrase.word(
              "the calendar's "
                  + String.valueOf(((RowExpr.Constant) arguments.get(1)).value())
                  + " of "
                  + of(arguments.getFirst()).in(WORD));
      case PLUS, SHIFT -> Phrase.joined(all(arguments), " + ", SUM);
      case MINUS, ELAPSED -> Phrase.joined(all(arguments), " - ", SUM);
      case TIMES -> Phrase.joined(all(arguments), " * ", PRODUCT);
      case DIVIDE -> Phrase.joined(all(arguments), " / ", PRODUCT);
      case MODULO -> Phrase.joined(all(arguments), " % ", PRODUCT);
      case CONCAT_OPERATOR -> Phrase.joined(all(arguments), " || ", SUM);
      case NEGATE -> new Phrase("-" + of(arguments.getFirst()).in(WORD), PRODUCT);
      case CASE -> choice(arguments);
      case CAST -> Phrase.word(of(arguments.getFirst()).in(WORD) + " as " + call.type());
      case COALESCE,
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
          CONCAT ->
          Phrase.word(
              call.function().text()
                  + "("
                  + String.join(", ", all(arguments).stream().map(Phrase::text).toList())
                  + ")");
    };
  }

  private List<Phrase> all(List<RowExpr> expressions) {
    return expressions.stream().map(this::of).toList();
  }

  private List<Phrase> conditions(List<RowExpr> expressions) {
    return expressions.stream().map(this::condition).toList();
  }

  private Phrase between(RowExpr.Call call, String words) {
    return Phrase.joined(all(call.arguments()), words, COMPARISON);
  }

  private Phrase membership(List<RowExpr> arguments, String single, String several) {
    List<String> values = arguments.stream().skip(1).map(this::of).map(Phrase::text).toList();
    String words = values.size() == 1 ? single : several;
    return new Phrase(
        of(arguments.getFirst()).in(SUM) + words + String.join(", ", values), COMPARISON);
  }

  private Phrase not(RowExpr inner) {
    if (inner instanceof RowExpr.Call call && call.function() == Function.IN) {
      return membership(call.arguments(), " is not ", " is none of ");
    }
    if (inner instanceof RowExpr.Column column && column.path().isToOne()) {
      return new Phrase(column(column) + " is false", COMPARISON);
    }
    if (inner instanceof RowExpr.Ranked ranked) {
      return ranked(ranked, " is not");
    }
    return new Phrase("not " + condition(inner).in(WORD), NOT);
  }

  private Phrase comparison(RowExpr.Call call) {
    boolean temporal = call.arguments().getFirst().type().isTemporal();
    String words =
        comparison(call.function(), temporal, call.arguments().getLast().type().isNumeric());
    return Phrase.joined(all(call.arguments()), words, COMPARISON);
  }

  /** The words of a comparison, of times and of all else. */
  static String comparison(Function function, boolean temporal, boolean numeric) {
    return switch (function) {
      case EQ -> numeric ? " = " : " is ";
      case NE -> " is not ";
      case LT -> temporal ? " is before " : " is less than ";
      case LE -> temporal ? " is not after " : " is at most ";
      case GT -> temporal ? " is after " : " is more than ";
      case GE -> temporal ? " is not before " : " is at least ";
      default -> " " + function.text() + " ";
    };
  }

  private Phrase choice(List<RowExpr> arguments) {
    List<String> branches = new ArrayList<>();
    for (int i = 0; i + 1 < arguments.size(); i += 2) {
      branches.add(of(arguments.get(i + 1)).text() + " if " + condition(arguments.get(i)).text());
    }
    branches.add("else " + of(arguments.getLast()).text());
    return new Phrase(String.join(", ", branches), Phrase.Tightness.SENTENCE);
  }
}
