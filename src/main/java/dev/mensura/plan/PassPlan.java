package dev.mensura.plan;

import dev.mensura.ir.Axis;
import dev.mensura.ir.JoinPath;
import dev.mensura.ir.Leaf;
import dev.mensura.ir.Query;
import dev.mensura.ir.RowExpr;
import dev.mensura.type.Aggregate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rex.RexNode;

/** Plans one pass: joins, filters, de-duplicates where a join multiplies rows, aggregates. */
final class PassPlan {
  private final Planning planning;
  private final Axes axes;
  private final Asked asked;
  private final Pass pass;
  private final Pass.Uses uses;
  private final List<RowExpr> where;
  private final List<Condition> flags = new ArrayList<>();
  private final Function<Joined, List<RexNode>> bounds;

  PassPlan(Planning planning, Axes axes, Asked asked, Pass pass, Pass.Uses given) {
    this(planning, axes, asked, pass, given, joined -> List.of());
  }

  /**
   * @param bounds what else must hold for the rows that are read
   */
  PassPlan(
      Planning planning,
      Axes axes,
      Asked asked,
      Pass pass,
      Pass.Uses given,
      Function<Joined, List<RexNode>> bounds) {
    this.planning = planning;
    this.axes = axes;
    this.asked = asked;
    this.pass = pass;
    Set<RowExpr> common = given.common();
    this.uses = given.without(common);
    Set<RowExpr> all = new LinkedHashSet<>(pass.where());
    all.addAll(pass.many());
    all.addAll(common);
    this.where = List.copyOf(all);
    this.bounds = bounds;
  }

  /** What is read for each row: groups, then what is aggregated, then conditions. */
  private record Row(
      RelNode rel, int groups, Map<RowExpr, Integer> arguments, Map<Condition, Integer> flags) {
    int flag(Condition condition) {
      return Objects.requireNonNull(flags.get(condition));
    }
  }

  /** Filters, of which all in one of the lists hold. */
  private record Condition(List<List<RowExpr>> anyOf) {
    static Condition of(Pass.Use use) {
      return new Condition(List.of(use.filters()));
    }
  }

  /** What a pass gives. */
  record Planned(RelNode rel, Pass.Columns columns) {}

  Planned plan() {
    uses.leaves().stream()
        .filter(u -> !u.filters().isEmpty())
        .map(Condition::of)
        .distinct()
        .forEach(flags::add);
    shownOnly().filter(c -> !flags.contains(c)).ifPresent(flags::add);
    var read = new ArrayList<RowExpr>();
    for (int i = 0; i < pass.groups().size(); i++) {
      read.add(pass.isPeriod(i) ? time() : pass.groups().get(i));
    }
    pass.stretch().ifPresent(s -> read.add(s.time()));
    Optional<LastTimes> lastTimes = pass.marked().map(m -> new LastTimes(planning, axes, pass, m));
    lastTimes.ifPresent(l -> read.addAll(l.read()));
    read.addAll(where);
    arguments().forEach(read::add);
    uses.read().forEach(read::addAll);
    var joined = new Joined(planning, pass.base(), read);
    boolean minds = !uses.allIgnoreRepeats() || shownOnly().isPresent();
    boolean repeats = minds && !joined.multiplyingPaths().isEmpty();
    if (repeats) {
      // The key is read too; it lies in the base row, so no further join comes of it.
      joined = new Joined(planning, pass.base(), withKey(read));
    }
    Joined rows = joined;
    Optional<Axes.Joint> joint = pass.stretch().map(s -> axes.join(rows, s));
    RelNode wide =
        planning
            .rankings()
            .join(
                joint.map(Axes.Joint::rel).orElse(joined.rel()),
                joined,
                read,
                new Rankings.In(asked, ownTime()),
                g -> group(rows, joint, g));
    var conditions = new ArrayList<RexNode>();
    for (RowExpr condition : where) {
      conditions.add(joined.rex(condition));
    }
    readByNone(joined).ifPresent(conditions::add);
    conditions.addAll(bounds.apply(rows));
    joint.ifPresent(j -> conditions.addAll(j.conditions()));
    RelNode counted = lastTimes.map(l -> l.join(wide, rows, joint)).orElse(wide);
    RelNode kept = planning.filter(counted, conditions);
    var source = new Read(kept, joined, joint);
    return aggregate(repeats ? once(source) : row(source, List.of()));
  }

  /** For each group, whether it is one of the time of all that is read. */
  private List<Boolean> ownTime() {
    List<Optional<RowExpr>> times =
        uses.leaves().isEmpty()
            ? List.of(planning.rows(pass.base()).time())
            : uses.leaves().stream()
                .map(u -> u.leaf().time().or(() -> planning.rows(pass.base()).time()))
                .toList();
    var own = new ArrayList<Boolean>();
    for (RowExpr group : pass.groups()) {
      own.add(
          times.stream()
              .allMatch(time ->
                  time.isPresent()
                      && !(Axis.role(group, time.get(), planning.meanings().catalog())
                          instanceof Axis.Role.Other)));
    }
    return own;
  }

  private RexNode group(Joined joined, Optional<Axes.Joint> joint, int group) {
    return pass.isPeriod(group)
        ? axes.group(joint.orElseThrow(), pass.stretch().orElseThrow().axis(), group)
        : joined.rex(pass.groups().get(group));
  }

  /** The rows of a pass, filtered. */
  private record Read(RelNode kept, Joined joined, Optional<Axes.Joint> joint) {}

  private RowExpr time() {
    return pass.stretch().orElseThrow().time();
  }

  private List<RowExpr> arguments() {
    return uses.leaves().stream().flatMap(u -> argument(u.leaf()).stream()).distinct().toList();
  }

