package dev.mensura.interpreter;

import dev.mensura.ir.Conversion;
import dev.mensura.ir.JoinPath;
import dev.mensura.ir.Metric;
import dev.mensura.ir.ModelRows;
import dev.mensura.ir.Ranking;
import dev.mensura.ir.RowExpr;
import dev.mensura.model.CalendarTable;
import dev.mensura.model.Catalog;
import dev.mensura.model.Field;
import dev.mensura.type.Calendar;
import dev.mensura.type.Duration;
import dev.mensura.type.Grain;
import dev.mensura.type.TimeSpan;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A project and its data, as of a moment. */
public final class World {
  private final Catalog catalog;
  private final Function<String, ModelRows> models;
  private final Function<String, Metric> metrics;
  private final Map<String, List<Row>> tables;
  private final LocalDateTime now;
  private final Map<String, List<Row>> existing = new HashMap<>();
  private final Map<Timeline.Key, Timeline> timelines = new HashMap<>();
  private final Map<Asked, Set<List<Object>>> best = new HashMap<>();
  private final Map<Conversion, Credits> credits = new HashMap<>();
  private final Map<Walk, List<Extension>> extensions = new HashMap<>();

  /**
   * @param models what their files say of their rows
   * @param tables for each model, the rows of its table
   * @param now what {@code in last 30 days} counts from
   */
  public World(
      Catalog catalog,
      Function<String, ModelRows> models,
      Function<String, Metric> metrics,
      Map<String, List<Row>> tables,
      LocalDateTime now) {
    this.catalog = catalog;
    this.models = models;
    this.metrics = metrics;
    this.tables = Map.copyOf(tables);
    this.now = now;
  }

  Catalog catalog() {
    return catalog;
  }

  Field field(String model, String name) {
    return catalog.get(model).field(name).orElseThrow();
  }

  Optional<RowExpr> time(String model) {
    return models.apply(model).time();
  }

  Grain week() {
    return catalog.calendar().week();
  }

  /** The days that the project's calendar speaks of. */
  Optional<Calendar.Range> range() {
    return catalog.calendar().range();
  }

  /** The days of the project's calendar. */
  Days days() {
    return new Days(
        catalog.days().orElseThrow(), tables.getOrDefault(CalendarTable.NAME, List.of()));
  }

  /** A stretch of periods that a table declares, as its days. */
  TimeSpan fixed(TimeSpan span) {
    return switch (span) {
      case TimeSpan.Last last when last.grain().isDeclared() -> last(last.count(), last.grain());
      case TimeSpan.This period when period.grain().isDeclared() -> last(1, period.grain());
      default -> span;
    };
  }

  private TimeSpan last(long count, Grain grain) {
    LocalDateTime first = days().floor(now, grain);
    return new TimeSpan.Fixed(
        days().plus(first, new Duration(1 - count, grain)), days().end(first, grain));
  }

  LocalDateTime now() {
    return now;
  }

  Timeline timeline(Timeline.Key key) {
    Timeline known = timelines.get(key);
    if (known == null) {
      known = new Timeline(this, key);
      timelines.put(key, known);
    }
    return known;
  }

  /** The values that are the best in a context. */
  Set<List<Object>> best(Ranking ranking, Context context) {
    var asked = new Asked(ranking, context);
    Set<List<Object>> known = best.get(asked);
    if (known == null) {
      known = new Best(this).of(ranking, context);
      best.put(asked, known);
    }
    return known;
  }

  private record Asked(Ranking ranking, Context context) {}

  Credits credits(Conversion conversion) {
    Credits known = credits.get(conversion);
    if (known == null) {
      known = new Credits(this, conversion);
      credits.put(conversion, known);
    }
    return known;
  }

  List<String> key(String model) {
    return catalog.get(model).primaryKey();
  }

  /** Every extension of a row along these paths. */
  List<Extension> extensions(Row row, Set<JoinPath> paths) {
    var walk = new Walk(row.model(), row.number(), paths);
    List<Extension> known = extensions.get(walk);
    if (known == null) {
      known = Extension.of(row, paths, this);
      extensions.put(walk, known);
    }
    return known;
  }

  private record Walk(String model, int row, Set<JoinPath> paths) {}

  Metric metric(String name) {
    return metrics.apply(name);
  }

  /** The rows that exist for a model: those of its table where its {@code where} holds. */
  List<Row> rows(String model) {
    List<Row> known = existing.get(model);
    if (known != null) {
      return known;
    }
    List<Row> all = tables.getOrDefault(model, List.of());
    var rowValues = new RowValues(this, Map.of());
    List<Row> rows =
        models
            .apply(model)
            .where()
            .map(where -> all.stream().filter(r -> rowValues.holdsFor(r, where)).toList())
            .orElse(all);
    existing.put(model, rows);
    return rows;
  }
}
