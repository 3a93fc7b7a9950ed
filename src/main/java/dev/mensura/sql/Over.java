package dev.mensura.sql;

import dev.mensura.plan.MetricAggregate;
import dev.mensura.sql.Sql.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.sql.SqlKind;

/** Writes a function over a window of rows. */
record Over(Spelling spelling, Expressions expressions, RexOver over) {
  Sql write(List<Sql> inputs) {
    var window = new ArrayList<String>();
    if (!over.getWindow().partitionKeys.isEmpty()) {
      window.add(
          "PARTITION BY "
              + over.getWindow().partitionKeys.stream()
                  .map(key -> expressions.write(key, inputs).text())
                  .collect(Collectors.joining(", ")));
    }
    if (!over.getWindow().orderKeys.isEmpty()) {
      window.add(
          "ORDER BY "
              + over.getWindow().orderKeys.stream()
                  .map(key -> key(key, inputs))
                  .collect(Collectors.joining(", ")));
    }
    boolean numbered = over.getAggOperator().getKind() == SqlKind.ROW_NUMBER;
    if (!numbered) {
      frame().ifPresent(window::add);
    }
    String behind = " OVER (" + String.join(" ", window) + ")";
    return Sql.atom(numbered ? "ROW_NUMBER()" + behind : aggregate(inputs, behind), Source.ROWS);
  }

  private String aggregate(List<Sql> inputs, String behind) {
    Optional<RexNode> value = over.getOperands().stream().findFirst();
    return spelling.aggregate(
        MetricAggregate.of(over),
        value.map(v -> expressions.write(v, inputs).text()),
        value.map(RexNode::getType),
        Optional.empty(),
        behind);
  }

  private String key(RexFieldCollation key, List<Sql> inputs) {
    String direction = key.getDirection().isDescending() ? " DESC" : "";
    boolean first = key.getNullDirection() == NullDirection.FIRST;
    return expressions.write(key.left, inputs).text()
        + direction
        + (first ? " NULLS FIRST" : " NULLS LAST");
  }

  /** Without an order all rows are looked at, as they are without a frame. */
  private Optional<String> frame() {
    RexWindowBound from = over.getWindow().getLowerBound();
    RexWindowBound to = over.getWindow().getUpperBound();
    if (from.isUnbounded() && to.isUnbounded()) {
      return Optional.empty();
    }
    if (!from.isUnbounded() || !to.isCurrentRow() || !over.getWindow().isRows()) {
      throw new IllegalArgumentException("no such window in a plan: " + over);
    }
    return Optional.of("ROWS UNBOUNDED PRECEDING");
  }
}
