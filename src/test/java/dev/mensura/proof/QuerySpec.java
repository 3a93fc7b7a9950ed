package dev.mensura.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A generated query.
 *
 * @param fill {@code fill 0}, or nothing
 * @param limitPer {@code limit 2 per month}, or nothing
 */
record QuerySpec(
    List<Piece> items,
    List<Piece> groups,
    List<Piece> where,
    Optional<Piece> having,
    List<Piece> order,
    OptionalInt limit,
    Piece fill,
    Piece limitPer) {
  private static final Piece NONE = Piece.of("optional");

  QuerySpec(
      List<Piece> items,
      List<Piece> groups,
      List<Piece> where,
      Optional<Piece> having,
      List<Piece> order,
      OptionalInt limit) {
    this(items, groups, where, having, order, limit, NONE, NONE);
  }

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
    text.append(fill.text());
    if (!where.isEmpty()) {
      text.append("\n  where ")
          .append(String.join(" and ", where.stream().map(Piece::text).toList()));
    }
    having.ifPresent(h -> text.append("\n  having ").append(h.text()));
    if (!order.isEmpty()) {
      text.append("\n  order by ").append(list(order));
    }
    text.append(limitPer.text());
    limit.ifPresent(l -> text.append("\n  limit ").append(l));
    return text.toString();
  }

  private static String list(List<Piece> pieces) {
    return String.join(", ", pieces.stream().map(Piece::text).toList());
  }

  QuerySpec withItems(List<Piece> changed) {
    return new QuerySpec(changed, groups, where, having, order, limit, fill, limitPer);
  }

  QuerySpec withGroups(List<Piece> changed) {
    return new QuerySpec(items, changed, where, having, order, limit, fill, limitPer);
  }

  QuerySpec withWhere(List<Piece> changed) {
    return new QuerySpec(items, groups, changed, having, order, limit, fill, limitPer);
  }

  private QuerySpec with(
      Optional<Piece> changedHaving,
      List<Piece> changedOrder,
      OptionalInt changedLimit,
      Piece changedFill,
      Piece changedPer) {
    return new QuerySpec(
        items, groups, where, changedHaving, changedOrder, changedLimit, changedFill, changedPer);
  }

  QuerySpec filled(Piece changed) {
    return with(having, order, limit, changed, limitPer);
  }

  QuerySpec limitedPer(Piece changed) {
    return with(having, order, limit, fill, changed);
  }

  /** Everything a little smaller. */
  List<QuerySpec> smaller() {
    var all = new ArrayList<QuerySpec>();
    if (limit.isPresent()) {
      all.add(with(having, order, OptionalInt.empty(), fill, limitPer));
    }
    fill.smaller().forEach(f -> all.add(filled(f)));
    limitPer.smaller().forEach(p -> all.add(limitedPer(p)));
    having.ifPresent(h -> {
      all.add(with(Optional.empty(), order, limit, fill, limitPer));
      for (Piece less : h.smaller()) {
        all.add(with(Optional.of(less), order, limit, fill, limitPer));
      }
    });
    Shrinker.smallerLists(order).forEach(o -> all.add(with(having, o, limit, fill, limitPer)));
    Shrinker.smallerLists(items).forEach(i -> all.add(withItems(i)));
    Shrinker.smallerLists(groups).forEach(g -> all.add(withGroups(g)));
    Shrinker.smallerLists(where).forEach(w -> all.add(withWhere(w)));
    return all;
  }
}
