package dev.mensura.plan;

import dev.mensura.ir.Conversion;
import dev.mensura.ir.JoinPath;
import dev.mensura.ir.JoinTime;
import dev.mensura.ir.RowExpr;
import dev.mensura.model.CalendarTable;
import dev.mensura.model.Edge;
import dev.mensura.model.KeyField;
import dev.mensura.model.KeyPair;
import dev.mensura.model.SemanticModel;
import dev.mensura.model.Validity;
import dev.mensura.type.Duration;
import dev.mensura.type.Function;
import dev.mensura.type.Grain;
import dev.mensura.type.ValueType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;

/**
 * The rows of a base model, with everything joined to them that some expressions read: each path
 * once, so that all that speaks of a path speaks of the same far row.
 */
final class Joined {
  private final Planning planning;
  private final String base;
  private final SequencedSet<JoinPath> paths = new LinkedHashSet<>();
  private final SequencedSet<RowExpr.MetricOfRow> metrics = new LinkedHashSet<>();
  private final SequencedSet<Day> days = new LinkedHashSet<>();
  private final Map<JoinPath, Integer> offsets = new HashMap<>();
  private final Map<Day, Integer> dayColumns = new HashMap<>();
  private final Map<RowExpr.MetricOfRow, Integer> metricColumns = new HashMap<>();
  private final Map<JoinPath, Besides> besides = new HashMap<>();
  private final SequencedSet<Conversion> conversions = new LinkedHashSet<>();
  private final Map<RowExpr.Credited, Integer> creditColumns = new HashMap<>();
  private final SequencedSet<RowExpr.Credited> credited = new LinkedHashSet<>();
  private final Map<RowExpr.Ranked, RexNode> ranks = new HashMap<>();
  private final Names aliases = new Names();
  private RelNode rel;

  Joined(Planning planning, String base, Collection<RowExpr> expressions) {
    this.planning = planning;
    this.base = base;
    expressions.forEach(this::read);
    JoinPath here = JoinPath.at(base);
    offsets.put(here, 0);
    SemanticModel model = planning.model(base);
    String alias = aliases.unique(lastName(model));
    this.rel =
        besides(here).isNothing()
            ? planning.sources().table(model, alias)
            : planning.sources().rows(model, alias, besides(here));
    paths.forEach(this::join);
    days.forEach(this::joinDay);
    metrics.forEach(this::join);
    conversions.forEach(this::join);
  }

  RelNode rel() {
    return rel;
  }

  /** Notes what a ranking says of the row, over rows whose first columns are these. */
  void know(RowExpr.Ranked ranked, RexNode known) {
    ranks.put(ranked, known);
  }

  /** A name for a table that is joined besides. */
  String alias(String wanted) {
    return aliases.unique(wanted);
  }

  /** The joined paths of which a base row can meet several ends. */
  List<JoinPath> multiplyingPaths() {
    return paths.stream().filter(path -> !path.isToOne()).toList();
  }

  /** Whether an expression reads a far row that is not the only one. */
  static boolean readsMany(RowExpr expression) {
    return switch (expression) {
      case RowExpr.Column c -> !c.path().isToOne();
      case RowExpr.MetricOfRow m -> !m.path().isToOne();
      case RowExpr other -> other.operands().stream().anyMatch(Joined::readsMany);
    };
  }

  private void read(RowExpr expression) {
    switch (expression) {
      case RowExpr.Column column -> walk(column.path());
      case RowExpr.MetricOfRow metric -> {
        walk(metric.path());
        key(metric.path()).forEach(this::read);
        metrics.add(metric);
      }
      case RowExpr.OwnTime own ->
          throw new IllegalArgumentException(own.base() + " has no time of its own");
      case RowExpr.Credited c -> {
        key(JoinPath.at(base)).forEach(this::read);
        conversions.add(c.conversion());
        credited.add(c);
      }
      case RowExpr other -> {
        other.operands().forEach(this::read);
        Day.of(other).ifPresent(days::add);
      }
    }
  }

