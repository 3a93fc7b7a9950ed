package dev.mensura.check;

import dev.mensura.ir.Query;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A test that was checked.
 *
 * @param given the rows that there are; every other model has none
 * @param expectations as many as the test has steps of that kind, in order
 * @param uses the metrics that it names
 */
public record TestCase(
    String name, List<Given> given, List<Expectation> expectations, SortedSet<String> uses) {
  public TestCase {
    given = List.copyOf(given);
    expectations = List.copyOf(expectations);
  }

  /**
   * The rows of a model.
   *
   * @param fields those that are given; all others are null
   * @param rows for each field a {@code BigDecimal}, {@code String}, {@code Boolean}, {@code
   *     LocalDate}, {@code LocalDateTime}, {@code LocalTime}, or null
   */
  public record Given(String model, List<String> fields, List<List<@Nullable Object>> rows) {
    public Given {
      fields = List.copyOf(fields);
      rows = rows.stream().map(TestCase::copy).toList();
    }
  }

  /** What should be so. */
  public sealed interface Expectation {
    /** What is asked to find out. */
    Query query();

    /**
     * A condition.
     *
     * @param query without groups: the values that the condition speaks of, and last itself
     */
    record Holds(Query query) implements Expectation {}

    /**
     * The values of a metric.
     *
     * @param query its groups, and the metric
     * @param lines all that is expected, in any order
     */
    record Values(Query query, List<Line> lines) implements Expectation {
      public Values {
        lines = List.copyOf(lines);
      }
    }
  }

  /**
   * What is expected in a group.
   *
   * @param group as in {@link Given}
   * @param value as there; of a time a {@link dev.mensura.type.TimeSpan.Fixed} that it lies in
   */
  public record Line(List<@Nullable Object> group, @Nullable Object value) {
    public Line {
      group = copy(group);
    }
  }

  private static List<@Nullable Object> copy(List<@Nullable Object> values) {
    return Collections.unmodifiableList(new ArrayList<>(values));
  }
}
