package dev.mensura.plan;

import dev.mensura.model.CalendarTable;
import dev.mensura.model.SemanticModel;
import dev.mensura.type.Grain;
import dev.mensura.type.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * The periods of grains that the project's calendar table declares: runs of days with one value. A
 * day with no value is in no period, and parts none.
 */
final class CalendarStages {
  private final Planning planning;
  private final Map<Grain, String> days = new HashMap<>();
  private final Map<Grain, String> periods = new HashMap<>();

  CalendarStages(Planning planning) {
    this.planning = planning;
  }

  /** A row for each day: the day, then the first day of its period. */
  RelNode days(Grain grain, String alias) {
    return planning.scan(dayStage(grain), alias);
  }

  private String dayStage(Grain grain) {
    String name = days.get(grain);
    if (name == null) {
      name = written(grain.text() + "_days", daysText(grain), List.of("day", "first_day"));
      days.put(grain, name);
    }
    return name;
  }

  /** The name of the stage with a row for each period, as {@link MetricFunction} reads it. */
  String periods(Grain grain) {
    String name = periods.get(grain);
    if (name == null) {
      String from = dayStage(grain);
      String text =
          """
          SELECT
            number,
            first_day,
            end_day,
            COALESCE(LEAD(first_day) OVER (ORDER BY number), DATE '9999-12-31') AS reach_day
          FROM (
            SELECT number, MIN(day) AS first_day, MAX(day) + 1 AS end_day
            FROM %s
            GROUP BY number
          ) AS period\
          """
              .formatted(quoted(from));
      name = written(grain.text() + "_periods", text, List.of("first_day", "end_day", "reach_day"));
      periods.put(grain, name);
    }
    return name;
  }

  private String daysText(Grain grain) {
    CalendarTable calendar = planning.meanings().catalog().days().orElseThrow();
    String column = quoted(Objects.requireNonNull(calendar.periods().get(grain.text())));
    String day = quoted(calendar.day());
    return """
    SELECT day, MIN(day) OVER (PARTITION BY number) AS first_day, number
    FROM (
      SELECT day, SUM(begins) OVER (ORDER BY day) AS number
      FROM (
        SELECT
          CAST(%1$s AS DATE) AS day,
          CASE WHEN %2$s = LAG(%2$s) OVER (ORDER BY %1$s) THEN 0 ELSE 1 END AS begins
        FROM %3$s
        WHERE %1$s IS NOT NULL
          AND %2$s IS NOT NULL
      ) AS marked
    ) AS numbered\
    """
        .formatted(day, column, table(calendar));
  }

  private static String table(CalendarTable calendar) {
    return switch (calendar.model().rows()) {
      case SemanticModel.Rows.Table t ->
          Sources.parts(t.name()).stream()
              .map(CalendarStages::quoted)
              .collect(Collectors.joining("."));
      case SemanticModel.Rows.Query q ->
          throw new IllegalArgumentException("days without a table declare no grains");
    };
  }

  /** In quotes, which both databases read alike. */
  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private String written(String name, String sql, List<String> columns) {
    var row = planning.types().builder();
    RelDataType date = planning.types().notNull(planning.types().of(ValueType.DATE));
    columns.forEach(column -> row.add(column, date));
    List<ImmutableBitSet> key = List.of(ImmutableBitSet.of(0));
    var table =
        new SourceTable(
            new SourceTable.Origin.Written(sql), name, row.build(), key, Optional.empty());
    planning.stage(name, planning.scan(table, List.of(name)));
    String stage = planning.stages().getLast().name();
    planning.declare(stage, key);
    return stage;
  }
}