  /**
   * A day of the project's calendar that is looked up.
   *
   * @param grain for the periods of which; none: for what the table says of it
   */
  private record Day(RowExpr time, Optional<Grain> grain) {
    static Optional<Day> of(RowExpr expression) {
      return switch (expression) {
        case RowExpr.Truncate t when t.grain().isDeclared() ->
            Optional.of(new Day(t.value(), Optional.of(t.grain())));
        case RowExpr.Call c when c.function() == Function.OF_DAY ->
            Optional.of(new Day(c.arguments().getFirst(), Optional.empty()));
        default -> Optional.empty();
      };
    }
  }

  /** Days that are missing there leave their rows in no period. */
  private void joinDay(Day day) {
    int offset = rel.getRowType().getFieldCount();
    SemanticModel calendar = planning.model(CalendarTable.NAME);
    RelNode right =
        day.grain()
            .map(g -> planning.days().days(g, aliases.unique(g.text() + "_days")))
            .orElseGet(() -> planning.sources().rows(calendar, aliases.unique(CalendarTable.NAME)));
    int key =
        day.grain().isPresent()
            ? 0
            : planning.sources().column(calendar, calendar.primaryKey().getFirst());
    RexNode far =
        planning
            .literals()
            .makeInputRef(right.getRowType().getFieldList().get(key).getType(), offset + key);
    RexNode near = planning.calls().truncate(rex(day.time()), Grain.DAY, ValueType.DATE);
    rel = planning.leftJoin(rel, right, planning.calls().equal(near, far));
    dayColumns.put(day, offset);
  }

  private RexNode ofDay(RowExpr expression, int column) {
    Day day = Day.of(expression).orElseThrow();
    return planning.ref(rel, Objects.requireNonNull(dayColumns.get(day)) + column);
  }

  /** Notes every path along the way; the near fields of a join may lie elsewhere. */
  private void walk(JoinPath path) {
    JoinPath at = JoinPath.at(path.base());
    for (Edge edge : path.edges()) {
      JoinPath near = at;
      at = at.then(edge);
      if (!paths.contains(at)) {
        edge.keys().forEach(key -> read(planning.field(near, key.near().field())));
        JoinPath end = at;
        edge.during().ifPresent(during -> hold(during, near, end));
        paths.add(at);
      }
    }
  }

  private Besides besides(JoinPath path) {
    return besides.getOrDefault(path, Besides.NOTHING);
  }

  /** Notes what it takes to tell which rows of a join hold when. */
  private void hold(Edge.During during, JoinPath near, JoinPath far) {
    Edge edge = far.edges().getLast();
    RowExpr.Column moment = JoinTime.of(edge, during, planning.meanings().catalog());
    Validity valid = valid(edge, during);
    boolean onto = during.direction() == Edge.Direction.ONTO;
    if (valid.to().isEmpty()) {
      besides.computeIfAbsent(onto ? far : near, x -> new Besides()).until();
    }
    if (onto) {
      read(Rerooted.at(near, moment));
    } else if (!moment.path().isEmpty()) {
      besides.computeIfAbsent(far, x -> new Besides()).moment(moment);
    }
  }

  private Validity valid(Edge edge, Edge.During during) {
    return planning
        .model(JoinTime.holder(edge, during))
        .valid()
        .orElseThrow(() -> new IllegalArgumentException("rows hold always: " + edge));
  }

