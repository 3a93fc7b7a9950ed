package dev.mensura.plan;

import dev.mensura.ir.Axis;
import dev.mensura.ir.Frame;
import dev.mensura.ir.RowExpr;
import dev.mensura.plan.Rolling.Way;
import dev.mensura.type.Function;
import dev.mensura.type.Grain;
import dev.mensura.type.TimeSpan;
import dev.mensura.type.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rex.RexNode;

/**
 * Passes that read the same rows in different stretches of time: the rows are aggregated to short
 * periods once, and each pass reads these.
 */
final class Rolled {
  private final Planning planning;
  private final Axes axes;
  private final Asked asked;
  private final UnitRows units;
  private final Runs runs;
  private final Map<Member, Needs> needs = new HashMap<>();

  /** What the passes have in common: rows, and the groups that are no periods. */
  record Family(
      String base,
      RowExpr time,
      List<RowExpr> others,
      SequencedSet<RowExpr> where,
      SequencedSet<RowExpr> many) {}

  /**
   * A pass, or those of its leaves that can be rolled.
   *
   * @param frame none: the period that is shown
   */
  record Member(Pass pass, Pass.Uses uses, Axis axis, Frame frame, Rolling rolling) {
    boolean needsMarks() {
      return rolling.way() instanceof Way.Run run && run.window().back().isPresent();
    }
  }

  /**
   * Which parts a pass is made of.
   *
   * @param leaves by the ids of their values
   * @param rowCounts likewise
   * @param rows tells stretches in which no row is read that any leaf reads
   * @param shown tells those in which none is read that makes cells
   */
  private record Needs(
      Map<Integer, List<Integer>> leaves,
      Map<Integer, Integer> rowCounts,
      Optional<Integer> rows,
      Optional<Integer> shown) {
    List<Integer> all() {
      var all = new ArrayList<Integer>();
      leaves.values().forEach(all::addAll);
      all.addAll(rowCounts.values());
      rows.ifPresent(all::add);
      shown.ifPresent(all::add);
      return all.stream().distinct().sorted().toList();
    }
  }

  Rolled(Planning planning, Axes axes, Asked asked, Family family, List<Member> members) {
    this.planning = planning;
    this.axes = axes;
    this.asked = asked;
    var parts = new Parts();
    List<RowExpr> read =
        Parts.readBySome(members.stream().flatMap(m -> m.uses().leaves().stream()).toList());
    members.forEach(m -> needs.put(m, needs(m, parts, read)));
    this.units = new UnitRows(planning, axes, asked, family, members, parts.all());
    this.runs = new Runs(planning, units);
  }

  private static Needs needs(Member member, Parts parts, List<RowExpr> readByFamily) {
    List<Pass.Use> uses = member.uses().leaves();
    var leaves = new LinkedHashMap<Integer, List<Integer>>();
    var rowCounts = new LinkedHashMap<Integer, Integer>();
    for (Pass.Use use : uses) {
      leaves.put(use.id(), parts.of(use));
      if (use.needsRowCount()) {
        rowCounts.put(use.id(), parts.rows(use));
      }
    }
    List<RowExpr> read = Parts.readBySome(uses);
    Optional<Integer> rows = Optional.empty();
    if (!read.equals(readByFamily)) {
      rows = Optional.of(parts.rows(uses.getFirst().leaf(), read));
    } else if (member.needsMarks()) {
      rows = Optional.of(Parts.PRESENT);
    }
    Optional<Integer> shown = Optional.empty();
    if (!member.uses().allShown() && !member.uses().noneShown()) {
      List<Pass.Use> showing = uses.stream().filter(Pass.Use::shown).toList();
      shown = Optional.of(parts.rows(showing.getFirst().leaf(), Parts.readBySome(showing)));
    }
    return new Needs(leaves, rowCounts, rows, shown);
  }

  /**
   * What a pass reads: the values of groups and parts, for each cell or for pieces of cells.
   *
   * @param values by part
   */
  private record Source(
      RelNode rel, List<RexNode> groups, Map<Integer, RexNode> values, Pieces pieces) {
    RexNode value(int part) {
      return Objects.requireNonNull(values.get(part));
    }
  }

  private enum Pieces {
    ONE,
    SEVERAL
  }

  PassPlan.Planned plan(Member member) {
    Needs needed = Objects.requireNonNull(needs.get(member));
    return columns(member, needed, whole(source(member), needed.all()));
  }

  private Source source(Member member) {
    return switch (member.rolling().way()) {
      case Way.One one -> {
        UnitRows.Rows rows = units.of(member.rolling().unit());
        yield of(
            member,
            rows,
            axes.joinUnits(rows.rel(), rows.unit(), member.axis(), one.moves()),
            Pieces.ONE);
      }
      case Way.Run run -> {
        UnitRows.Rows runs = this.runs.of(member.rolling().unit(), run.window(), partsOf(member));
        yield of(
            member,
            runs,
            axes.joinRuns(runs.rel(), runs.unit(), runs.unit() + 1, member.axis(), run.moves()),
            Pieces.ONE);
      }
      case Way.Several several -> {
        UnitRows.Rows rows = units.finest();
        RexNode time = planning.ref(rows.rel(), rows.unit());
        yield of(
            member,
            rows,
            axes.join(rows.rel(), time, member.axis(), member.frame(), List.of()),
            Pieces.SEVERAL);
      }
      case Way.Own own -> own(member);
    };
  }

