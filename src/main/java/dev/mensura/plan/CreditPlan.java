package dev.mensura.plan;

import dev.mensura.ir.Conversion;
import dev.mensura.ir.JoinPath;
import dev.mensura.ir.RowExpr;
import dev.mensura.model.SemanticModel;
import dev.mensura.type.Aggregate;
import dev.mensura.type.Duration;
import dev.mensura.type.Function;
import dev.mensura.type.ValueType;
import dev.mensura.type.ValueType.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.calcite.rel.RelFieldCollation.Direction;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Credits the events of one conversion. The events of two steps are put in one order; the latest
 * event of the former step before each of the latter is then a running maximum, so that the work
 * grows with the events and not with their pairs.
 */
final class CreditPlan {
  private final Planning planning;
  private final Conversion conversion;
  private final List<Conversion.Tally> tallies;
  private final List<RowExpr> arguments;
  private final List<String> primaryKey;
  private final ValueType timeType;

  CreditPlan(Planning planning, Conversion conversion, List<Conversion.Tally> tallies) {
    this.planning = planning;
    this.conversion = conversion;
    this.tallies = tallies;
    this.arguments = tallies.stream().flatMap(t -> t.argument().stream()).distinct().toList();
    this.primaryKey = planning.model(conversion.first().base()).primaryKey();
    boolean days =
        conversion.steps().stream().allMatch(s -> s.time().type().is(Kind.DATE))
            && Stream.concat(conversion.within().stream(), conversion.after().stream())
                .noneMatch(d -> d.grain().isSubDay());
    this.timeType = days ? ValueType.DATE : ValueType.TIMESTAMP;
  }

  /**
   * The columns of events: what they have in common, when they happen and when the next may, which
   * step they are of, the first event that they lead to, its primary key, and what is tallied.
   */
  private record Layout(int keys, int primaryKey, int values) {
    int happens() {
      return keys;
    }

    /** The time of an event of the former step; null for the latter. */
    int since() {
      return keys + 1;
    }

    /** 0 for the former step, 1 for the latter. */
    int step() {
      return keys + 2;
    }

    /** The number of the first event among those with the same keys. */
    int root() {
      return keys + 3;
    }

    int primaryKey(int part) {
      return keys + 4 + part;
    }

    int value(int index) {
      return keys + 4 + primaryKey + index;
    }

    int size() {
      return keys + 4 + primaryKey + values;
    }

    List<String> names(List<String> primaryKey) {
      var names = new ArrayList<String>();
      IntStream.range(0, keys).forEach(i -> names.add("key_" + (i + 1)));
      names.addAll(List.of("happens", "since", "step", "root"));
      var unique = new Names();
      names.forEach(unique::unique);
      primaryKey.forEach(k -> names.add(unique.unique("first_" + k)));
      IntStream.range(0, values).forEach(i -> names.add(unique.unique("value_" + (i + 1))));
      return names;
    }
  }

  private Layout layout() {
    return new Layout(conversion.first().keys().size(), primaryKey.size(), arguments.size());
  }

  Credits.Credit plan() {
    Layout layout = layout();
    RelNode first = ordered(former(), 1);
    RelNode last = first;
    for (int i = 2; i < conversion.steps().size(); i++) {
      last = ordered(credited(last, i - 1), i);
    }
    return tallied(layout, first, last);
  }

  private String name(String what) {
    return Names.joined(List.of(conversion.first().base(), what));
  }

  /** The first events. */
  private RelNode former() {
    Conversion.Step step = conversion.first();
    var key = new ArrayList<RowExpr>();
    primaryKey.forEach(f -> key.add(planning.field(JoinPath.at(step.base()), f)));
    Events events = events(step, key);
    Layout layout = layout();
    RexNode time = events.rex(step.time());
    var values = new ArrayList<RexNode>(events.keys(step));
    values.add(after(time));
    values.add(time);
    values.add(planning.literals().whole(0));
    values.add(nothing(ValueType.INTEGER));
    key.forEach(k -> values.add(events.rex(k)));
    arguments.forEach(a -> values.add(nothing(a.type())));
    return planning.project(events.rel(), values, layout.names(primaryKey));
  }

