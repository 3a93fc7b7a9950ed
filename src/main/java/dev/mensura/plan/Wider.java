package dev.mensura.plan;

import dev.mensura.ir.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Puts beside each cell the values that are told apart by fewer groups than the cells: worked out
 * by those groups alone, then joined by them.
 */
final class Wider {
  private final Planning planning;
  private final Axes axes;
  private final Asked asked;

  Wider(Planning planning, Axes axes, Asked asked) {
    this.planning = planning;
    this.axes = axes;
    this.asked = asked;
  }

  Cells beside(Cells cells) {
    SequencedMap<List<Integer>, List<Integer>> wide = wide(cells);
    if (wide.isEmpty()) {
      return cells;
    }
    RelNode own = own(cells);
    RelNode all = own;
    var values = new ArrayList<RexNode>();
    var names = new ArrayList<String>();
    var unique = new Names();
    for (int i = 0; i < own.getRowType().getFieldCount(); i++) {
      values.add(planning.ref(own, i));
      names.add(unique.unique(own.getRowType().getFieldNames().get(i)));
    }
    var leaves = new LinkedHashMap<>(cells.columns().leaves());
    var rowCounts = new LinkedHashMap<>(cells.columns().rowCounts());
    for (var entry : wide.entrySet()) {
      List<Query.Group> groups = entry.getKey().stream().map(asked.groups()::get).toList();
      Cells few =
          Cells.of(
              planning, axes, asked.by(groups, entry.getValue(), entry.getValue(), asked.level()));
      RelNode scan = planning.stage(few.name(), few.rel());
      int offset = all.getRowType().getFieldCount();
      var on = new ArrayList<RexNode>();
      for (int i = 0; i < groups.size(); i++) {
        var type = scan.getRowType().getFieldList().get(i).getType();
        on.add(
            planning
                .calls()
                .same(
                    planning.ref(all, entry.getKey().get(i)),
                    planning.literals().makeInputRef(type, offset + i)));
      }
      all = planning.leftJoin(all, scan, planning.calls().all(on));
      RelNode joined = all;
      few.columns()
          .leaves()
          .forEach((id, column) -> {
            leaves.put(id, values.size());
            values.add(planning.ref(joined, offset + column));
            names.add(unique.unique(scan.getRowType().getFieldNames().get(column)));
          });
      few.columns()
          .rowCounts()
          .forEach((id, column) -> {
            rowCounts.put(id, values.size());
            values.add(planning.ref(joined, offset + column));
            names.add(unique.unique(scan.getRowType().getFieldNames().get(column)));
          });
    }
    return new Cells(
        planning,
        asked,
        planning.project(all, values, names),
        new Pass.Columns(leaves, rowCounts, cells.columns().touched()),
        cells.gaps());
  }

  /** Where nothing is counted the rows are distinct cells: what is joined belongs to these. */
  private RelNode own(Cells cells) {
    RelNode scan = planning.stage(cells.name(), cells.rel());
    if (!cells.columns().leaves().isEmpty()) {
      return scan;
    }
    String name = planning.stages().getLast().name();
    planning.declare(name, List.of(ImmutableBitSet.range(asked.groups().size())));
    return planning.scan(name, name);
  }

  /** For some of the groups, by their places, what is told apart by just these. */
  private SequencedMap<List<Integer>, List<Integer>> wide(Cells cells) {
    var wide = new LinkedHashMap<List<Integer>, List<Integer>>();
    for (int id : asked.sources(asked.read())) {
      if (!cells.columns().leaves().containsKey(id)) {
        List<Query.Group> left = asked.groupsOf(planning, id);
        List<Integer> places =
            IntStream.range(0, asked.groups().size())
                .filter(g -> left.contains(asked.groups().get(g)))
                .boxed()
                .toList();
        wide.computeIfAbsent(places, p -> new ArrayList<>()).add(id);
      }
    }
    return wide;
  }
}
