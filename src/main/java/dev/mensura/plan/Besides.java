package dev.mensura.plan;

import dev.mensura.ir.RowExpr;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/**
 * What the rows of a model are read with besides their own columns, so that joins can tell which of
 * them hold at a time.
 */
final class Besides {
  private final SequencedSet<RowExpr> moments = new LinkedHashSet<>();
  private Ends ends = Ends.AS_STORED;

  /** Whether it has to be found out how long rows hold. */
  private enum Ends {
    AS_STORED,
    WITH_THE_NEXT
  }

  static final Besides NOTHING = new Besides();

  /** A time that other rows are asked for. */
  void moment(RowExpr moment) {
    moments.add(moment);
  }

  /** Until when a row holds: the start of the next one. */
  void until() {
    ends = Ends.WITH_THE_NEXT;
  }

  SequencedSet<RowExpr> moments() {
    return moments;
  }

  boolean hasUntil() {
    return ends == Ends.WITH_THE_NEXT;
  }

  boolean isNothing() {
    return moments.isEmpty() && !hasUntil();
  }

  /** Where a moment stands behind the stored columns. */
  int position(RowExpr moment) {
    return moments.stream().toList().indexOf(moment);
  }
}
