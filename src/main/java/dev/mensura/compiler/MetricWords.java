package dev.mensura.compiler;

import static dev.mensura.compiler.Phrase.Tightness.AND;
import static dev.mensura.compiler.Phrase.Tightness.COMPARISON;
import static dev.mensura.compiler.Phrase.Tightness.NOT;
import static dev.mensura.compiler.Phrase.Tightness.OR;
import static dev.mensura.compiler.Phrase.Tightness.PRODUCT;
import static dev.mensura.compiler.Phrase.Tightness.SENTENCE;
import static dev.mensura.compiler.Phrase.Tightness.SUM;
import static dev.mensura.compiler.Phrase.Tightness.WORD;

import dev.mensura.ir.Coordinate;
import dev.mensura.ir.Mark;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.RowExpr;
import dev.mensura.model.Catalog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;

/** Metric expressions in words. */
final class MetricWords {
  private final RowWords rows;

  MetricWords(Catalog catalog, TimeWords times) {
    this.rows = new RowWords(catalog, times, this::of);
  }

  RowWords rows() {
    return rows;
  }

  Phrase of(MetricExpr expression) {
    return switch (expression) {
      case MetricExpr.Aggregated a -> aggregate(a);
      case MetricExpr.Constant c -> RowWords.constant(c.value());
      case MetricExpr.Reference r -> Phrase.word(r.metric());
      case MetricExpr.Filtered f -> modified(f.value(), only(f.predicates()));
      case MetricExpr.Dated d -> modified(d.value(), "dated by " + perModel(d.times()));
      case MetricExpr.Moved m -> modified(m.value(), MoveWords.of(m.move()));
      case MetricExpr.Across a -> modified(a.value(), GroupingWords.across(a.left()));
      case MetricExpr.Marked m ->
          modified(
              m.value(),
              "only at the "
                  + (m.edge() == Mark.Edge.LAST ? "last " : "first ")
                  + perModel(m.times())
                  + " of each period"
                  + (m.keys().values().stream().allMatch(List::isEmpty)
                      ? ""
                      : ", each " + keys(m.keys()) + " by its own"));
      case MetricExpr.Filled f -> modified(f.value(), "in every period");
      case MetricExpr.Detail d -> detail(d);
      case MetricExpr.Call call -> call(call);
    };
  }

  /** What rows have a last time of their own by. */
  private String keys(SortedMap<String, List<RowExpr>> keys) {
    List<String> said =
        keys.values().stream()
            .map(each -> Phrase.listed(each.stream().map(k -> rows.of(k).text()).toList()))
            .distinct()
            .toList();
    return Phrase.listed(said);
  }

  private Phrase aggregate(MetricExpr.Aggregated a) {
    if (a.argument().isEmpty()) {
      return Phrase.word("the number of " + a.base());
    }
    RowExpr argument = a.argument().get();
    String base = a.base();
    return Phrase.word(
        switch (a.function()) {
          case COUNT ->
              "the number of " + base + " whose " + rows.of(argument).in(WORD) + " is not null";
          case ANY_TRUE -> "whether for any of " + base + " " + rows.condition(argument).in(AND);
          case ALL_TRUE -> "whether for all of " + base + " " + rows.condition(argument).in(AND);
          case COUNT_DISTINCT,
              SUM,
              AVG,
              MIN,
              MAX,
              MEDIAN,
              PERCENTILE,
              PERCENTILE_DISC,
              APPROX_PERCENTILE,
              STDDEV,
              VARIANCE,
              APPROX_COUNT_DISTINCT ->
              name(a) + " " + rows.of(argument).in(SUM) + " of " + base;
        });
  }

  private static String name(MetricExpr.Aggregated a) {
    return switch (a.function()) {
      case COUNT_DISTINCT -> "the number of distinct";
      case SUM -> "the sum of";
      case AVG -> "the average of";
      case MIN -> "the least";
      case MAX -> "the greatest";
      case MEDIAN -> "the median of";
      case PERCENTILE -> "the " + percent(a) + " percentile of";
      case PERCENTILE_DISC -> "the " + percent(a) + " percentile that occurs of";
      case APPROX_PERCENTILE -> "about the " + percent(a) + " percentile of";
      case STDDEV -> "the standard deviation of";
      case VARIANCE -> "the variance of";
      case APPROX_COUNT_DISTINCT -> "about the number of distinct";
      case COUNT, ANY_TRUE, ALL_TRUE -> throw new IllegalArgumentException(a.function().text());
    };
  }

