package dev.mensura.proof;

import dev.mensura.interpreter.Null;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Generates rows with the traps that real data has. */
final class DataGenerator {
  private static final List<String> DAYS =
      List.of(
          "2020-12-31",
          "2021-01-01",
          "2021-01-04",
          "2023-02-28",
          "2023-12-31",
          "2024-01-01",
          "2024-01-31",
          "2024-02-01",
          "2024-02-28",
          "2024-02-29",
          "2024-03-01",
          "2024-03-31",
          "2024-04-30",
          "2024-06-30",
          "2024-07-01",
          "2024-12-29",
          "2024-12-30",
          "2024-12-31");
  private static final List<String> CLOCKS =
      List.of("00:00:00", "00:00:01", "12:30:15", "23:59:59", "23:59:59.999999", "08:00:00.5");
  private static final List<String> TEXTS =
      List.of(
          "a",
          "b",
          "A",
          "ab",
          "",
          "O'Brien",
          "é",
          "É",
          "漢字",
          "😀x",
          "x%y",
          "a_b",
          "  pad ",
          "back\\s",
          "say \"hi\"",
          "null",
          "10",
          "9");

  private final Dice dice;
  private final List<String> days;

  DataGenerator(Dice dice) {
    this.dice = dice;
    this.days =
        dice.oneOf(DAYS, DAYS, around("2024-02-29"), around("2024-01-01"), around("2021-01-01"));
  }

  /** Days that are close to each other, so that windows hold several. */
  private static List<String> around(String middle) {
    var days = new ArrayList<String>();
    for (int i = -4; i <= 4; i++) {
      days.add(LocalDate.parse(middle).plusDays(i).toString());
    }
    for (int i = -2; i <= 2; i++) {
      days.add(LocalDate.parse(middle).plusMonths(i).toString());
    }
    return days;
  }

  /** The models with rows; those that others join come first in the list. */
  List<ModelSpec> fill(List<ModelSpec> models) {
    var filled = new ArrayList<ModelSpec>();
    for (ModelSpec model : models) {
      filled.add(model.withRows(rows(model, filled)));
    }
    return filled;
  }

  private List<Map<String, Object>> rows(ModelSpec model, List<ModelSpec> before) {
    int count = dice.percent(8) ? 0 : dice.between(1, 10);
    var rows = new ArrayList<Map<String, Object>>();
    var keys = new HashSet<List<Object>>();
    for (int i = 0; i < count; i++) {
      Map<String, Object> row = row(model, before, rows, i);
      List<Object> key = model.key().stream().map(row::get).toList();
      boolean later = model.valid().filter(ModelSpec.Valid::inKey).isPresent();
      if (key.isEmpty() || later || keys.add(key)) {
        keepUnique(model, row, rows);
        rows.add(row);
      }
    }
    return model
        .valid()
        .map(valid -> new Histories(dice, days, CLOCKS).hold(model, valid, rows))
        .orElse(rows);
  }

  private Map<String, Object> row(
      ModelSpec model, List<ModelSpec> before, List<Map<String, Object>> rows, int number) {
    var row = new HashMap<String, Object>();
    for (FieldSpec field : model.fields()) {
      row.put(
          field.name(),
          model.key().contains(field.name()) ? keyPart(model, field, number) : value(field));
    }
    for (JoinSpec join : model.joins()) {
      Optional<ModelSpec> target =
          before.stream().filter(m -> m.name().equals(join.target())).findFirst();
      List<Map<String, Object>> far = target.map(ModelSpec::rows).orElse(rows);
      if (!far.isEmpty() && dice.percent(72) && !join.name().startsWith("all_")) {
        refer(model, join, dice.pick(far), row);
      }
    }
    return row;
  }

  /** Makes the row meet another one; what isn't set here is null or leads nowhere. */
  private static void refer(
      ModelSpec model, JoinSpec join, Map<String, Object> far, Map<String, Object> row) {
    for (JoinSpec.Key key : join.keys()) {
      Object value = far.get(key.far());
      boolean free = model.field(key.near()).filter(f -> !f.required()).isPresent();
      if (value != null && free) {
        row.put(key.near(), value);
      }
    }
  }

  private static void keepUnique(
      ModelSpec model, Map<String, Object> row, List<Map<String, Object>> rows) {
    for (List<String> key : model.unique()) {
      if (key.size() > 1) {
        continue;
      }
      String field = key.getFirst();
      Set<Object> taken = new HashSet<>();
      rows.forEach(r -> taken.add(r.getOrDefault(field, Null.NULL)));
      if (taken.contains(row.getOrDefault(field, Null.NULL))) {
        row.put(field, Null.NULL);
      }
    }
  }

  private Object keyPart(ModelSpec model, FieldSpec field, int number) {
    if (field.kind().isTime()) {
      return value(field.asRequired());
    }
    int value = model.key().size() == 1 ? number + 1 : dice.between(1, 3);
    return field.kind() == Kind.INTEGER ? BigDecimal.valueOf(value) : "k" + value;
  }

  private Object value(FieldSpec field) {
    if (!field.required() && dice.percent(18)) {
      return Null.NULL;
    }
    return switch (field.kind()) {
      case INTEGER -> BigDecimal.valueOf(dice.percent(3) ? 3_000_000_000L : dice.between(-2, 12));
      case DECIMAL ->
          new BigDecimal(
              dice.oneOf("0.00", "0.01", "-5.50", "100.00", "99.99", "10.00", "1234.56", "2.50"));
      case DOUBLE -> dice.between(-40, 400) * 0.25;
      case STRING -> field.values().isEmpty() ? dice.pick(TEXTS) : dice.pick(field.values());
      case BOOLEAN -> dice.percent(50);
      case DATE -> LocalDate.parse(dice.pick(days));
      case TIMESTAMP, INSTANT -> LocalDateTime.parse(dice.pick(days) + "T" + dice.pick(CLOCKS));
    };
  }
}
