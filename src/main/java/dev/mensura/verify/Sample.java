package dev.mensura.verify;

import dev.mensura.plan.QueryPlan;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of what was found.
 *
 * @param rows values as in {@link dev.mensura.engine.Result}, or {@link Absent}
 * @param more how many rows there are besides
 */
public record Sample(List<QueryPlan.Column> columns, List<List<@Nullable Object>> rows, long more) {
  /** Where there is no value at all, which null is not. */
  public enum Absent {
    ABSENT;

    @Override
    public String toString() {
      return "–";
    }
  }

  /** A format such as {@code 0%} would hide what is wrong. */
  private static final String EXACT = "0.###############";

  public Sample {
    columns =
        columns.stream()
            .map(c -> new QueryPlan.Column(c.name(), c.type(), c.unit(), Optional.of(EXACT)))
            .toList();
    rows = List.copyOf(rows);
  }
}
