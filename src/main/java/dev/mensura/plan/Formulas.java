package dev.mensura.plan;

import dev.mensura.ir.Reduction;
import dev.mensura.ir.Value;
import dev.mensura.type.Duration;
import dev.mensura.type.Function;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/**
 * Works out values from leaves. What is used several times and is more than a little, and what is
 * nested deeply, becomes a column of a stage between, so that no text grows faster than its
 * metrics.
 */
final class Formulas {
  /**
   * When a value becomes a column.
   *
   * @param small a value of more parts is written once, however often it is used
   * @param large a value of more parts is a column even if it is used once
   * @param deep no expression is nested deeper
   */
  private record Limits(int small, int large, int deep) {}

  /**
   * The first suits people; later ones suit databases, which nest stages as they nest operators.
   */
  private static final List<Limits> LIMITS =
      List.of(
          new Limits(24, 200, 32),
          new Limits(100, 400, 48),
          new Limits(400, 1_600, 96),
          new Limits(1_600, 6_400, 192));

  /** DuckDB takes some two hundred, each inside the one before, on a usual stack. */
  private static final int MAX_STAGES = 130;

  private final Planning planning;
  private final Reduction reduction;
  private final int groups;

  /** The stage, from 0, at which a value's expression can be written. */
  private final int[] level;

  private final Set<Integer> kept = new HashSet<>();
  private final Set<Integer> needed = new TreeSet<>();

  private Formulas(Planning planning, Reduction reduction, List<Integer> roots, int groups) {
    this.planning = planning;
    this.reduction = reduction;
    this.groups = groups;
    this.level = new int[reduction.values().size()];
    for (Limits limits : LIMITS) {
      if (measure(roots, limits) <= MAX_STAGES) {
        break;
      }
    }
  }

  /**
   * Values over rows that have them.
   *
   * @param values over {@code rel}
   */
  record Worked(RelNode rel, Map<Integer, RexNode> values) {}

  /**
   * The roots' values.
   *
   * @param rel rows whose first {@code groups} columns are groups
   * @param leaves the values of leaves over {@code rel}
   * @param name of the stage that {@code rel} becomes where values are more than its columns
   */
  static Worked work(
      Planning planning,
      Reduction reduction,
      List<Integer> roots,
      RelNode rel,
      int groups,
      Map<Integer, RexNode> leaves,
      String name) {
    var known = new HashMap<>(leaves);
    for (int id : roots) {
      if (reduction.value(id) instanceof Value.Constant constant) {
        known.put(id, planning.literals().constant(constant.value(), constant.type()));
      }
    }
    boolean plain =
        roots.stream()
            .map(known::get)
            .allMatch(value -> value instanceof RexInputRef || value instanceof RexLiteral);
    if (plain) {
      return new Worked(rel, known);
    }
    var formulas = new Formulas(planning, reduction, roots, groups);
    return formulas.work(roots, planning.stage(name, rel), leaves);
  }

  /** Decides what becomes a column; gives the number of stages. */
  private int measure(List<Integer> roots, Limits limits) {
    kept.clear();
    Arrays.fill(level, 0);
    int[] uses = new int[level.length];
    needed.addAll(roots);
    for (int id = level.length - 1; id >= 0; id--) {
      if (needed.contains(id) && reduction.value(id) instanceof Value.Call call) {
        needed.addAll(call.operands());
        call.operands().forEach(o -> uses[o]++);
      }
    }
    int[] size = new int[level.length];
    int[] depth = new int[level.length];
    for (int id : needed) {
      size[id] = 1;
      if (reduction.value(id) instanceof Value.Call call) {
        for (int operand : call.operands()) {
          boolean column = kept.contains(operand);
          size[id] += column ? 1 : size[operand];
          depth[id] = Math.max(depth[id], column ? 1 : depth[operand] + 1);
          level[id] = Math.max(level[id], column ? level[operand] + 1 : level[operand]);
        }
        int times = uses[id] + (roots.contains(id) ? 1 : 0);
        boolean much =
            depth[id] >= limits.deep()
                || size[id] >= limits.large()
                || (times > 1 && size[id] > limits.small());
        if (uses[id] > 0 && much) {
          kept.add(id);
        }
      }
    }
    return stages(roots);
  }

  private int stages(List<Integer> roots) {
    return roots.stream()
        .mapToInt(id -> kept.contains(id) ? level[id] + 1 : level[id])
        .max()
        .orElse(0);
  }

