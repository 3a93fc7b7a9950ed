package dev.mensura.plan;

import dev.mensura.ir.Conversion;
import dev.mensura.ir.Leaf;
import dev.mensura.ir.Reduction;
import dev.mensura.ir.RowExpr;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * What conversions credit: for each a stage with a row for each first event that something is
 * credited to, to be joined wherever that is asked.
 */
final class Credits {
  private final Planning planning;
  private final Map<Conversion, SequencedSet<Conversion.Tally>> expected = new HashMap<>();
  private final Map<Conversion, Credit> found = new HashMap<>();

  Credits(Planning planning) {
    this.planning = planning;
  }

  /**
   * A stage, its columns the primary key of the first event's model and then tallies.
   *
   * @param tallies where each stands
   * @param any a column that is never null
   */
  record Credit(String stage, SequencedMap<Conversion.Tally, Integer> tallies, int any) {
    int column(Optional<Conversion.Tally> tally) {
      return tally.map(t -> tallies.getOrDefault(t, -1)).orElse(any);
    }
  }

  /** Notes what is going to be asked, so that one stage has all of it. */
  void expect(Reduction reduction) {
    for (Leaf leaf : reduction.leaves().keySet()) {
      leaf.argument().ifPresent(this::expect);
      leaf.filters().forEach(this::expect);
    }
  }

  private void expect(RowExpr expression) {
    var open = new ArrayDeque<>(List.of(expression));
    while (!open.isEmpty()) {
      RowExpr next = open.pop();
      next.operands().forEach(open::push);
      if (next instanceof RowExpr.Credited credited) {
        SequencedSet<Conversion.Tally> tallies =
            expected.computeIfAbsent(credited.conversion(), c -> new LinkedHashSet<>());
        credited.tally().ifPresent(tallies::add);
      }
    }
  }

  /** What one conversion credits; what is read of it was not expected only if it is new. */
  Credit of(List<RowExpr.Credited> read) {
    Conversion conversion = read.getFirst().conversion();
    Credit known = found.get(conversion);
    if (known != null && read.stream().allMatch(c -> known.column(c.tally()) >= 0)) {
      return known;
    }
    read.forEach(this::expect);
    SequencedSet<Conversion.Tally> tallies =
        expected.getOrDefault(conversion, new LinkedHashSet<>());
    Credit made = new CreditPlan(planning, conversion, List.copyOf(tallies)).plan();
    found.put(conversion, made);
    return made;
  }
}
