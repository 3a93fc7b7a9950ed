package dev.mensura.plan;

import dev.mensura.ir.Axis;
import dev.mensura.ir.Coordinate;
import dev.mensura.ir.Leaf;
import dev.mensura.ir.OwnTimes;
import dev.mensura.ir.Query;
import dev.mensura.ir.Ranking;
import dev.mensura.ir.Reducer;
import dev.mensura.ir.Reduction;
import dev.mensura.ir.Regrouping;
import dev.mensura.ir.RowExpr;
import dev.mensura.plan.Windows.Over;
import dev.mensura.type.Function;
import dev.mensura.type.ValueType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.IntFunction;
import org.apache.calcite.rel.RelFieldCollation.Direction;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexNode;

/**
 * Rankings of values by a metric: for each a stage in which every value has its place, to be joined
 * to the rows that ask for it. A value has one place in each period, so no row becomes several.
 */
final class Rankings {
  private final Planning planning;
  private final Map<Key, Ranked> found = new HashMap<>();

  Rankings(Planning planning) {
    this.planning = planning;
  }

  /**
   * Where rankings are asked for.
   *
   * @param ownTime for each group, whether it tells the rows' own time apart
   */
  record In(Asked asked, List<Boolean> ownTime) {
    /** A context of its own: no groups, no filters. */
    static final In CLOSED =
        new In(
            new Asked(
                List.of(),
                List.of(),
                List.of(),
                new Reduction(List.of(), List.of(), Map.of()),
                List.of(),
                List.of(),
                Map.of(),
                Asked.Level.QUERY),
            List.of());
  }

  private record Key(Ranking ranking, List<Query.Group> periods, List<Query.Filter> filters) {}

  /**
   * A stage with a row for each value, its columns the periods, then the value, then its place.
   *
   * @param periods the groups that there is a ranking in each of
   */
  private record Ranked(String stage, List<Integer> periods) {}

  /**
   * Rows with what rankings say of them, which {@code joined} knows from then on.
   *
   * @param rows whose first columns are those of {@code joined}
   * @param groups the value of a group, over them
   */
  RelNode join(
      RelNode rows, Joined joined, Collection<RowExpr> read, In in, IntFunction<RexNode> groups) {
    RelNode all = rows;
    for (RowExpr.Ranked ranked : within(read)) {
      Ranked place = place(ranked.ranking(), in);
      int offset = all.getRowType().getFieldCount();
      RelNode right = planning.scan(place.stage(), joined.alias(place.stage()));
      var near = new ArrayList<RexNode>();
      place.periods().forEach(g -> near.add(groups.apply(g)));
      ranked.values().forEach(v -> near.add(joined.rex(v)));
      var on = new ArrayList<RexNode>();
      for (int i = 0; i < near.size(); i++) {
        on.add(planning.calls().same(near.get(i), far(right, offset, i)));
      }
      RexNode nth = far(right, offset, near.size());
      on.add(
          planning
              .calls()
              .call(
                  Function.LE,
                  List.of(nth, planning.literals().whole(ranked.ranking().count())),
                  ValueType.BOOLEAN));
      all = planning.leftJoin(all, right, planning.calls().all(on));
      joined.know(
          ranked,
          planning
              .calls()
              .call(
                  Function.IS_NOT_NULL,
                  List.of(planning.ref(all, offset + near.size())),
                  ValueType.BOOLEAN));
    }
    return all;
  }

  private RexNode far(RelNode right, int offset, int column) {
    return planning
        .literals()
        .makeInputRef(right.getRowType().getFieldList().get(column).getType(), offset + column);
  }

  private static SequencedSet<RowExpr.Ranked> within(Collection<RowExpr> read) {
    var found = new LinkedHashSet<RowExpr.Ranked>();
    var open = new ArrayDeque<>(read);
    while (!open.isEmpty()) {
      RowExpr next = open.pop();
      if (next instanceof RowExpr.Ranked ranked) {
        found.add(ranked);
      }
      next.operands().forEach(open::push);
    }
    return found;
  }

  private Ranked place(Ranking ranking, In in) {
    Reduction reduction =
        Reducer.reduce(List.of(ranking.by()), planning.meanings().metrics())
            .orElseThrow(TooLargeException::new);
    boolean whole = ranking.scope() == Ranking.Scope.QUERY;
    List<Integer> periods = whole ? List.of() : periods(in, reduction);
    List<Query.Filter> filters =
        whole
            ? in.asked().filters().stream().filter(f -> !ranksWhole(f)).toList()
            : in.asked().filters();
    var key = new Key(ranking, periods.stream().map(in.asked().groups()::get).toList(), filters);
    Ranked known = found.get(key);
    if (known == null) {
      known = new Ranked(plan(key, reduction), periods);
      found.put(key, known);
    }
    return known;
  }

