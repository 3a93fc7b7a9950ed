package dev.mensura.plan;

import dev.mensura.ir.JoinPath;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.Query;
import dev.mensura.ir.Reducer;
import dev.mensura.ir.Reduction;
import dev.mensura.ir.RowExpr;
import dev.mensura.ir.Value;
import dev.mensura.model.Edge;
import dev.mensura.model.Field;
import dev.mensura.model.KeyPair;
import dev.mensura.model.SemanticModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;

/**
 * Metrics of the rows of a model: for each such metric one stage, keyed by the model's primary key,
 * to be joined wherever the metric is read.
 */
final class RowMetrics {
  private final Planning planning;
  private final Map<Key, Joinable> found = new HashMap<>();

  RowMetrics(Planning planning) {
    this.planning = planning;
  }

  private record Key(MetricExpr metric, String host, SortedMap<String, JoinPath> ways) {}

  /**
   * A stage with a row for each key, its columns the key and then the value.
   *
   * @param zeroWithoutRow whether a row of the model that it has no row for has the value 0, not
   *     null
   */
  record Joinable(String stage, boolean zeroWithoutRow) {}

  Joinable of(RowExpr.MetricOfRow metric) {
    var key = new Key(metric.metric(), metric.path().target(), metric.ways());
    Joinable known = found.get(key);
    if (known == null) {
      known = plan(key);
      found.put(key, known);
    }
    return known;
  }

  private Joinable plan(Key key) {
    SemanticModel host = planning.model(key.host());
    if (host.primaryKey().isEmpty()) {
      throw new IllegalArgumentException(
          host.name() + " needs a primary key to have metrics of rows");
    }
    Reduction reduction =
        Reducer.reduce(List.of(key.metric()), planning.meanings().metrics())
            .orElseThrow(TooLargeException::new);
    int root = reduction.roots().getFirst();
    String name = reduction.name(root).orElse("value");
    var groups = new ArrayList<Query.Group>();
    for (String field : host.primaryKey()) {
      groups.add(group(key, host, field));
    }
    var asked =
        new Asked(
            List.copyOf(key.ways().keySet()),
            groups,
            List.of(),
            reduction,
            List.of(root),
            List.of(root),
            Map.of(root, name),
            Asked.Level.QUERY);
    String stage = Names.joined(List.of(name, "by", host.name()));
    return switch (withoutRows(reduction, root)) {
      case NULL -> stage(stage, sparse(asked, root, name), false);
      case ZERO -> stage(stage, sparse(asked, root, name), true);
      case OTHER -> stage(stage, dense(asked, host, root, name), false);
    };
  }

  private Joinable stage(String name, RelNode rel, boolean zeroWithoutRow) {
    planning.stage(name, rel);
    return new Joinable(planning.stages().getLast().name(), zeroWithoutRow);
  }

  /** A row for each key that the metric's rows lead to. */
  private RelNode sparse(Asked asked, int root, String name) {
    Cells cells = Cells.of(planning, new Axes(planning, asked), asked);
    return keyed(
        asked,
        Formulas.work(
            planning,
            asked.reduction(),
            List.of(root),
            cells.rel(),
            asked.groups().size(),
            cells.values(),
            cells.name()),
        root,
        name);
  }

  /** A row for each row of the model: where nothing is counted the metric is neither null nor 0. */
  private RelNode dense(Asked asked, SemanticModel host, int root, String name) {
    int keys = asked.groups().size();
    JoinPath here = JoinPath.at(host.name());
    List<RowExpr> key = host.primaryKey().stream().map(f -> planning.field(here, f)).toList();
    var row = new Joined(planning, host.name(), key);
    var values = new ArrayList<RexNode>();
    var names = new ArrayList<String>();
    var unique = new Names();
    for (int i = 0; i < keys; i++) {
      values.add(row.rex(key.get(i)));
      names.add(unique.unique(asked.groupNames().get(i)));
    }
    RelNode rel = row.rel();
    Map<Integer, RexNode> leaves = Map.of();
    Optional<Cells> cells = Optional.empty();
    if (!asked.reduction().leaves().isEmpty()) {
      cells = Optional.of(Cells.of(planning, new Axes(planning, asked), asked));
      RelNode scan = planning.stage(cells.get().name(), cells.get().rel());
      int offset = rel.getRowType().getFieldCount();
      var on = new ArrayList<RexNode>();
      for (int i = 0; i < keys; i++) {
        var type = scan.getRowType().getFieldList().get(i).getType();
        on.add(
            planning
                .calls()
                .equal(values.get(i), planning.literals().makeInputRef(type, offset + i)));
      }
      rel = planning.leftJoin(rel, scan, planning.calls().all(on));
      for (int i = keys; i < scan.getRowType().getFieldCount(); i++) {
        values.add(planning.ref(rel, offset + i));
        names.add(unique.unique(scan.getRowType().getFieldNames().get(i)));
      }
    }
    RelNode dense = planning.project(rel, values, names);
    if (cells.isPresent()) {
      leaves = cells.get().values(dense, Cells.Gaps.SOME);
    }
    return keyed(
        asked,
        Formulas.work(
            planning,
            asked.reduction(),
            List.of(root),
            dense,
            keys,
            leaves,
            Names.joined(List.of("all", host.name()))),
        root,
        name);
  }