  /** The events that may be credited. */
  private RelNode latter(Conversion.Step step, boolean isLast) {
    List<RowExpr> read = isLast ? arguments : List.of();
    Events events = events(step, read);
    Layout layout = layout();
    var values = new ArrayList<RexNode>(events.keys(step));
    values.add(events.rex(step.time()));
    values.add(planning.literals().makeNullLiteral(timeType()));
    values.add(planning.literals().whole(1));
    values.add(nothing(ValueType.INTEGER));
    SemanticModel model = planning.model(conversion.first().base());
    primaryKey.forEach(f -> values.add(nothing(Planning.declared(model, f).type())));
    arguments.forEach(a -> values.add(isLast ? events.rex(a) : nothing(a.type())));
    return planning.project(events.rel(), values, layout.names(primaryKey));
  }

  private RelDataType timeType() {
    return planning.types().of(timeType);
  }

  private RexNode nothing(ValueType type) {
    return planning.literals().makeNullLiteral(planning.types().of(type));
  }

  /** From when on the next event may be. */
  private RexNode after(RexNode time) {
    return conversion.after().map(d -> later(time, d)).orElse(time);
  }

  private RexNode later(RexNode time, Duration by) {
    return planning.calls().shift(time, by, timeType);
  }

  /**
   * Rows of a model that are events.
   *
   * @param columns what is read of them, by place
   */
  private record Events(Planning planning, RelNode rel, List<RexNode> columns, List<RowExpr> read) {
    RexNode rex(RowExpr expression) {
      return columns.get(read.indexOf(expression));
    }

    List<RexNode> keys(Conversion.Step step) {
      return step.keys().stream().map(this::rex).toList();
    }
  }

  private Events events(Conversion.Step step, List<RowExpr> more) {
    var values = new LinkedHashSet<RowExpr>(step.keys());
    values.add(step.time());
    values.addAll(more);
    var conditions = new LinkedHashSet<RowExpr>(step.filters());
    planning.rows(step.base()).where().ifPresent(w -> conditions.addAll(Pass.conjuncts(w)));
    var read = new ArrayList<RowExpr>(values);
    read.addAll(conditions);
    var joined = new Joined(planning, step.base(), read);
    boolean repeats = !joined.multiplyingPaths().isEmpty();
    List<RowExpr> own = new ArrayList<>();
    if (repeats) {
      SemanticModel model = planning.model(step.base());
      if (model.primaryKey().isEmpty()) {
        throw new IllegalArgumentException(step.base() + " needs a primary key to count rows once");
      }
      model.primaryKey().forEach(f -> own.add(planning.field(JoinPath.at(step.base()), f)));
      read.addAll(own);
      joined = new Joined(planning, step.base(), read);
    }
    Joined rows = joined;
    RelNode wide =
        planning
            .rankings()
            .join(
                joined.rel(),
                joined,
                read,
                Rankings.In.CLOSED,
                g -> {
                  throw new IllegalArgumentException("no group: " + g);
                });
    var kept = new ArrayList<RexNode>(conditions.stream().map(rows::rex).toList());
    step.keys().forEach(k -> kept.add(known(rows.rex(k))));
    kept.add(known(rows.rex(step.time())));
    RelNode filtered = planning.filter(wide, kept);
    List<RowExpr> columns = List.copyOf(values);
    List<RexNode> rexes = columns.stream().map(v -> value(rows, step, v)).toList();
    return repeats
        ? once(step, filtered, rows, own, columns, rexes)
        : new Events(planning, filtered, rexes, columns);
  }

