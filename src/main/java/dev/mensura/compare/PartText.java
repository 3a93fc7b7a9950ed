package dev.mensura.compare;

import dev.mensura.ir.Dissection.Part;
import dev.mensura.ir.Leaf;
import dev.mensura.ir.RowExpr;
import dev.mensura.model.SemanticModel;
import dev.mensura.syntax.ast.Path;
import dev.mensura.type.Aggregate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says in which way an aggregate changed; what changed is the subject of each sentence. */
record PartText(Side old, Side now) {
  private static final Pattern COMPARISON =
      Pattern.compile("(\\S+) (?:=|!=|<|<=|>|>=|in|is|like) (?:(?! and | or ).)*");

  /**
   * One sentence for each change; none where it is only in what models say.
   *
   * @param alone whether the metric is nothing but this aggregate
   */
  List<String> changes(Part before, Part after, RowsRead rows, boolean alone) {
    Leaf was = before.leaf();
    Leaf is = after.leaf();
    List<String> all = new ArrayList<>();
    if (!was.base().equals(is.base())) {
      return List.of("reads `%s`, before `%s`".formatted(is.base(), was.base()));
    }
    if (was.aggregate() != is.aggregate()) {
      all.add("is %s, before %s".formatted(name(is), name(was)));
    } else if (!was.fraction().equals(is.fraction())) {
      all.add("is the %s percentile, before the %s".formatted(percent(is), percent(was)));
    }
    String wasOf = argument(was, old);
    String isOf = argument(is, now);
    if (!before.argument().equals(after.argument()) && !wasOf.equals(isOf)) {
      all.add("%s %s, before %s".formatted(verb(is.aggregate()), isOf, wasOf));
    }
    String wasTime = time(was, old);
    String isTime = time(is, now);
    if (!before.time().equals(after.time()) && !wasTime.equals(isTime)) {
      all.add("reads `%s` as its time, before `%s`".formatted(isTime, wasTime));
    }
    if (!was.frame().equals(is.frame())) {
      all.add("is read %s, before %s".formatted(stretch(is), stretch(was)));
    }
    if (rows != RowsRead.SAME) {
      filters(was, is, alone).ifPresent(all::add);
    }
    return all;
  }

  private static String stretch(Leaf leaf) {
    return leaf.frame().isPeriod() ? "for the period itself" : "`" + leaf.frame().text() + "`";
  }

  private static String name(Leaf leaf) {
    return switch (leaf.aggregate()) {
      case COUNT -> leaf.argument().isPresent() ? "a count of values" : "a count of rows";
      case COUNT_DISTINCT -> "a count of distinct values";
      case SUM -> "a sum";
      case AVG -> "an average";
      case MIN -> "the least value";
      case MAX -> "the greatest value";
      case MEDIAN -> "the median";
      case PERCENTILE, PERCENTILE_DISC, APPROX_PERCENTILE, APPROX_COUNT_DISTINCT ->
          "`" + leaf.aggregate().text() + "`";
      case STDDEV -> "the standard deviation";
      case VARIANCE -> "the variance";
      case ANY_TRUE -> "whether any is true";
      case ALL_TRUE -> "whether all are true";
    };
  }

  private static String percent(Leaf leaf) {
    return leaf.fraction()
        .map(f -> f.multiply(BigDecimal.valueOf(100)).stripTrailingZeros().toPlainString() + "%")
        .orElse("");
  }

  private static String verb(Aggregate aggregate) {
    return switch (aggregate) {
      case COUNT, COUNT_DISTINCT, APPROX_COUNT_DISTINCT -> "counts";
      case SUM -> "adds up";
      case AVG -> "averages";
      case MIN,
          MAX,
          MEDIAN,
          PERCENTILE,
          PERCENTILE_DISC,
          APPROX_PERCENTILE,
          STDDEV,
          VARIANCE,
          ANY_TRUE,
          ALL_TRUE ->
          "is taken of";
    };
  }

  private static String argument(Leaf leaf, Side side) {
    return leaf.argument().map(a -> "`" + side.text().of(a) + "`").orElse("rows");
  }

  private static String time(Leaf leaf, Side side) {
    Optional<SemanticModel> model = side.catalog().model(leaf.base());
    String field =
        leaf.time()
            .map(side.text()::of)
            .or(() -> model.flatMap(SemanticModel::time).map(Path::text))
            .orElse("nothing");
    return field.equals("nothing") ? field : leaf.base() + "." + field;
  }

  // Filters.

  private Optional<String> filters(Leaf was, Leaf is, boolean alone) {
    List<String> before = texts(was.filters(), old);
    List<String> after = texts(is.filters(), now);
    List<String> dropped = new ArrayList<>(before);
    dropped.removeAll(after);
    List<String> added = new ArrayList<>(after);
    added.removeAll(before);
    boolean more = dropped.size() < before.size();
    boolean counts = alone && is.aggregate() == Aggregate.COUNT && is.argument().isEmpty();
    String rows = counts ? "counts " : "reads ";
    if (dropped.isEmpty() && added.isEmpty()) {
      return Optional.empty();
    }
    if (dropped.isEmpty()) {
      return Optional.of(
          rows
              + "only `%s` where %s%s"
                  .formatted(is.base(), quoted(added), more ? " too" : ", before all of them"));
    }
    if (added.isEmpty()) {
      return Optional.of(
          more
              ? "no longer asks for " + quoted(dropped)
              : rows + "all `%s`, before only where %s".formatted(is.base(), quoted(dropped)));
    }
    return Optional.of(
        rows
            + "`%s` where %s, before %s"
                .formatted(is.base(), quoted(added), shortened(dropped, added)));
  }

  private static List<String> texts(List<RowExpr> filters, Side side) {
    return filters.stream().map(side.text()::of).toList();
  }

  private static String quoted(List<String> conditions) {
    return "`" + joined(conditions) + "`";
  }

  private static String joined(List<String> conditions) {
    return conditions.size() == 1
        ? conditions.getFirst()
        : conditions.stream()
            .map(c -> c.contains(" or ") ? "(" + c + ")" : c)
            .collect(Collectors.joining(" and "));
  }

  /** {@code > 50} behind {@code login_count > 100}. */
  private static String shortened(List<String> before, List<String> after) {
    String was = joined(before);
    Matcher comparison = COMPARISON.matcher(joined(after));
    boolean alike = comparison.matches() && COMPARISON.matcher(was).matches();
    String left = alike ? comparison.group(1) + " " : "";
    return "`" + (was.startsWith(left) ? was.substring(left.length()) : was) + "`";
  }
}
