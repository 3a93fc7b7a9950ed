package dev.mensura.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Proves of a finished plan that nothing is counted twice, from the declared keys alone.
 *
 * <p>Every row of a plan stems from one row of the first table of its joins, its <em>origin</em>. A
 * join whose far side is unique in the joined columns leaves an origin one row; any other may make
 * several of it. An aggregate that minds repeats is safe if no origin can have two rows in one of
 * its groups: if some key of its input lies in the origin's key and the groups together.
 *
 * <p>Where aggregates are aggregated again, parts of a whole, no two of them may stand for one
 * origin: what tells such parts apart, their <em>spread</em>, must be told apart by the whole too.
 */
public final class FanOutProof {
  private final Map<String, Facts> stages = new HashMap<>();
  private final List<Violation> violations = new ArrayList<>();
  private String stage = "";

  private FanOutProof() {}

  /**
   * An aggregate that may count a row twice.
   *
   * @param stage where it stands
   * @param aggregate its name there
   * @param join the join that multiplies rows
   */
  public record Violation(String stage, String aggregate, String join) {
    @Override
    public String toString() {
      return "`"
          + aggregate
          + "` in `"
          + stage
          + "` may count a row twice: the join to `"
          + join
          + "` can meet several rows";
    }
  }

  /** The first aggregate of a plan that may count a row twice. */
  public static Optional<Violation> check(QueryPlan plan) {
    var proof = new FanOutProof();
    for (Stage stage : plan.stages()) {
      proof.stage = stage.name();
      proof.stages.put(stage.name(), proof.facts(stage.rel()));
    }
    return proof.violations.stream().findFirst();
  }

  /**
   * What is known of rows.
   *
   * @param keys sets of columns in which no two rows are equal
   * @param origin sets of columns that tell an origin from the others
   * @param fixed the columns that are the same in all rows of an origin
   * @param unique whether an origin has one row
   * @param join the join that made several of it
   * @param spread columns in which rows differ that can stand for one origin of the rows that they
   *     are aggregates of
   * @param kind what is known of rows of time
   */
  private record Facts(
      List<ImmutableBitSet> keys,
      List<ImmutableBitSet> origin,
      ImmutableBitSet fixed,
      Multiplied unique,
      String join,
      ImmutableBitSet spread,
      Kind kind) {
    Facts with(ImmutableBitSet other) {
      return new Facts(keys, origin, fixed, unique, join, other, kind);
    }

    Facts with(Kind other) {
      return new Facts(keys, origin, fixed, unique, join, spread, other);
    }
  }

  private sealed interface Kind {
    enum Plain implements Kind {
      ANY,
      /** Each is a period. */
      PERIODS
    }

    record OfRuns(DisjointRuns runs) implements Kind {}
  }

  /** A column of the spread that is gone. */
  private static final int LOST = (1 << 14) + 1;

  /** Whether an origin can have several rows. */
  private enum Multiplied {
    NO,
    YES
  }

  private Facts facts(RelNode rel) {
    return switch (rel) {
      case TableScan scan -> scan(scan);
      case Values values -> table(rel, List.of(ImmutableBitSet.of()));
      case Filter filter -> facts(filter.getInput());
      case Sort sort -> facts(sort.getInput());
      case Project project -> {
        Facts input = facts(project.getInput());
        windows(project, input);
        yield project(project, input);
      }
      case Join join -> join(join);
      case Aggregate aggregate -> aggregate(aggregate, facts(aggregate.getInput()));
      case Union union -> {
        ImmutableBitSet spread =
            union.getInputs().stream()
                .map(i -> facts(i).spread())
                .reduce(ImmutableBitSet.of(), ImmutableBitSet::union);
        yield table(union, List.of()).with(spread);
      }
      default -> throw new IllegalArgumentException("no such operator in a plan: " + rel);
    };
  }

  private static Facts table(RelNode rel, List<ImmutableBitSet> keys) {
    int columns = rel.getRowType().getFieldCount();
    return new Facts(
        keys,
        keys,
        ImmutableBitSet.range(columns),
        Multiplied.NO,
        "",
        ImmutableBitSet.of(),
        Kind.Plain.ANY);
  }

