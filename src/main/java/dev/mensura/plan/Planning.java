package dev.mensura.plan;

import dev.mensura.ir.JoinPath;
import dev.mensura.ir.ModelRows;
import dev.mensura.ir.OwnTimes;
import dev.mensura.ir.RowExpr;
import dev.mensura.model.Catalog;
import dev.mensura.model.Field;
import dev.mensura.model.SemanticModel;
import dev.mensura.type.Aggregate;
import dev.mensura.type.Calendar;
import dev.mensura.type.Function;
import dev.mensura.type.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.calcite.plan.ConventionTraitDef;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.volcano.VolcanoPlanner;
import org.apache.calcite.prepare.RelOptTableImpl;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.util.ImmutableBitSet;

/** One plan in the making: its stages so far, and the tools that the parts of the planner share. */
final class Planning {
  private final Meanings meanings;
  private final Types types = new Types();
  private final Literals literals;
  private final Calls calls;
  private final RelOptCluster cluster;
  private final List<Stage> stages = new ArrayList<>();
  private final Names stageNames;
  private final Sources sources;
  private final CalendarStages days;
  private final RowMetrics rowMetrics;
  private final Windows windows;
  private final Credits credits;
  private final Rankings rankings;
  private final Map<String, List<ImmutableBitSet>> stageKeys = new HashMap<>();
  private final Map<LastTimes.Key, String> lastTimes = new HashMap<>();
  private final Map<String, SourceTable.Span> stageSpans = new HashMap<>();

  Planning(Meanings meanings, PlanOptions options) {
    this.meanings = meanings;
    this.literals = new Literals(types, options.zone());
    this.calls = new Calls(types, literals, options, calendar(), g -> days().periods(g));
    var planner = new VolcanoPlanner();
    planner.addRelTraitDef(ConventionTraitDef.INSTANCE);
    this.cluster = RelOptCluster.create(planner, literals);
    cluster.setMetadataQuerySupplier(NoMetadata::new);
    this.stageNames = new Names(meanReal(meanings.catalog()));
    this.sources = new Sources(this);
    this.days = new CalendarStages(this);
    this.rowMetrics = new RowMetrics(this);
    this.windows = new Windows(this);
    this.credits = new Credits(this);
    this.rankings = new Rankings(this);
  }

  /** A stage must not hide a table: not one that a model names, nor one that a SELECT may read. */
  private static java.util.function.Predicate<String> meanReal(Catalog catalog) {
    Set<String> tables = new HashSet<>();
    var texts = new ArrayList<String>();
    for (SemanticModel model : catalog.models()) {
      switch (model.rows()) {
        case SemanticModel.Rows.Table t ->
            tables.add(Sources.parts(t.name()).getLast().toLowerCase(Locale.ROOT));
        case SemanticModel.Rows.Query q -> texts.add(q.sql().toLowerCase(Locale.ROOT));
      }
    }
    return name -> tables.contains(name) || texts.stream().anyMatch(t -> t.contains(name));
  }

  Meanings meanings() {
    return meanings;
  }

  Types types() {
    return types;
  }

  Literals literals() {
    return literals;
  }

  Calls calls() {
    return calls;
  }

  Sources sources() {
    return sources;
  }

  RowMetrics rowMetrics() {
    return rowMetrics;
  }

  Rankings rankings() {
    return rankings;
  }

  Credits credits() {
    return credits;
  }

  Windows windows() {
    return windows;
  }

  List<Stage> stages() {
    return stages;
  }

  Calendar calendar() {
    return meanings.catalog().calendar();
  }

  CalendarStages days() {
    return days;
  }

  SemanticModel model(String name) {
    return meanings.catalog().get(name);
  }

  ModelRows rows(String model) {
    return meanings.rows().apply(model);
  }

  /** A field of the row at the end of a path, whether a column or computed. */
  RowExpr field(JoinPath path, String name) {
    Field field = declared(model(path.target()), name);
    if (field.content() instanceof Field.Content.Column) {
      return new RowExpr.Column(path, name, field.type(), field.nullable() || !path.isEmpty());
    }
    return meanings
        .computed()
        .apply(path.target(), name)
        .map(value -> Rerooted.at(path, value))
        .orElseThrow(
            () -> new IllegalArgumentException("nothing computes " + path.target() + "." + name));
  }

  static Field declared(SemanticModel model, String field) {
    return model
        .field(field)
        .orElseThrow(() -> new IllegalArgumentException("no field " + model.name() + "." + field));
  }

  /** The expression, every bare grain in it taken of {@code time}. */
  RowExpr timed(RowExpr expression, String base, Optional<RowExpr> time) {
    return time.or(() -> rows(base).time())
        .map(t -> OwnTimes.replace(expression, t))
        .orElse(expression);
  }

  RelNode stage(String name, RelNode rel) {
    return stage(name, rel, Stage.Reuse.FREE);
  }