  /** That a row of one side holds at the moment of the other. */
  private RexNode held(Edge.During during, JoinPath near, JoinPath far, RelNode right, int offset) {
    Edge edge = far.edges().getLast();
    RowExpr.Column moment = JoinTime.of(edge, during, planning.meanings().catalog());
    Validity valid = valid(edge, during);
    SemanticModel target = planning.model(edge.to());
    Sources sources = planning.sources();
    if (during.direction() == Edge.Direction.ONTO) {
      int until =
          valid
              .to()
              .map(to -> sources.column(target, to))
              .orElseGet(() -> sources.until(target, besides(far)));
      return planning
          .calls()
          .heldAt(
              rex(Rerooted.at(near, moment)),
              far(right, offset, sources.column(target, valid.from())),
              far(right, offset, until));
    }
    SemanticModel holder = planning.model(edge.from());
    int start = Objects.requireNonNull(offsets.get(near));
    int until =
        valid
            .to()
            .map(to -> sources.column(holder, to))
            .orElseGet(() -> sources.until(holder, besides(near)));
    int at =
        moment.path().isEmpty()
            ? sources.column(target, moment.field())
            : sources.moment(target, besides(far), moment);
    return planning
        .calls()
        .heldAt(
            far(right, offset, at),
            planning.ref(rel, start + sources.column(holder, valid.from())),
            planning.ref(rel, start + until));
  }

  /** A column of the right side of a join, as the joined row will have it. */
  private RexNode far(RelNode right, int offset, int column) {
    var type = right.getRowType().getFieldList().get(column).getType();
    return planning.literals().makeInputRef(type, offset + column);
  }

  private List<RowExpr> key(JoinPath path) {
    return planning.model(path.target()).primaryKey().stream()
        .map(field -> planning.field(path, field))
        .toList();
  }

  private void join(JoinPath path) {
    Edge edge = path.edges().getLast();
    JoinPath near = new JoinPath(base, path.edges().subList(0, path.edges().size() - 1));
    SemanticModel far = planning.model(edge.to());
    int offset = rel.getRowType().getFieldCount();
    RelNode right =
        planning
            .sources()
            .rows(far, aliases.unique(Names.joined(List.of(edge.name()))), besides(path));
    var on = new ArrayList<RexNode>();
    for (KeyPair pair : edge.keys()) {
      int column = planning.sources().column(far, pair.far().field());
      RexNode farColumn = far(right, offset, column);
      on.add(
          planning
              .calls()
              .equal(
                  period(rex(planning.field(near, pair.near().field())), pair.near()),
                  period(farColumn, pair.far())));
    }
    edge.during().ifPresent(during -> on.add(held(during, near, path, right, offset)));
    rel = planning.leftJoin(rel, right, planning.calls().all(on));
    offsets.put(path, offset);
  }

  private RexNode period(RexNode key, KeyField field) {
    return field
        .grain()
        .map(grain ->
            planning
                .calls()
                .truncate(key, grain, grain.isSubDay() ? ValueType.TIMESTAMP : ValueType.DATE))
        .orElse(key);
  }

  private void join(RowExpr.MetricOfRow metric) {
    int offset = rel.getRowType().getFieldCount();
    RowMetrics.Joinable found = planning.rowMetrics().of(metric);
    RelNode right = planning.scan(found.stage(), aliases.unique(found.stage()));
    List<RowExpr> key = key(metric.path());
    rel = planning.leftJoin(rel, right, onKey(right, offset, key));
    metricColumns.put(metric, offset + key.size());
  }

  /** That the first columns of the far side are the key. */
  private RexNode onKey(RelNode right, int offset, List<RowExpr> key) {
    var on = new ArrayList<RexNode>();
    for (int i = 0; i < key.size(); i++) {
      var type = right.getRowType().getFieldList().get(i).getType();
      RexNode column = planning.literals().makeInputRef(type, offset + i);
      on.add(planning.calls().equal(rex(key.get(i)), column));
    }
    return planning.calls().all(on);
  }

  /** What is credited to the row by a conversion, everything that is read of it at once. */
  private void join(Conversion conversion) {
    List<RowExpr.Credited> read =
        credited.stream().filter(c -> c.conversion().equals(conversion)).toList();
    Credits.Credit credit = planning.credits().of(read);
    int offset = rel.getRowType().getFieldCount();
    RelNode right = planning.scan(credit.stage(), aliases.unique(credit.stage()));
    rel = planning.leftJoin(rel, right, onKey(right, offset, key(JoinPath.at(base))));
    read.forEach(c -> creditColumns.put(c, offset + credit.column(c.tally())));
  }

