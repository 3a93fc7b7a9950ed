package dev.mensura.plan;

import dev.mensura.ir.Frame;
import dev.mensura.ir.Leaf;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.RowExpr;
import dev.mensura.type.Aggregate;
import dev.mensura.type.Function;
import dev.mensura.type.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The aggregates of short periods from which those of longer ones follow, each told once. A part is
 * a leaf itself, of the rows of a unit.
 */
final class Parts {
  /** No part of a leaf: tells, among units that enter and leave windows, that one is there. */
  static final int PRESENT = -1;

  private final Map<Leaf, Integer> parts = new LinkedHashMap<>();

  /** Whether the value of a stretch follows from values of its units. */
  static boolean make(Leaf leaf) {
    return leaf.mark().isEmpty()
        && switch (leaf.aggregate()) {
          case SUM, COUNT, MIN, MAX, ANY_TRUE, ALL_TRUE, AVG -> true;
          case COUNT_DISTINCT,
              APPROX_COUNT_DISTINCT,
              MEDIAN,
              PERCENTILE,
              PERCENTILE_DISC,
              APPROX_PERCENTILE,
              STDDEV,
              VARIANCE ->
              false;
        };
  }

  /** What makes one part of several. */
  static Aggregate joining(Leaf part) {
    return part.aggregate() == Aggregate.COUNT ? Aggregate.SUM : part.aggregate();
  }

  /** The parts of a leaf in a pass: one, or of an average its sum and its count. */
  List<Integer> of(Pass.Use use) {
    Leaf leaf = use.leaf();
    return leaf.aggregate() == Aggregate.AVG
        ? List.of(
            part(use, Aggregate.SUM, leaf.argument(), leaf.argument().orElseThrow().type()),
            part(use, Aggregate.COUNT, leaf.argument(), ValueType.INTEGER))
        : List.of(part(use, leaf.aggregate(), leaf.argument(), leaf.type()));
  }

  /** How many rows a leaf reads. */
  int rows(Pass.Use use) {
    return part(use, Aggregate.COUNT, Optional.empty(), ValueType.INTEGER);
  }

  private int part(Pass.Use use, Aggregate aggregate, Optional<RowExpr> argument, ValueType type) {
    return part(use.leaf(), aggregate, argument, use.filters(), type);
  }

  /** How many rows of a leaf's model these conditions hold for. */
  int rows(Leaf like, List<RowExpr> conditions) {
    return part(like, Aggregate.COUNT, Optional.empty(), conditions, ValueType.INTEGER);
  }

  private int part(
      Leaf like,
      Aggregate aggregate,
      Optional<RowExpr> argument,
      List<RowExpr> filters,
      ValueType type) {
    var part =
        new Leaf(
            like.base(),
            aggregate,
            argument,
            Optional.empty(),
            aggregate.isCount() ? MetricExpr.Empty.ZERO : MetricExpr.Empty.NULL,
            filters,
            like.time(),
            Frame.PERIOD,
            List.of(),
            Optional.empty(),
            type);
    return parts.computeIfAbsent(part, p -> parts.size());
  }

  List<Leaf> all() {
    return List.copyOf(parts.keySet());
  }

  /** Conditions that hold for just the rows that some of these read. */
  static List<RowExpr> readBySome(List<Pass.Use> uses) {
    Set<RowExpr> common = new LinkedHashSet<>(uses.getFirst().filters());
    uses.forEach(use -> common.retainAll(use.filters()));
    var alternatives = new LinkedHashSet<RowExpr>();
    for (Pass.Use use : uses) {
      List<RowExpr> own = use.filters().stream().filter(f -> !common.contains(f)).toList();
      if (own.isEmpty()) {
        return List.copyOf(common);
      }
      alternatives.add(own.size() == 1 ? own.getFirst() : call(Function.AND, own));
    }
    var all = new ArrayList<>(common);
    all.add(call(Function.OR, List.copyOf(alternatives)));
    return all;
  }

  private static RowExpr call(Function function, List<RowExpr> conditions) {
    return new RowExpr.Call(function, conditions, ValueType.BOOLEAN, true);
  }
}
