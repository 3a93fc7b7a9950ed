package dev.mensura.interpreter;

import dev.mensura.ir.Ranking;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The values for which a metric is the greatest or the least. */
final class Best {
  private final World world;

  Best(World world) {
    this.world = world;
  }

  /** In a context, of which only what it says of time tells apart. */
  Set<List<Object>> of(Ranking ranking, Context context) {
    Context inTime = context.then(new Step.OnlyTime());
    Context each = inTime.each(ranking.of(), 0);
    Map<List<Object>, Object> values = new HashMap<>();
    for (List<Object> one : new Touch(world).groups(ranking.by(), each, ranking.of().size())) {
      Object value = new MetricValues(world).value(ranking.by(), each.in(one));
      if (value != Null.NULL) {
        values.put(one, value);
      }
    }
    Comparator<List<Object>> order = (a, b) -> Values.compare(values.get(a), values.get(b));
    boolean greatest = ranking.end() == Ranking.End.TOP;
    return new HashSet<>(
        values.keySet().stream()
            .sorted((greatest ? order.reversed() : order).thenComparing(Best::byValue))
            .limit(ranking.count())
            .toList());
  }

  private static int byValue(List<Object> a, List<Object> b) {
    for (int i = 0; i < a.size(); i++) {
      int order = Values.compareNullsLast(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
