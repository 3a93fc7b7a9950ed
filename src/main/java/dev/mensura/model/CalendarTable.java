package dev.mensura.model;

import dev.mensura.source.Place;
import dev.mensura.syntax.ast.Name;
import dev.mensura.syntax.ast.Path;
import dev.mensura.type.Calendar;
import dev.mensura.type.Unit;
import dev.mensura.type.ValueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The days of a project's calendar, which every time reaches.
 *
 * @param model one row a day; its primary key is the day
 * @param periods for each declared grain the column whose runs of equal values are its periods
 */
public record CalendarTable(SemanticModel model, SortedMap<String, String> periods) {
  /** What the model is called, and how a path names it. */
  public static final String NAME = "calendar";

  /** The field of the day where the project has no table. */
  private static final String DATE = "date";

  public CalendarTable {
    periods = new TreeMap<>(periods);
  }

  /** The field that holds the day. */
  public String day() {
    return model.primaryKey().getFirst();
  }

  /** A table of the project's. */
  static CalendarTable of(
      String table,
      String day,
      SequencedMap<String, Field> fields,
      SortedMap<String, String> periods,
      Place place) {
    return new CalendarTable(
        model(new SemanticModel.Rows.Table(table), day, fields, place), periods);
  }

  /** All days of a range, with no table behind them. */
  static CalendarTable of(Calendar.Range range, Place place) {
    String sql =
        "SELECT CAST(day AS DATE) AS date\nFROM generate_series(TIMESTAMP '%s', TIMESTAMP '%s', INTERVAL '1 day') AS days (day)"
            .formatted(range.first(), range.last());
    SequencedMap<String, Field> fields = new LinkedHashMap<>();
    fields.put(DATE, date(DATE, place));
    return new CalendarTable(
        model(new SemanticModel.Rows.Query(sql), DATE, fields, place), new TreeMap<>());
  }

  /** The field of the day. */
  static Field date(String name, Place place) {
    return new Field(
        name,
        ValueType.DATE,
        new Field.Content.Column(name),
        Unit.ANY,
        false,
        new LinkedHashMap<>(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        About.NOTHING,
        place);
  }

  private static SemanticModel model(
      SemanticModel.Rows rows, String day, SequencedMap<String, Field> fields, Place place) {
    return new SemanticModel(
        NAME,
        rows,
        Optional.empty(),
        List.of(day),
        List.of(),
        Optional.of(new Path(List.of(new Name(day, place.span())), place.span())),
        "day",
        fields,
        new LinkedHashMap<>(),
        About.NOTHING,
        place);
  }
}
