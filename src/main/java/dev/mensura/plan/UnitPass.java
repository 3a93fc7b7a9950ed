package dev.mensura.plan;

import dev.mensura.ir.Query;
import dev.mensura.ir.Reduction;
import dev.mensura.ir.RowExpr;
import dev.mensura.plan.Moments.Moment;
import dev.mensura.plan.Moments.Stretch;
import dev.mensura.type.Function;
import dev.mensura.type.Grain;
import dev.mensura.type.Unit;
import dev.mensura.type.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.apache.calcite.rex.RexNode;

/**
 * The pass over the rows of a family, grouped by its groups and by units: no row is read that no
 * stretch of a member can hold.
 */
record UnitPass(
    Planning planning, Axes axes, Rolled.Family family, Grain unit, List<Rolled.Member> members) {

  /**
   * Rows with the groups, the unit, then what is counted; each once if nothing is.
   *
   * @param others what the family's groups are called
   */
  PassPlan.Planned plan(List<Query.Group> others, List<Pass.Use> uses) {
    ValueType type = UnitRows.type(unit);
    var values = new TreeMap<String, RowExpr>();
    values.put(family.base(), new RowExpr.Truncate(family.time(), unit, type));
    var groups = new ArrayList<>(others);
    groups.add(new Query.Group(unit.text(), type, true, values, Unit.ANY, Optional.empty()));
    var by = new ArrayList<>(family.others());
    by.add(values.get(family.base()));
    var pass =
        new Pass(
            family.base(),
            by,
            List.copyOf(family.where()),
            List.copyOf(family.many()),
            Optional.empty(),
            Optional.empty());
    var asking =
        new Asked(
            List.of(family.base()),
            groups,
            List.of(),
            new Reduction(List.of(), List.of(), Map.of()),
            List.of(),
            List.of(),
            Map.of(),
            Asked.Level.QUERY);
    return new PassPlan(planning, axes, asking, pass, new Pass.Uses(uses, List.of()), this::reach)
        .plan();
  }

  private List<RexNode> reach(Joined joined) {
    var moments = new Moments(planning, Moments.Fineness.of(unit.isSubDay()));
    Stretch all =
        members.stream()
            .map(m -> axes.reach(m.axis(), m.frame(), moments))
            .reduce((a, b) ->
                new Stretch(
                    both(a.since(), b.since(), moments::least),
                    both(a.until(), b.until(), moments::greatest)))
            .orElse(Stretch.EVER);
    RexNode time = joined.rex(family.time());
    var conditions = new ArrayList<RexNode>();
    all.since().ifPresent(s -> conditions.add(call(Function.GE, time, moments.rex(s))));
    all.until().ifPresent(u -> conditions.add(call(Function.LT, time, moments.rex(u))));
    return conditions;
  }

  private static Optional<Moment> both(
      Optional<Moment> a, Optional<Moment> b, BinaryOperator<Moment> of) {
    return a.flatMap(x -> b.map(y -> of.apply(x, y)));
  }

  private RexNode call(Function function, RexNode a, RexNode b) {
    return planning.calls().call(function, List.of(a, b), ValueType.BOOLEAN);
  }
}
