package dev.mensura.plan;

import dev.mensura.ir.Axis;
import dev.mensura.ir.Frame;
import dev.mensura.ir.RowExpr;
import dev.mensura.plan.Rolled.Family;
import dev.mensura.plan.Rolled.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Plans all passes: those that can share the rows of short periods do, the others read rows of
 * their own.
 */
final class Passes {
  private final Planning planning;
  private final Asked asked;
  private final Axes axes;
  private final SequencedMap<Family, List<Member>> families = new LinkedHashMap<>();
  private final Map<Family, Rolled> rolled = new HashMap<>();
  private final Map<DistinctUnits.Values, List<Member>> counted = new HashMap<>();
  private final Map<DistinctUnits.Values, DistinctUnits> distinct = new HashMap<>();
  private final List<Piece> pieces = new ArrayList<>();

  /** A pass or a part of one. */
  private record Piece(Pass pass, Pass.Uses uses, Reads reads) {}

  /** What a piece is planned from. */
  private sealed interface Reads {
    /** Rows of its own. */
    record OwnRows() implements Reads {}

    record SharedUnits(Family family, Member member) implements Reads {}

    record SharedValues(DistinctUnits.Values values, Member member) implements Reads {}
  }

  private Passes(Planning planning, Axes axes, Asked asked) {
    this.planning = planning;
    this.axes = axes;
    this.asked = asked;
  }

  static List<Cells.Source> sources(Planning planning, Axes axes, Asked asked) {
    var passes = new Passes(planning, axes, asked);
    SequencedMap<Pass, Pass.Uses> all = Pass.of(planning, asked);
    all.forEach((pass, uses) -> {
      if (pass.stretch().isPresent()) {
        passes.moved(pass, uses, pass.stretch().get());
      }
    });
    all.forEach((pass, uses) -> {
      if (pass.stretch().isEmpty()) {
        passes.plain(pass, uses);
      }
    });
    List<Pass> order = List.copyOf(all.keySet());
    passes.pieces.sort(Comparator.comparingInt(p -> order.indexOf(p.pass())));
    return passes.pieces.stream().map(passes::planned).toList();
  }

  private void moved(Pass pass, Pass.Uses uses, Pass.Stretch stretch) {
    Optional<Rolling> rolling = Rolling.of(stretch.axis(), stretch.frame(), planning.calendar());
    if (rolling.isEmpty() || !isShareable(pass, uses)) {
      pieces.add(new Piece(pass, uses, new Reads.OwnRows()));
      return;
    }
    var family =
        new Family(
            pass.base(),
            stretch.time(),
            others(pass, stretch.axis()),
            new LinkedHashSet<>(pass.where()),
            new LinkedHashSet<>(pass.many()));
    share(pass, uses, family, stretch.axis(), stretch.frame(), rolling.get());
  }

  /** What is shown of periods themselves reads what others read already, if it is the same rows. */
  private void plain(Pass pass, Pass.Uses uses) {
    for (Family family : families.keySet()) {
      if (family.base().equals(pass.base())
          && family.many().equals(Set.copyOf(pass.many()))
          && isShareable(pass, uses)) {
        var axis =
            Axis.of(family.time(), pass.groups(), pass.where(), planning.meanings().catalog());
        boolean same =
            axis.unclear().isEmpty()
                && axis.grain().isPresent()
                && family.where().equals(Set.copyOf(axis.filters()))
                && family.others().equals(others(pass, axis))
                && axis.roles().stream().noneMatch(Axis.Role.Moment.class::isInstance);
        Optional<Rolling> rolling =
            same ? Rolling.of(axis, Frame.PERIOD, planning.calendar()) : Optional.empty();
        if (rolling.isPresent()) {
          share(pass, uses, family, axis, Frame.PERIOD, rolling.get());
          return;
        }
      }
    }
    pieces.add(new Piece(pass, uses, new Reads.OwnRows()));
  }

  /** Marks and rankings depend on the periods that are shown, which units are not. */
  private static boolean isShareable(Pass pass, Pass.Uses uses) {
    return uses.touching().isEmpty()
        && pass.marked().isEmpty()
        && Stream.of(
                pass.where(),
                pass.many(),
                pass.groups(),
                uses.leaves().stream().flatMap(u -> u.filters().stream()).toList(),
                uses.leaves().stream().flatMap(u -> u.leaf().argument().stream()).toList())
            .flatMap(List::stream)
            .noneMatch(Passes::isRanked);
  }

  private static boolean isRanked(RowExpr expression) {
    return expression instanceof RowExpr.Ranked
        || expression.operands().stream().anyMatch(Passes::isRanked);
  }

  private static List<RowExpr> others(Pass pass, Axis axis) {
    var others = new ArrayList<RowExpr>();
    for (int i = 0; i < pass.groups().size(); i++) {
      if (axis.roles().get(i) instanceof Axis.Role.Other) {
        others.add(pass.groups().get(i));
      }
    }
    return others;
  }

  /** Shares what can be made of parts, or of values that are told once; the rest reads rows. */
  private void share(
      Pass pass, Pass.Uses uses, Family family, Axis axis, Frame frame, Rolling rolling) {
    List<Pass.Use> made = uses.leaves().stream().filter(u -> Parts.make(u.leaf())).toList();
    if (!made.isEmpty()) {
      var member = new Member(pass, new Pass.Uses(made, List.of()), axis, frame, rolling);
      families.computeIfAbsent(family, f -> new ArrayList<>()).add(member);
      pieces.add(new Piece(pass, member.uses(), new Reads.SharedUnits(family, member)));
    }
    var rest = new ArrayList<Pass.Use>();
    for (Pass.Use use : uses.leaves()) {
      if (!frame.isPeriod() && DistinctUnits.count(use.leaf())) {
        var member = new Member(pass, new Pass.Uses(List.of(use), List.of()), axis, frame, rolling);
        var values = DistinctUnits.Values.of(planning, family, use, rolling.unit());
        counted.computeIfAbsent(values, v -> new ArrayList<>()).add(member);
        pieces.add(new Piece(pass, member.uses(), new Reads.SharedValues(values, member)));
      } else if (!Parts.make(use.leaf())) {
        rest.add(use);
      }
    }
    if (!rest.isEmpty()) {
      pieces.add(new Piece(pass, new Pass.Uses(rest, List.of()), new Reads.OwnRows()));
    }
  }

  private Cells.Source planned(Piece piece) {
    PassPlan.Planned plan =
        switch (piece.reads()) {
          case Reads.OwnRows own ->
              new PassPlan(planning, axes, asked, piece.pass(), piece.uses()).plan();
          case Reads.SharedUnits units -> units(units.family()).plan(units.member());
          case Reads.SharedValues values -> values(values.values()).plan(values.member());
        };
    return new Cells.Source(
        Names.by(piece.pass().base(), asked.groupNames()), plan, !piece.uses().noneShown());
  }

  private Rolled units(Family family) {
    Rolled known = rolled.get(family);
    if (known == null) {
      known =
          new Rolled(planning, axes, asked, family, Objects.requireNonNull(families.get(family)));
      rolled.put(family, known);
    }
    return known;
  }

  private DistinctUnits values(DistinctUnits.Values values) {
    DistinctUnits known = distinct.get(values);
    if (known == null) {
      known =
          new DistinctUnits(
              planning, axes, asked, values, Objects.requireNonNull(counted.get(values)));
      distinct.put(values, known);
    }
    return known;
  }
}
