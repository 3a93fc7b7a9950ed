package dev.mensura.plan;

import dev.mensura.ir.Axis;
import dev.mensura.ir.Mark;
import dev.mensura.ir.RowExpr;
import dev.mensura.type.Aggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;

/**
 * Keeps of a pass's rows those of the last time, or the first: a stage tells that time for each
 * period and key, and the rows are joined to it.
 */
final class LastTimes {
  private final Planning planning;
  private final Axes axes;
  private final Pass pass;
  private final Pass.Marked marked;

  LastTimes(Planning planning, Axes axes, Pass pass, Pass.Marked marked) {
    this.planning = planning;
    this.axes = axes;
    this.pass = pass;
    this.marked = marked;
  }

  /** What a last time is asked for, of which passes share the stage. */
  record Key(
      Axes axes,
      String base,
      Optional<Pass.Stretch> stretch,
      Pass.Marked marked,
      List<RowExpr> told,
      List<RowExpr> where) {}

  /** What has to be read of each row. */
  List<RowExpr> read() {
    var read = new ArrayList<>(told());
    read.add(mark().time());
    return read;
  }

  private Mark mark() {
    return marked.mark();
  }

  /** What rows have a last time of their own by: what is grouped by of their time, and the keys. */
  private List<RowExpr> told() {
    var told = new ArrayList<RowExpr>();
    if (pass.stretch().isEmpty()) {
      marked
          .time()
          .ifPresent(time -> {
            List<Axis.Role> roles =
                Axis.of(time, pass.groups(), List.of(), planning.meanings().catalog()).roles();
            for (int i = 0; i < roles.size(); i++) {
              if (!(roles.get(i) instanceof Axis.Role.Other)) {
                told.add(pass.groups().get(i));
              }
            }
          });
    }
    mark().keys().stream().filter(k -> !told.contains(k)).forEach(told::add);
    return told;
  }

  /** The conditions on the rows among which the last is looked for. */
  private List<RowExpr> where() {
    var where = new ArrayList<RowExpr>();
    if (pass.stretch().isEmpty()) {
      marked
          .time()
          .ifPresent(
              time -> pass.where().stream().filter(c -> Timely.only(c, time)).forEach(where::add));
    }
    planning
        .rows(pass.base())
        .where()
        .ifPresent(
            w -> Pass.conjuncts(w).stream().filter(c -> !where.contains(c)).forEach(where::add));
    mark().filters().stream()
        .flatMap(f -> Pass.conjuncts(f).stream())
        .filter(c -> !where.contains(c))
        .forEach(where::add);
    return where;
  }

  private boolean hasPeriods() {
    return pass.stretch().filter(s -> s.axis().grain().isPresent()).isPresent();
  }

  /** The rows of the last time; their columns stay where they are. */
  RelNode join(RelNode rows, Joined joined, Optional<Axes.Joint> joint) {
    var key = new Key(axes, pass.base(), pass.stretch(), marked, told(), where());
    RelNode last = planning.scan(planning.lastTimes(key, this::stage), "last_times");
    int offset = rows.getRowType().getFieldCount();
    var on = new ArrayList<RexNode>();
    int column = 0;
    if (hasPeriods()) {
      RexNode period = planning.ref(rows, joint.orElseThrow().offset());
      on.add(planning.calls().equal(period, far(last, offset, column++)));
    }
    for (RowExpr each : told()) {
      on.add(planning.calls().same(joined.rex(each), far(last, offset, column++)));
    }
    on.add(planning.calls().equal(joined.rex(mark().time()), far(last, offset, column)));
    return planning.innerJoin(rows, last, planning.calls().all(on));
  }

  private RexNode far(RelNode last, int offset, int column) {
    var type = last.getRowType().getFieldList().get(column).getType();
    return planning.literals().makeInputRef(type, offset + column);
  }

  private String stage() {
    var read = new ArrayList<>(read());
    List<RowExpr> where = where();
    read.addAll(where);
    pass.stretch().ifPresent(s -> read.add(s.time()));
    var joined = new Joined(planning, pass.base(), read);
    Optional<Axes.Joint> joint = pass.stretch().map(s -> axes.join(joined, s));
    // The checker lets rankings inside a mark through only where there are no periods.
    RelNode ranked =
        planning
            .rankings()
            .join(
                joint.map(Axes.Joint::rel).orElse(joined.rel()),
                joined,
                read,
                Rankings.In.CLOSED,
                g -> {
                  throw new IllegalArgumentException("no group: " + g);
                });
    var conditions = new ArrayList<RexNode>();
    where.forEach(c -> conditions.add(joined.rex(c)));
    joint.ifPresent(j -> conditions.addAll(j.conditions()));
    RelNode kept = planning.filter(ranked, conditions);
    var values = new ArrayList<RexNode>();
    var names = new ArrayList<String>();
    var unique = new Names();
    if (hasPeriods()) {
      values.add(planning.ref(kept, joint.orElseThrow().offset()));
      names.add(unique.unique("period"));
    }
    for (RowExpr each : told()) {
      values.add(joined.rex(each));
      names.add(unique.unique(name(each)));
    }
    String time = name(mark().time());
    values.add(joined.rex(mark().time()));
    names.add(unique.unique(time));
    int groups = values.size() - 1;
    String edge = mark().edge() == Mark.Edge.LAST ? "last" : "first";
    Aggregate least = mark().edge() == Mark.Edge.LAST ? Aggregate.MAX : Aggregate.MIN;
    RelNode rows = planning.project(kept, values, names);
    RelNode last =
        planning.aggregate(
            rows,
            groups,
            List.of(
                planning.call(
                    rows,
                    groups,
                    new Planning.Aggregated(least, Optional.empty()),
                    List.of(groups),
                    -1,
                    unique.unique(edge + "_" + time))));
    planning.stage(Names.joined(List.of(edge, time, "of", pass.base())), last);
    return planning.stages().getLast().name();
  }

  private static String name(RowExpr value) {
    return switch (value) {
      case RowExpr.Column c -> c.field();
      case RowExpr.Truncate t -> t.grain().text();
      default -> "key";
    };
  }
}