  /** A row for each event, however many far rows lead there. */
  private Events once(
      Conversion.Step step,
      RelNode filtered,
      Joined rows,
      List<RowExpr> own,
      List<RowExpr> columns,
      List<RexNode> rexes) {
    var values = new ArrayList<>(rexes);
    own.forEach(k -> values.add(rows.rex(k)));
    var unique = new Names();
    List<String> names =
        Stream.concat(columns.stream(), own.stream())
            .map(v -> unique.unique(v instanceof RowExpr.Column c ? c.field() : "value"))
            .toList();
    RelNode distinct =
        planning.aggregate(planning.project(filtered, values, names), values.size(), List.of());
    RelNode scan = planning.stage(Names.joined(List.of(step.base(), "once")), distinct);
    List<RexNode> refs =
        IntStream.range(0, columns.size()).mapToObj(i -> planning.ref(scan, i)).toList();
    return new Events(planning, scan, refs, columns);
  }

  private RexNode value(Joined rows, Conversion.Step step, RowExpr expression) {
    RexNode value = rows.rex(expression);
    return expression.equals(step.time()) && !expression.type().equals(timeType)
        ? planning.calls().call(Function.CAST, List.of(value), timeType)
        : value;
  }

  private RexNode known(RexNode value) {
    return planning.calls().call(Function.IS_NOT_NULL, List.of(value), ValueType.BOOLEAN);
  }

  /**
   * The events of a step and of the one before, in order: with each the latest of the former step.
   *
   * @param former its events
   */
  private RelNode ordered(RelNode former, int step) {
    Layout layout = layout();
    Conversion.Step now = conversion.steps().get(step);
    RelNode latter = latter(now, step == conversion.steps().size() - 1);
    String suffix = conversion.steps().size() == 2 ? "" : "_" + step;
    RelNode events =
        planning.stage(name("events" + suffix), LogicalUnion.create(List.of(former, latter), true));
    var order = new ArrayList<>(List.of(layout.happens(), layout.step(), layout.since()));
    IntStream.range(0, layout.primaryKey()).forEach(i -> order.add(layout.primaryKey(i)));
    var over =
        new Windows.Over(
            IntStream.range(0, layout.keys()).mapToObj(i -> planning.ref(events, i)).toList(),
            order.stream()
                .map(c -> Windows.key(planning.ref(events, c), Direction.ASCENDING))
                .toList());
    var values = new ArrayList<RexNode>();
    for (int i = 0; i < layout.size(); i++) {
      values.add(planning.ref(events, i));
    }
    RexNode since = planning.ref(events, layout.since());
    Windows windows = planning.windows();
    // Later events have later predecessors, so the latest so far is the greatest so far.
    values.set(layout.since(), windows.running(Aggregate.MAX, Optional.of(since), over));
    values.set(
        layout.root(),
        step == 1
            ? windows.running(Aggregate.COUNT, Optional.of(since), over)
            : windows.running(
                Aggregate.MAX, Optional.of(planning.ref(events, layout.root())), over));
    return planning.stage(
        name("in_order" + suffix), planning.project(events, values, layout.names(primaryKey)));
  }

  /** Whether an event of the latter step is credited to the latest of the former. */
  private List<RexNode> isCredited(RelNode ordered) {
    Layout layout = layout();
    var conditions = new ArrayList<RexNode>();
    conditions.add(
        planning.calls().equal(planning.ref(ordered, layout.step()), planning.literals().whole(1)));
    RexNode since = planning.ref(ordered, layout.since());
    conditions.add(
        conversion
            .within()
            .map(d ->
                planning
                    .calls()
                    .call(
                        Function.LT,
                        List.of(planning.ref(ordered, layout.happens()), later(since, d)),
                        ValueType.BOOLEAN))
            .orElseGet(() -> known(since)));
    return conditions;
  }

  /** The credited events of a step, for the next one. */
  private RelNode credited(RelNode ordered, int step) {
    Layout layout = layout();
    RelNode kept = planning.filter(ordered, isCredited(ordered));
    RexNode time = planning.ref(kept, layout.happens());
    var values = new ArrayList<RexNode>();
    for (int i = 0; i < layout.size(); i++) {
      values.add(planning.ref(kept, i));
    }
    values.set(layout.happens(), after(time));
    values.set(layout.since(), time);
    values.set(layout.step(), planning.literals().whole(0));
    return planning.stage(
        name("credited_" + step), planning.project(kept, values, layout.names(primaryKey)));
  }

