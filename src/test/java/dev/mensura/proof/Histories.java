package dev.mensura.proof;

import dev.mensura.interpreter.Null;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Generates the spans that rows hold for: of one series never two at a time. */
final class Histories {
  private final Dice dice;
  private final List<String> days;
  private final List<String> clocks;

  Histories(Dice dice, List<String> days, List<String> clocks) {
    this.dice = dice;
    this.days = days;
    this.clocks = clocks;
  }

  /** The rows with spans of a model; those of a series that has too many are left out. */
  List<Map<String, Object>> hold(
      ModelSpec model, ModelSpec.Valid valid, List<Map<String, Object>> rows) {
    Map<List<Object>, List<Map<String, Object>>> series = new LinkedHashMap<>();
    for (Map<String, Object> row : rows) {
      List<Object> key = valid.series().stream().map(row::get).toList();
      series.computeIfAbsent(key, x -> new ArrayList<>()).add(row);
    }
    List<Map<String, Object>> held = new ArrayList<>();
    series.values().forEach(each -> held.addAll(hold(valid, kind(model, valid), each)));
    return held;
  }

  private static Kind kind(ModelSpec model, ModelSpec.Valid valid) {
    return model.field(valid.from()).orElseThrow().kind();
  }

  private List<Map<String, Object>> hold(
      ModelSpec.Valid valid, Kind kind, List<Map<String, Object>> rows) {
    List<String> starts = dice.shuffled(days).stream().limit(rows.size()).sorted().toList();
    List<Map<String, Object>> held = dice.shuffled(rows).subList(0, starts.size());
    List<Object> times = starts.stream().map(day -> time(day, kind)).toList();
    for (int i = 0; i < held.size(); i++) {
      Map<String, Object> row = held.get(i);
      Object next = i + 1 < times.size() ? times.get(i + 1) : Null.NULL;
      boolean never = valid.series().size() < 2 && !valid.inKey() && dice.percent(12);
      row.put(valid.from(), never ? Null.NULL : times.get(i));
      Object from = times.get(i);
      valid.to().ifPresent(to -> row.put(to, end(from, next)));
    }
    return held;
  }

  /** Mostly when the next row begins; sometimes earlier, with a gap, or at once. */
  private Object end(Object from, Object next) {
    int chance = dice.below(100);
    if (chance < 8) {
      return from;
    }
    if (chance < 30) {
      Object later =
          from instanceof LocalDate day ? day.plusDays(1) : ((LocalDateTime) from).plusHours(30);
      return next == Null.NULL || later.toString().compareTo(next.toString()) < 0 ? later : next;
    }
    return next;
  }

  private Object time(String day, Kind kind) {
    return kind == Kind.DATE
        ? LocalDate.parse(day)
        : LocalDateTime.parse(day + "T" + dice.pick(clocks));
  }
}