  private Optional<RowExpr> argument(Leaf leaf) {
    return leaf.argument().map(a -> planning.timed(a, leaf.base(), leaf.time()));
  }

  /** If every leaf has filters, rows that none of them reads make no cell. */
  private Optional<RexNode> readByNone(Joined joined) {
    List<List<RowExpr>> read = uses.read();
    return read.isEmpty() || read.stream().anyMatch(List::isEmpty)
        ? Optional.empty()
        : Optional.of(condition(joined, new Condition(read)));
  }

  private RexNode condition(Joined joined, Condition condition) {
    return planning
        .calls()
        .any(
            condition.anyOf().stream()
                .map(all -> planning.calls().all(all.stream().map(joined::rex).toList()))
                .toList());
  }

  /**
   * The rows that make cells, where others are read too; without groups there is one cell anyway.
   */
  private Optional<Condition> shownOnly() {
    return pass.groups().isEmpty() || uses.allShown() || uses.noneShown()
        ? Optional.empty()
        : Optional.of(new Condition(uses.showing()));
  }

  private List<RowExpr> key() {
    List<String> key = planning.model(pass.base()).primaryKey();
    if (key.isEmpty()) {
      throw new IllegalArgumentException(pass.base() + " needs a primary key to count rows once");
    }
    return key.stream().map(f -> planning.field(JoinPath.at(pass.base()), f)).toList();
  }

  private List<RowExpr> withKey(List<RowExpr> read) {
    var all = new ArrayList<>(key());
    all.addAll(read);
    return all;
  }

  /**
   * A row for each base row and group, however many far rows lead there. Everything aggregated
   * follows from the base row, so equal keys and groups make equal rows.
   */
  private Row once(Read read) {
    List<RowExpr> key = key();
    Row wide = row(read, key);
    int columns = wide.rel().getRowType().getFieldCount();
    RelNode distinct = planning.aggregate(wide.rel(), columns, List.of());
    RelNode scan =
        planning.stage(
            Names.by(pass.base() + "_once", asked.groupNames()).replace("_once_total", "_once"),
            distinct);
    return new Row(scan, wide.groups(), wide.arguments(), wide.flags());
  }

  private Row row(Read read, List<RowExpr> key) {
    Joined joined = read.joined();
    var values = new ArrayList<RexNode>();
    var names = new ArrayList<String>();
    var unique = new Names();
    for (int i = 0; i < pass.groups().size(); i++) {
      Query.Group group = asked.groups().get(i);
      RexNode value = group(joined, read.joint(), i);
      values.add(planning.sameKind(value, group.type()));
      names.add(unique.unique(group.name()));
    }
    for (RowExpr part : key) {
      values.add(joined.rex(part));
      names.add(unique.unique(part instanceof RowExpr.Column c ? c.field() : "key"));
    }
    var arguments = new HashMap<RowExpr, Integer>();
    for (RowExpr argument : arguments()) {
      arguments.put(argument, values.size());
      values.add(joined.rex(argument));
      names.add(unique.unique(argument instanceof RowExpr.Column c ? c.field() : "value"));
    }
    var conditions = new HashMap<Condition, Integer>();
    for (Condition flag : flags) {
      conditions.put(flag, values.size());
      values.add(planning.calls().holds(condition(joined, flag)));
      names.add(unique.unique(flagName(flag)));
    }
    if (values.isEmpty()) {
      values.add(planning.literals().whole(1));
      names.add("one");
    }
    return new Row(
        planning.project(read.kept(), values, names), pass.groups().size(), arguments, conditions);
  }

  private String flagName(Condition flag) {
    return uses.leaves().stream()
        .filter(u -> Condition.of(u).equals(flag))
        .findFirst()
        .map(u -> "in_" + asked.label(u.id(), "filter"))
        .orElse("shown");
  }

  private Planned aggregate(Row row) {
    var aggregates = new ArrayList<AggregateCall>();
    var unique = new Names();
    row.rel().getRowType().getFieldNames().subList(0, row.groups()).forEach(unique::unique);
    var leaves = new LinkedHashMap<Integer, Integer>();
    var rowCounts = new LinkedHashMap<Integer, Integer>();
    for (Pass.Use use : uses.leaves()) {
      int filter = use.filters().isEmpty() ? -1 : row.flag(Condition.of(use));
      leaves.put(use.id(), row.groups() + aggregates.size());
      String name = asked.label(use.id(), Pass.describe(use.leaf()));
      aggregates.add(call(row, use.leaf(), filter, unique.unique(name)));
      if (use.needsRowCount()) {
        rowCounts.put(use.id(), row.groups() + aggregates.size());
        aggregates.add(count(row, filter, unique.unique("rows_of_" + name)));
      }
    }
    OptionalInt touched = OptionalInt.empty();
    Optional<Condition> shown = shownOnly();
    if (shown.isPresent()) {
      touched = OptionalInt.of(row.groups() + aggregates.size());
      aggregates.add(count(row, row.flag(shown.get()), unique.unique("rows_shown")));
    }
    RelNode rel = planning.aggregate(row.rel(), row.groups(), aggregates);
    return new Planned(rel, new Pass.Columns(leaves, rowCounts, touched));
  }

  private AggregateCall count(Row row, int filter, String name) {
    var count = new Planning.Aggregated(Aggregate.COUNT, Optional.empty());
    return planning.call(row.rel(), row.groups(), count, List.of(), filter, name);
  }

  private AggregateCall call(Row row, Leaf leaf, int filter, String name) {
    List<Integer> arguments =
        argument(leaf).map(a -> List.of(row.arguments().get(a))).orElse(List.of());
    var aggregated = new Planning.Aggregated(leaf.aggregate(), leaf.fraction());
    return planning.call(row.rel(), row.groups(), aggregated, arguments, filter, name);
  }
}