  private RelNode keyed(Asked asked, Formulas.Worked worked, int root, String name) {
    var values = new ArrayList<RexNode>();
    var names = new ArrayList<String>();
    var unique = new Names();
    for (int i = 0; i < asked.groups().size(); i++) {
      values.add(planning.ref(worked.rel(), i));
      names.add(unique.unique(asked.groupNames().get(i)));
    }
    values.add(worked.values().get(root));
    names.add(unique.unique(name));
    return planning.project(worked.rel(), values, names);
  }

  private Query.Group group(Key key, SemanticModel host, String field) {
    var values = new TreeMap<String, RowExpr>();
    key.ways().forEach((base, way) -> values.put(base, keyValue(host, way, field)));
    Field declared = Planning.declared(host, field);
    return new Query.Group(field, declared.type(), true, values, declared.unit(), Optional.empty());
  }

  /**
   * A part of the model's key, seen from a base: where the last join is on the whole key, the near
   * side of it. An orphan then has a key that no row asks for.
   */
  private RowExpr keyValue(SemanticModel host, JoinPath way, String field) {
    if (!way.isEmpty()) {
      Edge last = way.edges().getLast();
      var near = new JoinPath(way.base(), way.edges().subList(0, way.edges().size() - 1));
      Map<String, String> pairs = new HashMap<>();
      for (KeyPair pair : last.keys()) {
        if (pair.near().grain().isEmpty() && pair.far().grain().isEmpty()) {
          pairs.put(pair.far().field(), pair.near().field());
        }
      }
      boolean onWholeKey =
          last.during().isEmpty()
              && pairs.size() == last.keys().size()
              && pairs.keySet().equals(new HashSet<>(host.primaryKey()));
      if (onWholeKey) {
        return planning.field(near, pairs.getOrDefault(field, field));
      }
    }
    return planning.field(way, field);
  }

  /** What a metric is where none of its leaves has a row. */
  private enum Empty {
    NULL,
    ZERO,
    OTHER
  }

  private static Empty withoutRows(Reduction reduction, int root) {
    var empty = new ArrayList<Empty>();
    for (int id = 0; id <= root; id++) {
      empty.add(
          switch (reduction.value(id)) {
            // What is told apart by other groups is the same where no row leads.
            case Value.OfLeaf leaf when !leaf.leaf().groupings().isEmpty() -> Empty.OTHER;
            case Value.OfLeaf leaf ->
                leaf.leaf().empty() == MetricExpr.Empty.ZERO ? Empty.ZERO : Empty.NULL;
            case Value.Constant constant -> constant.value() == null ? Empty.NULL : Empty.OTHER;
            case Value.OfDetail detail -> Empty.OTHER;
            case Value.Filled filled -> Empty.OTHER;
            case Value.Call call ->
                withoutRows(call, call.operands().stream().map(empty::get).toList());
          });
    }
    // Only a count itself is 0 exactly where it has no row; of what is made of counts, each row
    // tells.
    Empty whole = empty.get(root);
    boolean count = reduction.value(root) instanceof Value.OfLeaf;
    return whole == Empty.ZERO && !count ? Empty.OTHER : whole;
  }

  private static Empty withoutRows(Value.Call call, List<Empty> operands) {
    return switch (call.function()) {
      case DIVIDE ->
          operands.contains(Empty.NULL) || operands.getLast() == Empty.ZERO
              ? Empty.NULL
              : Empty.OTHER;
      case PLUS,
          MINUS,
          TIMES,
          MODULO,
          NEGATE,
          EQ,
          NE,
          LT,
          LE,
          GT,
          GE,
          ABS,
          ROUND,
          FLOOR,
          CEIL,
          SIGN,
          POWER,
          SQRT,
          EXP ->
          operands.contains(Empty.NULL) ? Empty.NULL : Empty.OTHER;
      default -> Empty.OTHER;
    };
  }
}