  private RexNode credited(RowExpr.Credited credited) {
    Integer column = creditColumns.get(credited);
    if (column == null) {
      throw new IllegalArgumentException("credits are not among what was to be read");
    }
    RexNode value = planning.ref(rel, column);
    if (credited.tally().isEmpty()) {
      return planning.calls().call(Function.IS_NOT_NULL, List.of(value), ValueType.BOOLEAN);
    }
    return credited.nullable()
        ? value
        : planning
            .calls()
            .call(Function.COALESCE, List.of(value, planning.literals().whole(0)), credited.type());
  }

  private static String lastName(SemanticModel model) {
    return switch (model.rows()) {
      case SemanticModel.Rows.Table t -> Sources.parts(t.name()).getLast();
      case SemanticModel.Rows.Query q -> Names.joined(List.of(model.name()));
    };
  }

  /** An expression over the joined row. */
  RexNode rex(RowExpr expression) {
    return switch (expression) {
      case RowExpr.Column c -> {
        Integer offset = offsets.get(c.path());
        if (offset == null) {
          throw new IllegalArgumentException(c + " is not among what was to be read");
        }
        int column = planning.sources().column(planning.model(c.path().target()), c.field());
        yield planning.ref(rel, offset + column);
      }
      case RowExpr.Constant c -> planning.literals().constant(c.value(), c.type());
      case RowExpr.Call c -> call(c);
      case RowExpr.Truncate t when t.grain().isDeclared() -> ofDay(t, 1);
      case RowExpr.Truncate t -> planning.calls().truncate(rex(t.value()), t.grain(), t.type());
      case RowExpr.Part p -> planning.calls().part(rex(p.value()), p.part());
      case RowExpr.During d -> during(d);
      case RowExpr.OwnTime own ->
          throw new IllegalArgumentException(own.base() + " has no time of its own");
      case RowExpr.MetricOfRow m -> metric(m);
      case RowExpr.Ranked ranked -> {
        RexNode known = ranks.get(ranked);
        if (known == null) {
          throw new IllegalArgumentException("nobody ranked what is read: " + ranked);
        }
        yield known;
      }
      case RowExpr.Credited c -> credited(c);
    };
  }

  private RexNode call(RowExpr.Call call) {
    if (call.function() == Function.OF_DAY
        && call.arguments().get(1) instanceof RowExpr.Constant c) {
      SemanticModel calendar = planning.model(CalendarTable.NAME);
      return ofDay(call, planning.sources().column(calendar, String.valueOf(c.value())));
    }
    if (call.function() == Function.SHIFT
        && call.arguments().get(1) instanceof RowExpr.Constant c
        && c.value() instanceof Duration by) {
      return planning.calls().shift(rex(call.arguments().getFirst()), by, call.type());
    }
    return planning
        .calls()
        .call(call.function(), call.arguments().stream().map(this::rex).toList(), call.type());
  }

  private RexNode metric(RowExpr.MetricOfRow metric) {
    Integer column = metricColumns.get(metric);
    if (column == null) {
      throw new IllegalArgumentException("a metric of a row is not among what was to be read");
    }
    RexNode value = planning.ref(rel, column);
    if (!planning.rowMetrics().of(metric).zeroWithoutRow()) {
      return value;
    }
    RexNode count =
        planning
            .calls()
            .call(Function.COALESCE, List.of(value, planning.literals().whole(0)), metric.type());
    if (metric.path().isEmpty()) {
      return count;
    }
    // A row that isn't there has no metric, as it has no field.
    RexNode there =
        planning
            .calls()
            .call(
                Function.IS_NOT_NULL,
                List.of(rex(key(metric.path()).getFirst())),
                ValueType.BOOLEAN);
    return planning.calls().call(Function.CASE, List.of(there, count), metric.type());
  }

  /** A period that begins where the span does lies in it exactly if its times do. */
  private RexNode during(RowExpr.During during) {
    return planning.calls().during(rex(during.value()), during.span(), during.value().type());
  }
}
