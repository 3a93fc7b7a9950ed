package dev.mensura.interpreter;

import dev.mensura.ir.JoinTime;
import dev.mensura.ir.RowExpr;
import dev.mensura.model.Edge;
import dev.mensura.model.Validity;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

/** Which rows hold at which time. */
final class Held {
  private final World world;

  Held(World world) {
    this.world = world;
  }

  /** Whether two rows that a join connects meet in time. */
  boolean meet(Row near, Row far, Edge edge) {
    return edge.during().stream()
        .allMatch(during ->
            during.direction() == Edge.Direction.ONTO
                ? holds(far, moment(near, edge, during))
                : holds(near, moment(far, edge, during)));
  }

  private Object moment(Row row, Edge edge, Edge.During during) {
    RowExpr time = JoinTime.of(edge, during, world.catalog());
    return new RowValues(world, Map.of()).only(row, time);
  }

  private boolean holds(Row row, Object moment) {
    Validity valid = world.catalog().get(row.model()).valid().orElseThrow();
    Object from = time(row, valid.from());
    if (moment == Null.NULL || from == Null.NULL || isBefore(moment, from)) {
      return false;
    }
    if (valid.to().isPresent()) {
      Object to = time(row, valid.to().get());
      return to == Null.NULL || isBefore(moment, to);
    }
    // Another row of the same series that began since has taken its place.
    for (Row other : world.rows(row.model())) {
      Object next = time(other, valid.from());
      if (next != Null.NULL
          && isBefore(from, next)
          && !isBefore(moment, next)
          && same(row, other, valid.series())) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(Row a, Row b, List<String> fields) {
    return fields.stream().allMatch(f -> Values.key(a.value(f)).equals(Values.key(b.value(f))));
  }

  private Object time(Row row, String field) {
    return Values.as(world.field(row.model(), field).type(), row.value(field));
  }

  private static boolean isBefore(Object a, Object b) {
    LocalDateTime one = Times.dateTime(a);
    LocalDateTime other = Times.dateTime(b);
    return one.isBefore(other);
  }
}