  /** The parts that all passes need of a window. */
  private List<Integer> partsOf(Member member) {
    return needs.entrySet().stream()
        .filter(e -> isSameWindow(e.getKey().rolling(), member.rolling()))
        .flatMap(e -> e.getValue().all().stream())
        .distinct()
        .sorted()
        .toList();
  }

  private static boolean isSameWindow(Rolling a, Rolling b) {
    return a.unit().equals(b.unit())
        && a.way() instanceof Way.Run x
        && b.way() instanceof Way.Run y
        && x.window().equals(y.window());
  }

  private Source of(Member member, UnitRows.Rows rows, Axes.Joint joint, Pieces pieces) {
    RelNode kept = planning.filter(joint.rel(), joint.conditions());
    List<RexNode> groups = groups(member, kept, i -> axes.group(joint, member.axis(), i));
    return new Source(kept, groups, rows.parts(planning, kept), pieces);
  }

  /** The groups of a cell; those that are no periods stand first in rows of units. */
  private List<RexNode> groups(Member member, RelNode rows, IntFunction<RexNode> period) {
    var groups = new ArrayList<RexNode>();
    int other = 0;
    for (int i = 0; i < asked.groups().size(); i++) {
      RexNode value =
          member.axis().roles().get(i) instanceof Axis.Role.Other
              ? planning.ref(rows, other++)
              : period.apply(i);
      groups.add(planning.sameKind(value, asked.groups().get(i).type()));
    }
    return groups;
  }

  /** The periods that are shown, as far as the filter leaves them whole. */
  private Source own(Member member) {
    boolean whole =
        member.axis().spans().stream().allMatch(s -> s.isMadeOf(member.rolling().unit()));
    Grain grain = whole ? member.rolling().unit() : units.finestUnit();
    UnitRows.Rows rows = units.of(grain);
    RexNode time = planning.ref(rows.rel(), rows.unit());
    var conditions = new ArrayList<RexNode>();
    for (TimeSpan span : member.axis().spans()) {
      conditions.add(planning.calls().during(time, span, UnitRows.type(grain)));
    }
    RelNode kept = planning.filter(rows.rel(), conditions);
    return new Source(
        kept,
        groups(member, kept, i -> axes.group(time, grain, member.axis(), i)),
        rows.parts(planning, kept),
        whole ? Pieces.ONE : Pieces.SEVERAL);
  }

  /** Puts the pieces of each cell together. */
  private Source whole(Source source, List<Integer> parts) {
    if (source.pieces() == Pieces.ONE) {
      return source;
    }
    var values = new ArrayList<>(source.groups());
    var names = new Names();
    var told = new ArrayList<String>();
    asked.groupNames().forEach(g -> told.add(names.unique(g)));
    for (int part : parts) {
      values.add(source.value(part));
      told.add(names.unique(units.name(part)));
    }
    RelNode rows = planning.project(source.rel(), values, told);
    int groups = source.groups().size();
    var calls = new ArrayList<AggregateCall>();
    for (int i = 0; i < parts.size(); i++) {
      calls.add(
          planning.joining(
              rows, groups, units.joining(parts.get(i)), groups + i, told.get(groups + i)));
    }
    RelNode rel = planning.aggregate(rows, groups, calls);
    var whole = new HashMap<Integer, RexNode>();
    for (int i = 0; i < parts.size(); i++) {
      whole.put(parts.get(i), planning.ref(rel, groups + i));
    }
    return new Source(
        rel,
        IntStream.range(0, groups).<RexNode>mapToObj(g -> planning.ref(rel, g)).toList(),
        whole,
        Pieces.ONE);
  }

  private PassPlan.Planned columns(Member member, Needs need, Source source) {
    RelNode kept =
        planning.filter(
            source.rel(), need.rows().map(r -> positive(source.value(r))).stream().toList());
    var values = new ArrayList<>(source.groups());
    var names = new Names();
    var told = new ArrayList<String>();
    asked.groupNames().forEach(g -> told.add(names.unique(g)));
    var leaves = new LinkedHashMap<Integer, Integer>();
    var rowCounts = new LinkedHashMap<Integer, Integer>();
    for (Pass.Use use : member.uses().leaves()) {
      leaves.put(use.id(), values.size());
      String name = asked.label(use.id(), Pass.describe(use.leaf()));
      values.add(value(use, Objects.requireNonNull(need.leaves().get(use.id())), source));
      told.add(names.unique(name));
      Integer rows = need.rowCounts().get(use.id());
      if (rows != null) {
        rowCounts.put(use.id(), values.size());
        values.add(source.value(rows));
        told.add(names.unique("rows_of_" + name));
      }
    }
    OptionalInt touched = OptionalInt.empty();
    if (need.shown().isPresent()) {
      touched = OptionalInt.of(values.size());
      values.add(source.value(need.shown().get()));
      told.add(names.unique("rows_shown"));
    }
    return new PassPlan.Planned(
        planning.project(kept, values, told), new Pass.Columns(leaves, rowCounts, touched));
  }

  private RexNode positive(RexNode count) {
    return planning
        .calls()
        .call(Function.GT, List.of(count, planning.literals().whole(0)), ValueType.BOOLEAN);
  }

  /** A part is the value itself; an average is the quotient of two. */
  private RexNode value(Pass.Use use, List<Integer> parts, Source source) {
    return parts.size() == 1
        ? source.value(parts.getFirst())
        : planning
            .calls()
            .call(Function.DIVIDE, parts.stream().map(source::value).toList(), use.leaf().type());
  }
}