  private Facts scan(TableScan scan) {
    SourceTable table = scan.getTable().unwrap(SourceTable.class);
    if (table != null && table.origin() instanceof SourceTable.Origin.Earlier earlier) {
      Facts known = stages.get(earlier.stage());
      if (known == null) {
        throw new IllegalArgumentException("no such stage before: " + earlier.stage());
      }
      var keys = new ArrayList<>(known.keys());
      keys.addAll(table.keys());
      if (areCells(known, table)) {
        return table(scan, keys).with(known.spread());
      }
      return new Facts(
          keys,
          known.origin(),
          known.fixed(),
          known.unique(),
          known.join(),
          known.spread(),
          known.kind());
    }
    return table(scan, table == null ? List.of() : table.keys());
  }

  /** Distinct rows that the plan declares to be what values are joined to, and that are. */
  private static boolean areCells(Facts known, SourceTable table) {
    return known.unique() == Multiplied.YES
        && table.keys().stream().anyMatch(known.keys()::contains);
  }

  /** A column that nobody sees: the number of a row of the first table. */
  private static final int ROW = 1 << 14;

  /** Rows are told apart even where nothing that they hold tells it. */
  private static Facts numbered(Facts facts) {
    if (facts.unique() == Multiplied.YES) {
      return facts;
    }
    var keys = new ArrayList<>(facts.keys());
    keys.add(ImmutableBitSet.of(ROW));
    var origin = new ArrayList<>(facts.origin());
    origin.add(ImmutableBitSet.of(ROW));
    return new Facts(keys, origin, facts.fixed(), Multiplied.NO, "", facts.spread(), facts.kind());
  }

  private Facts join(Join join) {
    Facts left = numbered(facts(join.getLeft()));
    Facts right = facts(join.getRight());
    int offset = join.getLeft().getRowType().getFieldCount();
    ImmutableBitSet equal = equalFarColumns(join.getCondition(), offset);
    ImmutableBitSet picked = heldFarColumn(join, offset).map(equal::set).orElse(equal);
    boolean one = right.keys().stream().anyMatch(picked::contains);
    if (one) {
      int all = join.getRowType().getFieldCount();
      ImmutableBitSet fixed =
          left.unique() == Multiplied.NO
              ? ImmutableBitSet.range(all)
              : fixed(join, left, offset, all);
      return new Facts(
          keysOfEither(left.keys(), join, offset),
          left.origin(),
          fixed,
          left.unique(),
          left.join(),
          left.spread(),
          Kind.Plain.ANY);
    }
    if (right.kind() == Kind.Plain.PERIODS) {
      Optional<ImmutableBitSet> groups = oneOfEach(join, left, offset);
      if (groups.isPresent()) {
        List<ImmutableBitSet> keys =
            right.keys().stream().map(k -> groups.get().union(k.shift(offset))).toList();
        return table(join, keys).with(left.spread());
      }
    }
    var keys = new ArrayList<ImmutableBitSet>();
    for (ImmutableBitSet near : left.keys()) {
      right.keys().forEach(far -> keys.add(near.union(far.shift(offset))));
    }
    String name = left.unique() == Multiplied.YES ? left.join() : name(join.getRight());
    return new Facts(
        keys, left.origin(), left.fixed(), Multiplied.YES, name, left.spread(), Kind.Plain.ANY);
  }

  /**
   * The keys of the near rows, also with the far columns that an inner join makes equal to them.
   */
  private static List<ImmutableBitSet> keysOfEither(
      List<ImmutableBitSet> near, Join join, int offset) {
    if (join.getJoinType() != JoinRelType.INNER) {
      return near;
    }
    var all = new ArrayList<>(near);
    for (RexNode conjunct : RelOptUtil.conjunctions(join.getCondition())) {
      if (conjunct instanceof RexCall call
          && call.getKind() == SqlKind.EQUALS
          && call.getOperands().get(0) instanceof RexInputRef a
          && call.getOperands().get(1) instanceof RexInputRef b
          && a.getIndex() < offset
          && b.getIndex() >= offset) {
        List.copyOf(all).stream()
            .filter(key -> key.get(a.getIndex()))
            .map(key -> key.clear(a.getIndex()).set(b.getIndex()))
            .forEach(all::add);
      }
    }
    return all;
  }