  /** Rankings of a query's filter see its other conditions, not each other. */
  private static boolean ranksWhole(Query.Filter filter) {
    return within(filter.predicates().values()).stream()
        .anyMatch(r -> r.ranking().scope() == Ranking.Scope.QUERY);
  }

  /** The groups that tell the time of the rows apart, and that of all that they are ranked by. */
  private List<Integer> periods(In in, Reduction reduction) {
    var periods = new ArrayList<Integer>();
    for (int g = 0; g < in.ownTime().size(); g++) {
      Query.Group group = in.asked().groups().get(g);
      if (in.ownTime().get(g)
          && reduction.leaves().keySet().stream().allMatch(l -> isTime(l, group))) {
        periods.add(g);
      }
    }
    return periods;
  }

  private boolean isTime(Leaf leaf, Query.Group group) {
    RowExpr value = group.values().get(leaf.base());
    Optional<RowExpr> time = leaf.time().or(() -> planning.rows(leaf.base()).time());
    return value != null
        && time.isPresent()
        && !(Axis.role(
                OwnTimes.replace(value, time.get()), time.get(), planning.meanings().catalog())
            instanceof Axis.Role.Other);
  }

  private String plan(Key key, Reduction reduction) {
    planning.credits().expect(reduction);
    int root = reduction.roots().getFirst();
    var groups = new ArrayList<>(key.periods());
    key.ranking().of().stream().map(Rankings::group).forEach(groups::add);
    String name = reduction.name(root).orElse("value");
    var asked =
        new Asked(
            reduction.leaves().keySet().stream().map(Leaf::base).distinct().sorted().toList(),
            groups,
            key.filters(),
            reduction,
            List.of(root),
            List.of(root),
            Map.of(root, name),
            Asked.Level.QUERY);
    Cells cells = Cells.of(planning, new Axes(planning, asked), asked);
    Formulas.Worked worked =
        Formulas.work(
            planning,
            reduction,
            List.of(root),
            cells.shown(),
            groups.size(),
            cells.values(),
            cells.name());
    var values = new ArrayList<RexNode>();
    var names = new ArrayList<String>();
    var unique = new Names();
    for (int g = 0; g < groups.size(); g++) {
      values.add(planning.ref(worked.rel(), g));
      names.add(unique.unique(groups.get(g).name()));
    }
    values.add(java.util.Objects.requireNonNull(worked.values().get(root)));
    names.add(unique.unique(name));
    RelNode ranked =
        planning.stage(
            Names.by(name, groups.stream().map(Query.Group::name).toList()),
            planning.project(worked.rel(), values, names));
    return numbered(key, ranked, groups.size(), name);
  }

  private static Query.Group group(Coordinate coordinate) {
    return Regrouping.group(coordinate);
  }

  private String numbered(Key key, RelNode ranked, int groups, String name) {
    RexNode value = planning.ref(ranked, groups);
    RelNode some =
        planning.filter(
            ranked,
            List.of(
                planning.calls().call(Function.IS_NOT_NULL, List.of(value), ValueType.BOOLEAN)));
    int periods = key.periods().size();
    var order = new ArrayList<RexFieldCollation>();
    order.add(
        Windows.key(
            planning.ref(some, groups),
            key.ranking().end() == Ranking.End.TOP ? Direction.DESCENDING : Direction.ASCENDING));
    var partition = new ArrayList<RexNode>();
    var values = new ArrayList<RexNode>();
    var names = new ArrayList<String>();
    for (int g = 0; g < groups; g++) {
      RexNode ref = planning.ref(some, g);
      values.add(ref);
      names.add(some.getRowType().getFieldNames().get(g));
      if (g < periods) {
        partition.add(ref);
      } else {
        order.add(Windows.key(ref, Direction.ASCENDING));
      }
    }
    values.add(planning.windows().number(new Over(partition, order)));
    var unique = new Names();
    names.forEach(unique::unique);
    names.add(unique.unique("nth"));
    planning.stage(
        Names.joined(List.of(key.ranking().end().text(), "by", name)),
        planning.project(some, values, names));
    return planning.stages().getLast().name();
  }
}
