package dev.mensura.interpreter;

import dev.mensura.ir.Conversion;
import dev.mensura.ir.JoinPath;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.RowExpr;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which events are credited to which, whatever is asked of them. */
final class Credits {
  private final World world;
  private final Conversion conversion;
  private final RowValues values;
  private final List<Chain> chains;

  Credits(World world, Conversion conversion) {
    this.world = world;
    this.conversion = conversion;
    this.values = new RowValues(world, java.util.Map.of());
    List<Chain> found = events(conversion.first()).stream().map(e -> new Chain(e, e)).toList();
    for (int i = 1; i < conversion.steps().size(); i++) {
      found = next(found, conversion.steps().get(i - 1), conversion.steps().get(i));
    }
    this.chains = found;
  }

  /** An event of some step, and the event of the first step that it goes back to. */
  private record Chain(Row first, Row last) {}

  private List<Row> events(Conversion.Step step) {
    return world.rows(step.base()).stream()
        .filter(row -> passes(row, step.filters()))
        .filter(row -> values.only(row, step.time()) != Null.NULL)
        .toList();
  }

  private boolean passes(Row row, List<RowExpr> filters) {
    Set<JoinPath> paths = new HashSet<>();
    filters.forEach(f -> paths.addAll(values.paths(f)));
    return world.extensions(row, paths).stream()
        .anyMatch(e -> filters.stream().allMatch(f -> values.holds(e, f)));
  }

  /** Each event of a step is credited once, to the latest before it. */
  private List<Chain> next(List<Chain> before, Conversion.Step earlier, Conversion.Step step) {
    var found = new ArrayList<Chain>();
    for (Row event : events(step)) {
      before.stream()
          .filter(
              c -> alike(c.last(), earlier, event, step) && fits(c.last(), earlier, event, step))
          .max(
              Comparator.comparing((Chain c) -> time(c.last(), earlier))
                  .thenComparing(c -> c.last(), this::byKey))
          .ifPresent(c -> found.add(new Chain(c.first(), event)));
    }
    return found;
  }

  private boolean alike(Row a, Conversion.Step ofA, Row b, Conversion.Step ofB) {
    for (int i = 0; i < ofA.keys().size(); i++) {
      Object one = values.only(a, ofA.keys().get(i));
      Object other = values.only(b, ofB.keys().get(i));
      if (!Boolean.TRUE.equals(Values.equal(one, other))) {
        return false;
      }
    }
    return true;
  }

  private boolean fits(Row a, Conversion.Step ofA, Row b, Conversion.Step ofB) {
    LocalDateTime from = time(a, ofA);
    LocalDateTime at = time(b, ofB);
    return !at.isBefore(from)
        && conversion.after().map(d -> !at.isBefore(Times.plus(from, d))).orElse(true)
        && conversion.within().map(d -> at.isBefore(Times.plus(from, d))).orElse(true);
  }

  private LocalDateTime time(Row row, Conversion.Step step) {
    return Times.dateTime(values.only(row, step.time()));
  }

  private int byKey(Row a, Row b) {
    for (String field : world.key(a.model())) {
      int order = Values.compare(a.value(field), b.value(field));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** What there is to say of one event of the first step. */
  Object of(Row first, Optional<Conversion.Tally> tally) {
    List<Row> credited = chains.stream().filter(c -> c.first().is(first)).map(Chain::last).toList();
    if (tally.isEmpty()) {
      return !credited.isEmpty();
    }
    Conversion.Tally of = tally.get();
    var empty = of.function().isCount() ? MetricExpr.Empty.ZERO : MetricExpr.Empty.NULL;
    return new Aggregation(of.function(), Optional.empty(), empty, of.type())
        .of(
            credited.stream()
                .map(r -> of.argument().map(a -> values.only(r, a)).orElse(Null.NULL))
                .toList(),
            of.argument().isPresent());
  }
}