  private static String percent(MetricExpr.Aggregated a) {
    return a.fraction()
        .map(f -> f.movePointRight(2).stripTrailingZeros().toPlainString() + "%")
        .orElse("");
  }

  /** What follows goes with everything before it. */
  private Phrase modified(MetricExpr value, String modifier) {
    return new Phrase(of(value).text() + "; " + modifier, SENTENCE);
  }

  private Phrase detail(MetricExpr.Detail detail) {
    String each = Phrase.listed(detail.keys().stream().map(Coordinate::name).toList());
    String having = detail.having().map(h -> " with " + of(h).in(SUM)).orElse("");
    return Phrase.word(
        detail
            .value()
            .map(value ->
                "the "
                    + detail.function().text()
                    + " over each "
                    + each
                    + having
                    + " of "
                    + of(value).in(WORD))
            .orElse("the number of " + each + having));
  }

  /** Only rows where …, and of which models if there are several. */
  String only(SortedMap<String, RowExpr> predicates) {
    SequencedMap<String, List<String>> byWords = new LinkedHashMap<>();
    predicates.forEach((model, p) ->
        byWords.computeIfAbsent(rows.condition(p).text(), x -> new ArrayList<>()).add(model));
    List<String> parts = new ArrayList<>();
    for (Map.Entry<String, List<String>> entry : byWords.entrySet()) {
      parts.add("only " + Phrase.listed(entry.getValue()) + " where " + entry.getKey());
    }
    return String.join("; ", parts);
  }

  private String perModel(SortedMap<String, RowExpr> values) {
    List<String> parts = new ArrayList<>();
    values.forEach((model, value) -> parts.add(rows.of(value).text() + " of " + model));
    return Phrase.listed(parts);
  }

  private Phrase call(MetricExpr.Call call) {
    List<MetricExpr> arguments = call.arguments();
    List<Phrase> all = arguments.stream().map(this::of).toList();
    return switch (call.function()) {
      case AND -> Phrase.joined(all, " and ", AND);
      case OR -> Phrase.joined(all, " or ", OR);
      case NOT -> new Phrase("not " + all.getFirst().in(WORD), NOT);
      case EQ, NE, LT, LE, GT, GE -> {
        boolean temporal = arguments.getFirst().type().isTemporal();
        boolean numeric = arguments.getLast().type().isNumeric();
        String words = RowWords.comparison(call.function(), temporal, numeric);
        yield Phrase.joined(all, words, COMPARISON);
      }
      case IS_NULL -> new Phrase(all.getFirst().in(SUM) + " is null", COMPARISON);
      case IS_NOT_NULL -> new Phrase(all.getFirst().in(SUM) + " is not null", COMPARISON);
      case IN ->
          new Phrase(
              all.getFirst().in(SUM) + " is one of " + listed(all.subList(1, all.size())),
              COMPARISON);
      case PLUS, SHIFT -> Phrase.joined(all, " + ", SUM);
      case MINUS, ELAPSED -> Phrase.joined(all, " - ", SUM);
      case TIMES -> Phrase.joined(all, " * ", PRODUCT);
      case DIVIDE -> Phrase.joined(all, " divided by ", PRODUCT);
      case MODULO -> Phrase.joined(all, " % ", PRODUCT);
      case NEGATE -> new Phrase("-" + all.getFirst().in(WORD), PRODUCT);
      case COALESCE ->
          new Phrase(
              all.stream().map(p -> p.in(SUM)).reduce((a, b) -> a + ", or " + b).orElse("")
                  + " where there is none",
              SENTENCE);
      case CASE -> choice(all);
      case CAST -> Phrase.word(all.getFirst().in(WORD) + " as " + call.type());
      case CONCAT_OPERATOR -> Phrase.joined(all, " || ", SUM);
      case LIKE,
          OF_DAY,
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
          Phrase.word(call.function().text() + "(" + listed(all) + ")");
    };
  }

  private static String listed(List<Phrase> phrases) {
    return String.join(", ", phrases.stream().map(Phrase::text).toList());
  }

  private static Phrase choice(List<Phrase> arguments) {
    List<String> branches = new ArrayList<>();
    for (int i = 0; i + 1 < arguments.size(); i += 2) {
      branches.add(arguments.get(i + 1).text() + " if " + arguments.get(i).text());
    }
    branches.add("else " + arguments.getLast().text());
    return new Phrase(String.join(", ", branches), SENTENCE);
  }
}
