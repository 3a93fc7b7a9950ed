package dev.mensura.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A generated query. */
record QuerySpec(
    List<Piece> items,
    List<Piece> groups,
    List<Piece> where,
    Optional<Piece> having,
    List<Piece> order,
    OptionalInt limit) {

  QuerySpec {
    items = List.copyOf(items);
    groups = List.copyOf(groups);
    where = List.copyOf(where);
    order = List.copyOf(order);
  }

  String text() {
    var text = new StringBuilder(list(items));
    if (!groups.isEmpty()) {
      text.append(items.isEmpty() ? "by " : "\n  by ").append(list(groups));
    }
    if (!where.isEmpty()) {
      text.append("\n  where ")
          .append(String.join(" and ", where.stream().map(Piece::text).toList()));
    }
    having.ifPresent(h -> text.append("\n  having ").append(h.text()));
    if (!order.isEmpty()) {
      text.append("\n  order by ").append(list(order));
    }
    limit.ifPresent(l -> text.append("\n  limit ").append(l));
    return text.toString();
  }

  private static String list(List<Piece> pieces) {
    return String.join(", ", pieces.stream().map(Piece::text).toList());
  }

  QuerySpec withItems(List<Piece> changed) {
    return new QuerySpec(changed, groups, where, having, order, limit);
  }

  QuerySpec withGroups(List<Piece> changed) {
    return new QuerySpec(items, changed, where, having, order, limit);
  }

  QuerySpec withWhere(List<Piece> changed) {
    return new QuerySpec(items, groups, changed, having, order, limit);
  }

  /** Everything a little smaller. */
  List<QuerySpec> smaller() {
    var all = new ArrayList<QuerySpec>();
    if (limit.isPresent()) {
      all.add(new QuerySpec(items, groups, where, having, order, OptionalInt.empty()));
    }
    having.ifPresent(h -> {
      all.add(new QuerySpec(items, groups, where, Optional.empty(), order, limit));
      for (Piece less : h.smaller()) {
        all.add(new QuerySpec(items, groups, where, Optional.of(less), order, limit));
      }
    });
    Shrinker.smallerLists(order)
        .forEach(o -> all.add(new QuerySpec(items, groups, where, having, o, limit)));
    Shrinker.smallerLists(items).forEach(i -> all.add(withItems(i)));
    Shrinker.smallerLists(groups).forEach(g -> all.add(withGroups(g)));
    Shrinker.smallerLists(where).forEach(w -> all.add(withWhere(w)));
    return all;
  }
}
