package dev.mensura.interpreter;

import dev.mensura.model.CalendarTable;
import dev.mensura.type.Duration;
import dev.mensura.type.Grain;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The days of a project's calendar table, and the runs of them that are periods. */
final class Days {
  private final CalendarTable table;
  private final List<Row> rows;
  private final Map<String, List<Run>> known = new HashMap<>();

  Days(CalendarTable table, List<Row> rows) {
    this.table = table;
    this.rows = rows;
  }

  /** A period: its days in order, with those of no period between them left out. */
  private record Run(List<LocalDate> days) {
    LocalDate first() {
      return days.getFirst();
    }

    LocalDate end() {
      return days.getLast().plusDays(1);
    }
  }

  /** What a field says of the day of a time. */
  Object value(Object time, String field) {
    for (Row row : rows) {
      if (time != Null.NULL && row.value(table.day()).equals(Times.dateTime(time).toLocalDate())) {
        return row.value(field);
      }
    }
    return Null.NULL;
  }

  /** The first day of the period that a time's own day is one of. */
  Object first(Object time, Grain grain) {
    if (time != Null.NULL) {
      for (Run run : runs(grain)) {
        if (run.days().contains(Times.dateTime(time).toLocalDate())) {
          return run.first();
        }
      }
    }
    return Null.NULL;
  }

  /** The first day of the period from whose first to last day a moment lies, or the moment. */
  LocalDateTime floor(LocalDateTime moment, Grain grain) {
    LocalDate day = moment.toLocalDate();
    for (Run run : runs(grain)) {
      if (!day.isBefore(run.first()) && day.isBefore(run.end())) {
        return run.first().atStartOfDay();
      }
    }
    return moment;
  }

  /** The end of the period that begins at a moment. */
  LocalDateTime end(LocalDateTime first, Grain grain) {
    for (Run run : runs(grain)) {
      if (run.first().atStartOfDay().equals(first)) {
        return run.end().atStartOfDay();
      }
    }
    throw new IllegalArgumentException(first + " begins no " + grain.text());
  }

  /** The same day of another period, or its last day; null where there is no such period. */
  LocalDateTime plus(LocalDateTime moment, Duration duration) {
    List<Run> all = runs(duration.grain());
    LocalDate day = moment.toLocalDate();
    int at = -1;
    for (int i = 0; i < all.size(); i++) {
      at = all.get(i).first().isAfter(day) ? at : i;
    }
    if (at < 0) {
      return null;
    }
    boolean inside = day.isBefore(all.get(at).end());
    int to = at + (int) duration.count() + (inside ? 0 : 1);
    if (to < 0 || to >= all.size()) {
      return null;
    }
    LocalDate moved = all.get(to).first();
    if (inside) {
      moved = moved.plusDays(ChronoUnit.DAYS.between(all.get(at).first(), day));
      moved = moved.isBefore(all.get(to).end()) ? moved : all.get(to).end().minusDays(1);
    }
    return moved.atStartOfDay();
  }

  private List<Run> runs(Grain grain) {
    return known.computeIfAbsent(grain.text(), this::makeRuns);
  }

  private List<Run> makeRuns(String grain) {
    String column = table.periods().get(grain);
    var days = new TreeMap<LocalDate, Object>();
    for (Row row : rows) {
      if (row.value(column) != Null.NULL) {
        days.put((LocalDate) row.value(table.day()), row.value(column));
      }
    }
    var runs = new ArrayList<Run>();
    Object before = null;
    for (Map.Entry<LocalDate, Object> day : days.entrySet()) {
      if (!day.getValue().equals(before)) {
        runs.add(new Run(new ArrayList<>()));
      }
      runs.getLast().days().add(day.getKey());
      before = day.getValue();
    }
    return runs;
  }
}
