package dev.mensura.compiler;

import dev.mensura.ir.Metric;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.Query;
import dev.mensura.ir.RowExpr;
import dev.mensura.model.Catalog;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Says metrics and queries back in one English sentence each, so that whoever wrote them, or had
 * them written, sees what they really ask for.
 */
public final class Readings {
  private final MetricWords words;

  /**
   * @param now what {@code last 30 days} is reckoned from
   */
  public Readings(Catalog catalog, LocalDateTime now) {
    this.words = new MetricWords(catalog, new TimeWords(now));
  }

  /** {@code paid_users is the number of users; only users where plan is not 'free'.} */
  public String of(Metric metric) {
    String unit =
        metric
            .signature()
            .unit()
            .text()
            .filter(u -> !isCount(metric))
            .map(u -> ", in " + u)
            .orElse("");
    return metric.name() + " is " + words.of(metric.expression()).text() + unit + ".";
  }

  /** The unit of a count is what is counted, which its words say. */
  private static boolean isCount(Metric metric) {
    MetricExpr expression = metric.expression();
    while (expression instanceof MetricExpr.Filtered filtered) {
      expression = filtered.value();
    }
    return expression instanceof MetricExpr.Aggregated a && a.function().isCount();
  }

  public String of(String name, Query query) {
    List<String> parts = new ArrayList<>();
    List<String> groups = query.groups().stream().map(this::group).toList();
    List<String> items = query.items().stream().map(this::item).toList();
    if (items.isEmpty()) {
      parts.add("the different values of " + Phrase.listed(groups));
    } else {
      String each = groups.isEmpty() ? "" : " for each " + Phrase.listed(groups);
      parts.add(String.join(", ", items) + each);
    }
    query.periods().forEach(p -> parts.add("only where " + period(p)));
    query.filters().forEach(f -> parts.add(words.only(f.predicates())));
    query.having().ifPresent(h -> parts.add("kept if " + words.of(h).text()));
    if (!query.order().isEmpty()) {
      parts.add(
          "ordered by " + Phrase.listed(query.order().stream().map(o -> order(query, o)).toList()));
    }
    query
        .fill()
        .ifPresent(f ->
            parts.add(
                "periods without rows filled"
                    + f.value()
                        .map(v -> " with " + RowWords.constant(v.value()).text())
                        .orElse("")));
    query
        .limitPer()
        .ifPresent(per ->
            parts.add(
                "of each "
                    + String.join(
                        " and ",
                        per.groups().stream().map(g -> query.groups().get(g).name()).toList())
                    + (per.count() == 1
                        ? " the first row"
                        : " the first " + per.count() + " rows")));
    query.limit().ifPresent(n -> parts.add(n == 1 ? "the first row" : "the first " + n + " rows"));
    return name + " is " + String.join("; ", parts) + ".";
  }

  private String item(Query.Item item) {
    String text = words.of(item.value()).text();
    boolean plain =
        item.value() instanceof MetricExpr.Reference r && r.metric().equals(item.name());
    return plain ? text : "%s (%s)".formatted(item.name(), text);
  }

  /** What a group is for each model, told once if all agree. */
  private String group(Query.Group group) {
    List<String> told =
        group.values().values().stream().map(v -> words.rows().of(v).text()).distinct().toList();
    List<String> plain =
        group.values().values().stream()
            .map(v -> v instanceof RowExpr.Truncate t ? t.grain().text() : "")
            .distinct()
            .toList();
    if (told.size() > 1 && plain.size() == 1 && !plain.getFirst().isEmpty()) {
      return plain.getFirst() + " (" + Phrase.listed(told) + ")";
    }
    return told.size() == 1 ? withoutArticle(told.getFirst()) : group.name();
  }

  private static String withoutArticle(String text) {
    return text.startsWith("the ") ? text.substring("the ".length()) : text;
  }

  private String period(Query.Filter period) {
    return Phrase.listed(
        period.predicates().values().stream()
            .map(p -> words.rows().condition(p).text())
            .distinct()
            .toList());
  }

  private String order(Query query, Query.Ordering ordering) {
    String key =
        switch (ordering.key()) {
          case Query.Key.ByGroup g -> query.groups().get(g.index()).name();
          case Query.Key.ByValue v -> words.of(v.value()).text();
        };
    return key + (ordering.direction() == Query.Direction.DESCENDING ? ", greatest first" : "");
  }
}