  /** Adds a stage; gives a scan of it. */
  RelNode stage(String name, RelNode rel, Stage.Reuse reuse) {
    String unique = stageNames.unique(name);
    stages.add(new Stage(unique, rel, reuse));
    return scan(unique, unique);
  }

  /** The last stage, whose name nobody sees. */
  void answer(RelNode rel) {
    stages.add(new Stage("answer", rel, Stage.Reuse.FREE));
  }

  /** A scan of an earlier stage. */
  RelNode scan(String stage, String alias) {
    Stage found = stages.stream().filter(s -> s.name().equals(stage)).findFirst().orElseThrow();
    return scan(
        new SourceTable(
            new SourceTable.Origin.Earlier(stage),
            alias,
            found.rel().getRowType(),
            stageKeys.getOrDefault(stage, List.of()),
            Optional.ofNullable(stageSpans.get(stage))),
        List.of(stage));
  }

  RelNode scan(SourceTable table, List<String> name) {
    var opt =
        RelOptTableImpl.create(
            null,
            table.getRowType(types),
            name,
            table,
            type -> {
              throw new UnsupportedOperationException("plans are written as SQL, not run here");
            });
    return LogicalTableScan.create(cluster, opt, List.of());
  }

  /** The stage that tells a last time, made when it is first asked for. */
  String lastTimes(LastTimes.Key key, Supplier<String> make) {
    String known = lastTimes.get(key);
    if (known == null) {
      known = make.get();
      lastTimes.put(key, known);
    }
    return known;
  }

  /** Says that certain columns identify a row of a stage, because its model says so. */
  void declare(String stage, List<ImmutableBitSet> keys) {
    stageKeys.put(stage, keys);
  }

  /** Says for which span the rows of a stage hold. */
  void declare(String stage, SourceTable.Span span) {
    stageSpans.put(stage, span);
  }

  RelNode project(RelNode input, List<? extends RexNode> values, List<String> names) {
    return LogicalProject.create(input, List.of(), values, names, Set.of());
  }

  /** The rows for which all conditions hold. */
  RelNode filter(RelNode input, List<RexNode> conditions) {
    return conditions.isEmpty() ? input : LogicalFilter.create(input, calls.all(conditions));
  }

  RelNode leftJoin(RelNode left, RelNode right, RexNode condition) {
    return LogicalJoin.create(left, right, List.of(), condition, Set.of(), JoinRelType.LEFT);
  }

  RelNode innerJoin(RelNode left, RelNode right, RexNode condition) {
    return LogicalJoin.create(left, right, List.of(), condition, Set.of(), JoinRelType.INNER);
  }

  RelNode aggregate(RelNode input, int groups, List<AggregateCall> aggregates) {
    return LogicalAggregate.create(
        input, List.of(), ImmutableBitSet.range(groups), null, aggregates);
  }

  /** An aggregate, and the fraction of a percentile. */
  record Aggregated(Aggregate function, Optional<BigDecimal> fraction) {}

  /**
   * A call of an aggregate over rows whose first columns are groups.
   *
   * @param filter the column that says which rows take part; -1: all do
   */
  AggregateCall call(
      RelNode input,
      int groups,
      Aggregated aggregated,
      List<Integer> arguments,
      int filter,
      String name) {
    return AggregateCall.create(
        MetricAggregate.of(aggregated.function(), aggregated.fraction()),
        aggregated.function() == Aggregate.COUNT_DISTINCT,
        false,
        false,
        List.of(),
        arguments,
        filter,
        null,
        RelCollations.EMPTY,
        groups == 0,
        input,
        null,
        name);
  }

  /** The columns of a group are of one type in every pass. */
  RexNode sameKind(RexNode value, ValueType type) {
    return value.getType().getSqlTypeName() == types.of(type).getSqlTypeName()
            || type.is(ValueType.Kind.NULL)
        ? value
        : calls.call(Function.CAST, List.of(value), type);
  }

  /** A call of what makes one of parts. */
  AggregateCall joining(RelNode input, int groups, Aggregate function, int part, String name) {
    return call(input, groups, MetricAggregate.joining(function), part, name);
  }

  /** A count of values of which no group holds one twice. */
  AggregateCall countingSingle(RelNode input, int groups, int value, String name) {
    return call(input, groups, MetricAggregate.countingSingle(), value, name);
  }

  private static AggregateCall call(
      RelNode input, int groups, SqlAggFunction function, int argument, String name) {
    return AggregateCall.create(
        function,
        false,
        false,
        false,
        List.of(),
        List.of(argument),
        -1,
        null,
        RelCollations.EMPTY,
        groups == 0,
        input,
        null,
        name);
  }

  RexNode ref(RelNode input, int column) {
    return RexInputRef.of(column, input.getRowType());
  }

  RelOptCluster cluster() {
    return cluster;
  }
}
