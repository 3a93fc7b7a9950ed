package dev.mensura.ir;

import dev.mensura.type.Aggregate;
import dev.mensura.type.Duration;
import dev.mensura.type.ValueType;
import java.util.List;
import java.util.Optional;

/**
 * Events that follow events. Each event of a step is credited to the latest event of the step
 * before that has equal keys and is not later; of several at one time to the one with the greatest
 * primary key. Only events that are credited are there for the next step. No context changes what
 * is credited.
 *
 * @param steps at least two
 * @param within an event is less than so much later than the one that it is credited to; none: any
 *     time later
 * @param after an event is at least so much later
 */
public record Conversion(List<Step> steps, Optional<Duration> within, Optional<Duration> after) {
  public Conversion {
    steps = List.copyOf(steps);
  }

  /**
   * The rows of a model that are events of a step.
   *
   * @param filters conditions that all hold; none reads {@link RowExpr.OwnTime}
   * @param time when they happen; what has none is no event
   * @param keys what must be equal from step to step, in one order; null is equal to nothing
   */
  public record Step(String base, List<RowExpr> filters, RowExpr time, List<RowExpr> keys) {
    public Step {
      filters = List.copyOf(filters);
      keys = List.copyOf(keys);
    }
  }

  /**
   * An aggregate over the events of the last step that are credited to one event of the first.
   *
   * @param argument over the last step's model; none: events are counted
   */
  public record Tally(Aggregate function, Optional<RowExpr> argument, ValueType type) {}

  public Step first() {
    return steps.getFirst();
  }

  public Step last() {
    return steps.getLast();
  }
}
