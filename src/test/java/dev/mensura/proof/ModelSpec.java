package dev.mensura.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A generated model and the rows of its table.
 *
 * @param time the path that is its time
 * @param valid the span that its rows hold for
 * @param rows for each stored field its value: as in {@code interpreter.Row}
 */
record ModelSpec(
    String name,
    String entity,
    List<String> key,
    List<List<String>> unique,
    Optional<String> time,
    Optional<Piece> where,
    List<FieldSpec> fields,
    List<JoinSpec> joins,
    Optional<Valid> valid,
    List<Map<String, Object>> rows) {
  ModelSpec {
    fields = List.copyOf(fields);
    joins = List.copyOf(joins);
    rows = List.copyOf(rows);
  }

  /** Of rows that hold always. */
  ModelSpec(
      String name,
      String entity,
      List<String> key,
      List<List<String>> unique,
      Optional<String> time,
      Optional<Piece> where,
      List<FieldSpec> fields,
      List<JoinSpec> joins,
      List<Map<String, Object>> rows) {
    this(name, entity, key, unique, time, where, fields, joins, Optional.empty(), rows);
  }

  /**
   * For which span rows hold.
   *
   * @param series what is alike in rows that take each other's place
   * @param inKey whether the start is part of the primary key, and so never null
   */
  record Valid(String from, Optional<String> to, List<String> series, boolean inKey) {
    Valid {
      series = List.copyOf(series);
    }
  }

  /**
   * What a join is on that finds one row: a key, for rows that hold for a span without its start.
   */
  List<String> joinKey() {
    return valid.map(Valid::series).orElse(key);
  }

  Optional<FieldSpec> field(String wanted) {
    return fields.stream().filter(f -> f.name().equals(wanted)).findFirst();
  }

  ModelSpec withFields(List<FieldSpec> changed) {
    return new ModelSpec(name, entity, key, unique, time, where, changed, joins, valid, rows);
  }

  ModelSpec withJoins(List<JoinSpec> changed) {
    return new ModelSpec(name, entity, key, unique, time, where, fields, changed, valid, rows);
  }

  ModelSpec withRows(List<Map<String, Object>> changed) {
    return new ModelSpec(name, entity, key, unique, time, where, fields, joins, valid, changed);
  }

  ModelSpec withWhere(Optional<Piece> changed) {
    return new ModelSpec(name, entity, key, unique, time, changed, fields, joins, valid, rows);
  }

  ModelSpec withTime(Optional<String> changed) {
    return new ModelSpec(name, entity, key, unique, changed, where, fields, joins, valid, rows);
  }

  ModelSpec with(FieldSpec field) {
    var more = new ArrayList<>(fields);
    more.add(field);
    return withFields(more);
  }

  /** Its table. */
  TableData table() {
    List<TableData.Column> columns =
        fields.stream()
            .filter(FieldSpec::isStored)
            .map(f -> new TableData.Column(f.name(), f.column(), f.kind()))
            .toList();
    return new TableData(name, columns, rows);
  }

  /** As a model file says it; the table is called as the model. */
  String yaml() {
    var text = new StringBuilder();
    text.append("model: ").append(name).append('\n');
    text.append("table: ").append(name).append('\n');
    text.append("entity: ").append(entity).append('\n');
    where.ifPresent(w -> text.append("where: ").append(quoted(w.text())).append('\n'));
    if (!key.isEmpty()) {
      text.append("primary_key: ").append(key).append('\n');
    }
    if (!unique.isEmpty()) {
      text.append("unique_keys: ").append(unique).append('\n');
    }
    time.ifPresent(t -> text.append("time: ").append(t).append('\n'));
    valid.ifPresent(v -> {
      String end = v.to().map(to -> ", to: " + to).orElse("");
      text.append("valid: {from: ").append(v.from()).append(end).append("}\n");
    });
    text.append("fields:\n");
    fields.forEach(
        f -> text.append("  ").append(f.name()).append(": ").append(yaml(f)).append('\n'));
    if (!joins.isEmpty()) {
      text.append("joins:\n");
      joins.forEach(
          j -> text.append("  ").append(j.name()).append(": ").append(yaml(j)).append('\n'));
    }
    return text.toString();
  }

  private static String yaml(FieldSpec field) {
    var text = new StringBuilder("{type: " + quoted(field.kind().inModels()));
    if (!field.values().isEmpty()) {
      text.append(", values: ").append(field.values().stream().map(ModelSpec::quoted).toList());
    }
    field.expression().ifPresent(e -> text.append(", expr: ").append(quoted(e.text())));
    if (field.isStored() && !field.column().equals(field.name())) {
      text.append(", column: ").append(quoted(field.column()));
    }
    if (field.required()) {
      text.append(", nullable: false");
    }
    return text.append('}').toString();
  }

  private static String yaml(JoinSpec join) {
    return "{model: "
        + join.target()
        + ", on: "
        + join.keys().stream().map(k -> quoted(k.text())).toList()
        + join.at().map(at -> ", at: " + at).orElse("")
        + "}";
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