  /** The columns of the near rows of which each period meets one at the most. */
  private static Optional<ImmutableBitSet> oneOfEach(Join join, Facts left, int offset) {
    List<RexNode> conjuncts = RelOptUtil.conjunctions(join.getCondition());
    if (left.kind() instanceof Kind.OfRuns of && of.runs().meetsOne(conjuncts, offset)) {
      return Optional.of(of.runs().among());
    }
    var equal = ImmutableBitSet.builder();
    for (RexNode conjunct : conjuncts) {
      if (conjunct instanceof RexCall call
          && call.getKind() == SqlKind.EQUALS
          && call.getOperands().get(0) instanceof RexInputRef near
          && call.getOperands().get(1) instanceof RexInputRef far
          && near.getIndex() < offset
          && far.getIndex() >= offset) {
        equal.set(near.getIndex());
      }
    }
    ImmutableBitSet told = equal.build();
    return left.unique() == Multiplied.NO && !told.isEmpty()
        ? left.keys().stream()
            .filter(k -> k.contains(told) && !k.get(ROW))
            .map(k -> k.except(told))
            .findFirst()
        : Optional.empty();
  }

  /** Past a join that multiplies, a far row is the origin's own only if it hangs on its columns. */
  private static ImmutableBitSet fixed(Join join, Facts left, int offset, int all) {
    ImmutableBitSet near =
        RelOptUtil.InputFinder.bits(join.getCondition()).intersect(ImmutableBitSet.range(offset));
    return left.fixed().contains(near)
        ? left.fixed().union(ImmutableBitSet.range(offset, all))
        : left.fixed();
  }

  private static String name(RelNode rel) {
    return rel instanceof TableScan scan
            && scan.getTable().unwrap(SourceTable.class) instanceof SourceTable table
        ? table.alias()
        : rel.getRelTypeName();
  }

  /** The columns of the far side that the condition wants equal to something of the near side. */
  private static ImmutableBitSet equalFarColumns(RexNode condition, int offset) {
    var columns = ImmutableBitSet.builder();
    for (RexNode conjunct : RelOptUtil.conjunctions(condition)) {
      if (conjunct instanceof RexCall call
          && (call.getKind() == SqlKind.EQUALS || call.getKind() == SqlKind.IS_NOT_DISTINCT_FROM)) {
        RexNode a = call.getOperands().get(0);
        RexNode b = call.getOperands().get(1);
        farOf(a, b, offset).ifPresent(columns::set);
        farOf(b, a, offset).ifPresent(columns::set);
      }
    }
    return columns.build();
  }

  /**
   * The start of the far rows' span, if the condition wants it to hold at a moment of the near
   * side: of the rows that are alike in all of a key but that start, one does.
   */
  private static Optional<Integer> heldFarColumn(Join join, int offset) {
    if (!(join.getRight() instanceof TableScan scan)) {
      return Optional.empty();
    }
    SourceTable table = scan.getTable().unwrap(SourceTable.class);
    if (table == null || table.span().isEmpty()) {
      return Optional.empty();
    }
    SourceTable.Span span = table.span().get();
    List<RexNode> conjuncts = RelOptUtil.conjunctions(join.getCondition());
    return conjuncts.stream()
        .flatMap(c -> compared(c, SqlKind.GREATER_THAN_OR_EQUAL, span.from(), offset).stream())
        .filter(moment -> conjuncts.stream().anyMatch(c -> ends(c, moment, span.until(), offset)))
        .findFirst()
        .map(moment -> span.from());
  }

  /** The near side of a comparison with a far column. */
  private static Optional<RexNode> compared(RexNode node, SqlKind kind, int far, int offset) {
    return node instanceof RexCall call
            && call.getKind() == kind
            && farOf(call.getOperands().get(1), call.getOperands().get(0), offset)
                .filter(c -> c == far)
                .isPresent()
        ? Optional.of(call.getOperands().get(0))
        : Optional.empty();
  }