  private Worked work(List<Integer> roots, RelNode cells, Map<Integer, RexNode> leaves) {
    int last = stages(roots);
    Map<Integer, Integer> neededUntil = neededUntil(roots, last);
    RelNode rel = cells;
    Map<Integer, RexNode> columns = leaves;
    for (int stage = 1; stage <= last; stage++) {
      var values = new ArrayList<RexNode>();
      var names = new ArrayList<String>();
      var unique = new Names();
      for (int g = 0; g < groups; g++) {
        values.add(planning.ref(rel, g));
        names.add(unique.unique(rel.getRowType().getFieldNames().get(g)));
      }
      var next = new LinkedHashMap<Integer, Integer>();
      for (int id : needed) {
        boolean made = kept.contains(id) && level[id] == stage - 1;
        boolean passed = columns.containsKey(id) && neededUntil.getOrDefault(id, 0) >= stage;
        if (made || passed) {
          next.put(id, values.size());
          values.add(made ? rex(id, columns, true) : columns.get(id));
          names.add(unique.unique(reduction.name(id).orElse("value_" + id)));
        }
      }
      rel = planning.stage("step_" + stage, planning.project(rel, values, names), Stage.Reuse.ONCE);
      RelNode now = rel;
      var refs = new HashMap<Integer, RexNode>();
      next.forEach((id, column) -> refs.put(id, planning.ref(now, column)));
      columns = refs;
    }
    var results = new HashMap<Integer, RexNode>();
    for (int id : roots) {
      results.put(id, rex(id, columns, !columns.containsKey(id)));
    }
    return new Worked(rel, results);
  }

  /** Until which stage a column is read. */
  private Map<Integer, Integer> neededUntil(List<Integer> roots, int last) {
    var until = new HashMap<Integer, Integer>();
    for (int id : needed) {
      if (kept.contains(id)) {
        read(id, level[id], until);
      }
    }
    for (int id : roots) {
      if (kept.contains(id) || !(reduction.value(id) instanceof Value.Call)) {
        until.merge(id, last, Math::max);
      } else {
        read(id, last, until);
      }
    }
    return until;
  }

  private void read(int id, int stage, Map<Integer, Integer> until) {
    if (reduction.value(id) instanceof Value.Call call) {
      for (int operand : call.operands()) {
        if (kept.contains(operand) || !(reduction.value(operand) instanceof Value.Call)) {
          until.merge(operand, stage, Math::max);
        } else {
          read(operand, stage, until);
        }
      }
    }
  }

  /**
   * A value's expression.
   *
   * @param made whether the value itself is written out; else it is read if there is a column of it
   */
  private RexNode rex(int id, Map<Integer, RexNode> columns, boolean made) {
    if (!made && columns.containsKey(id)) {
      return columns.get(id);
    }
    return switch (reduction.value(id)) {
      case Value.OfLeaf leaf -> {
        RexNode column = columns.get(id);
        if (column == null) {
          throw new IllegalStateException("a leaf was lost between stages: " + leaf);
        }
        yield column;
      }
      case Value.Constant constant ->
          planning.literals().constant(constant.value(), constant.type());
      case Value.OfDetail detail -> throw new IllegalArgumentException("not planned: " + detail);
      case Value.Filled filled -> throw new IllegalArgumentException("not planned: " + filled);
      case Value.Call call
          when call.function() == Function.SHIFT
              && reduction.value(call.operands().get(1)) instanceof Value.Constant by
              && by.value() instanceof Duration length ->
          planning
              .calls()
              .shift(rex(call.operands().getFirst(), columns, false), length, call.type());
      case Value.Call call when isCounting(call) ->
          planning
              .calls()
              .counting(
                  call.function(),
                  call.operands().stream().map(o -> rex(o, columns, false)).toList());
      case Value.Call call ->
          planning
              .calls()
              .call(
                  call.function(),
                  call.operands().stream().map(o -> rex(o, columns, false)).toList(),
                  call.type());
    };
  }

  /** Sums and differences of two counts of rows: no table has so many that they need more room. */
  private boolean isCounting(Value.Call call) {
    return (call.function() == Function.PLUS || call.function() == Function.MINUS)
        && call.operands().stream().map(reduction::value).allMatch(Formulas::isCount);
  }

  private static boolean isCount(Value value) {
    return value instanceof Value.OfLeaf leaf && leaf.leaf().aggregate().isCount();
  }
}