  /** What is credited to each first event, by its primary key. */
  private Credits.Credit tallied(Layout layout, RelNode first, RelNode last) {
    var branches = new ArrayList<RelNode>();
    branches.add(counted(layout, last, isCredited(last), true));
    if (conversion.steps().size() > 2) {
      RexNode isFirst =
          planning.calls().equal(planning.ref(first, layout.step()), planning.literals().whole(0));
      branches.addFirst(counted(layout, first, List.of(isFirst), false));
    }
    RelNode rows =
        branches.size() == 1
            ? branches.getFirst()
            : planning.stage(name("first_and_last"), LogicalUnion.create(branches, true));
    int groups = layout.keys() + 1;
    int flag = groups + layout.primaryKey() + layout.values();
    var aggregates = new ArrayList<AggregateCall>();
    var greatest = new Planning.Aggregated(Aggregate.MAX, Optional.empty());
    for (int i = 0; i < layout.primaryKey(); i++) {
      aggregates.add(
          planning.call(rows, groups, greatest, List.of(groups + i), -1, primaryKey.get(i)));
    }
    var unique = new Names();
    primaryKey.forEach(unique::unique);
    var count = new Planning.Aggregated(Aggregate.COUNT, Optional.empty());
    aggregates.add(planning.call(rows, groups, count, List.of(), flag, unique.unique("credits")));
    var columns = new LinkedHashMap<Conversion.Tally, Integer>();
    int any = layout.primaryKey();
    for (Conversion.Tally tally : tallies) {
      if (tally.function() == Aggregate.COUNT && tally.argument().isEmpty()) {
        columns.put(tally, any);
        continue;
      }
      columns.put(tally, aggregates.size());
      aggregates.add(
          planning.call(
              rows,
              groups,
              new Planning.Aggregated(tally.function(), Optional.empty()),
              List.of(
                  groups + layout.primaryKey() + arguments.indexOf(tally.argument().orElseThrow())),
              flag,
              unique.unique(tally.function().text() + "_credited")));
    }
    RelNode grouped = planning.aggregate(rows, groups, aggregates);
    RexNode some =
        planning
            .calls()
            .call(
                Function.GT,
                List.of(planning.ref(grouped, groups + any), planning.literals().whole(0)),
                ValueType.BOOLEAN);
    RelNode kept = planning.filter(grouped, List.of(some));
    List<String> names =
        aggregates.stream().map(a -> java.util.Objects.requireNonNull(a.getName())).toList();
    planning.stage(
        name("credits"),
        planning.project(
            kept,
            IntStream.range(0, names.size()).mapToObj(i -> planning.ref(kept, groups + i)).toList(),
            names));
    String stage = planning.stages().getLast().name();
    // A group is one first event, which its model's primary key tells from the others.
    planning.declare(stage, List.of(ImmutableBitSet.range(layout.primaryKey())));
    return new Credits.Credit(stage, columns, any);
  }

  /** What groups of the last stage are made of: the first events, and what is credited to them. */
  private RelNode counted(Layout layout, RelNode ordered, List<RexNode> credited, boolean isLast) {
    boolean both = isLast && conversion.steps().size() == 2;
    RelNode kept = both || credited.isEmpty() ? ordered : planning.filter(ordered, credited);
    var values = new ArrayList<RexNode>();
    var names = new ArrayList<String>();
    List<String> all = layout.names(primaryKey);
    var columns = new ArrayList<Integer>();
    IntStream.range(0, layout.keys()).forEach(columns::add);
    columns.add(layout.root());
    IntStream.range(0, layout.primaryKey()).forEach(i -> columns.add(layout.primaryKey(i)));
    IntStream.range(0, layout.values()).forEach(i -> columns.add(layout.value(i)));
    for (int column : columns) {
      values.add(planning.ref(kept, column));
      names.add(all.get(column));
    }
    values.add(
        both
            ? planning.calls().holds(planning.calls().all(credited))
            : planning.literals().makeLiteral(isLast));
    names.add("is_credited");
    return planning.project(kept, values, names);
  }
}