  /** Whether a condition says that a moment is before the end of a span, or that it has none. */
  private static boolean ends(RexNode condition, RexNode moment, int until, int offset) {
    List<RexNode> one = RelOptUtil.disjunctions(condition);
    return one.stream()
            .anyMatch(c ->
                compared(c, SqlKind.LESS_THAN, until, offset).filter(moment::equals).isPresent())
        && one.stream()
            .allMatch(c ->
                isNull(c, until + offset)
                    || compared(c, SqlKind.LESS_THAN, until, offset)
                        .filter(moment::equals)
                        .isPresent());
  }

  private static boolean isNull(RexNode node, int column) {
    return node instanceof RexCall call
        && call.getKind() == SqlKind.IS_NULL
        && call.getOperands().getFirst() instanceof RexInputRef ref
        && ref.getIndex() == column;
  }

  private static Optional<Integer> farOf(RexNode far, RexNode near, int offset) {
    boolean nearOnly =
        RelOptUtil.InputFinder.bits(near).asList().stream().allMatch(i -> i < offset);
    return far instanceof RexInputRef ref && ref.getIndex() >= offset && nearOnly
        ? Optional.of(ref.getIndex() - offset)
        : Optional.empty();
  }

  private Facts project(Project project, Facts input) {
    boolean windowed = project.getProjects().stream().anyMatch(RexOver::containsOver);
    if (windowed && input.unique() == Multiplied.YES) {
      overRepeats(project, input);
    }
    Optional<Integer> series =
        IntStream.range(0, project.getProjects().size())
            .filter(i -> isSeries(project.getProjects().get(i)))
            .boxed()
            .findFirst();
    if (series.isPresent()) {
      // Of one row, which holds where it begins and ends, it makes many: one for each period.
      return table(project, List.of(ImmutableBitSet.of(series.get()))).with(Kind.Plain.PERIODS);
    }
    var to = new HashMap<Integer, Integer>();
    to.put(ROW, ROW);
    var fixed = ImmutableBitSet.builder();
    List<RexNode> values = project.getProjects();
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) instanceof RexInputRef ref) {
        to.putIfAbsent(ref.getIndex(), i);
      }
      boolean own = input.unique() == Multiplied.NO || !RexOver.containsOver(values.get(i));
      if (own && input.fixed().contains(RelOptUtil.InputFinder.bits(values.get(i)))) {
        fixed.set(i);
      }
    }
    return new Facts(
        mapped(input.keys(), to),
        mapped(input.origin(), to),
        fixed.build(),
        input.unique(),
        input.join(),
        spread(input.spread(), to),
        input.kind() == Kind.Plain.PERIODS
            ? Kind.Plain.PERIODS
            : DisjointRuns.of(project, input.keys())
                .<Kind>map(Kind.OfRuns::new)
                .orElse(Kind.Plain.ANY));
  }

  private static ImmutableBitSet spread(ImmutableBitSet spread, Map<Integer, Integer> to) {
    return ImmutableBitSet.of(spread.asList().stream().map(c -> to.getOrDefault(c, LOST)).toList());
  }

  /** What is rolled over rows is aggregated too. */
  private void windows(Project project, Facts input) {
    for (int i = 0; i < project.getProjects().size(); i++) {
      if (project.getProjects().get(i) instanceof RexCall call
          && call.getOperator() instanceof MetricFunction function
          && function.meaning() instanceof MetricFunction.Meaning.Rolled rolled
          && !rolled.aggregate().ignoresRepeats()) {
        ImmutableBitSet among =
            RelOptUtil.InputFinder.bits(call.getOperands().subList(2, call.operandCount()), null);
        if (input.unique() == Multiplied.YES || !among.contains(input.spread())) {
          String name = project.getRowType().getFieldNames().get(i);
          violations.add(new Violation(stage, name, input.join()));
        }
      }
    }
  }

  /** An aggregate over a window of rows would count an origin as often as it is there. */
  private void overRepeats(Project project, Facts input) {
    for (int i = 0; i < project.getProjects().size(); i++) {
      String name = project.getRowType().getFieldNames().get(i);
      project
          .getProjects()
          .get(i)
          .accept(
              new RexVisitorImpl<Void>(true) {
                @Override
                public Void visitOver(RexOver over) {
                  boolean numbers = over.getAggOperator().getKind() == SqlKind.ROW_NUMBER;
                  if (!numbers && !MetricAggregate.of(over).ignoresRepeats()) {
                    violations.add(new Violation(stage, name, input.join()));
                  }
                  return super.visitOver(over);
                }
              });
    }
  }

  private static boolean isSeries(RexNode value) {
    return value instanceof RexCall call
        && call.getOperator() instanceof MetricFunction function
        && (function.meaning() instanceof MetricFunction.Meaning.Series
            || function.meaning() instanceof MetricFunction.Meaning.OfTable table
                && table.lookup() == MetricFunction.Meaning.Lookup.SERIES);
  }

  /** The sets of which every column is still there. */
  private static List<ImmutableBitSet> mapped(
      List<ImmutableBitSet> sets, Map<Integer, Integer> to) {
    return sets.stream()
        .filter(set -> set.asList().stream().allMatch(to::containsKey))
        .map(set -> ImmutableBitSet.of(set.asList().stream().map(to::get).toList()))
        .toList();
  }

  private Facts aggregate(Aggregate aggregate, Facts input) {
    ImmutableBitSet groups = aggregate.getGroupSet();
    if (aggregate.getAggCallList().isEmpty()) {
      return distinct(groups, input);
    }
    boolean safe =
        input.unique() == Multiplied.NO
            || input.origin().stream()
                .anyMatch(o -> input.keys().stream().anyMatch(o.union(groups)::contains));
    boolean whole = groups.contains(input.spread());
    for (AggregateCall call : aggregate.getAggCallList()) {
      boolean once =
          MetricAggregate.countsSingle(call)
              ? input.keys().stream()
                  .anyMatch(groups.union(ImmutableBitSet.of(call.getArgList()))::contains)
              : safe && (whole || !MetricAggregate.joinsParts(call));
      if (!once && !MetricAggregate.of(call).ignoresRepeats()) {
        violations.add(new Violation(stage, String.valueOf(call.getName()), input.join()));
      }
    }
    ImmutableBitSet key = ImmutableBitSet.range(groups.cardinality());
    ImmutableBitSet several =
        input.unique() == Multiplied.NO ? ImmutableBitSet.of() : groups.except(input.fixed());
    return table(aggregate, List.of(key))
        .with(spread(several.union(input.spread()), positions(groups)));
  }

  private static Map<Integer, Integer> positions(ImmutableBitSet groups) {
    var to = new HashMap<Integer, Integer>();
    List<Integer> list = groups.asList();
    IntStream.range(0, list.size()).forEach(i -> to.put(list.get(i), i));
    return to;
  }

  /**
   * Rows that differ. If their columns tell an origin, then its rows differ in what is not its own:
   * that and the origin are a key. If they don't, equal rows of several origins became one.
   */
  private static Facts distinct(ImmutableBitSet columns, Facts input) {
    Map<Integer, Integer> to = positions(columns);
    List<Integer> list = columns.asList();
    ImmutableBitSet fixed =
        mapped(
                input.fixed().intersect(columns).asList().stream()
                    .map(ImmutableBitSet::of)
                    .toList(),
                to)
            .stream()
            .reduce(ImmutableBitSet.of(), ImmutableBitSet::union);
    List<ImmutableBitSet> origin = mapped(input.origin(), to);
    ImmutableBitSet others = ImmutableBitSet.range(list.size()).except(fixed);
    var keys = new ArrayList<>(mapped(input.keys(), to));
    keys.add(ImmutableBitSet.range(list.size()));
    origin.forEach(o -> keys.add(o.union(others)));
    boolean lost = origin.isEmpty();
    return new Facts(
        keys,
        origin,
        fixed,
        lost ? Multiplied.YES : input.unique(),
        lost ? "DISTINCT" : input.join(),
        spread(input.spread(), to),
        Kind.Plain.ANY);
  }
}
