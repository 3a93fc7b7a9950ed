package dev.mensura.cli;

import dev.mensura.compiler.Workspace;
import dev.mensura.model.Edge;
import dev.mensura.model.Field;
import dev.mensura.model.KeyPair;
import dev.mensura.model.SemanticModel;
import dev.mensura.model.Validity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything that is known of a model or of one of its fields. */
record ExplainModel(Workspace workspace, Page page) {
  String text(SemanticModel model) {
    var text = new StringBuilder(page.title(model.name(), "model"));
    model.about().description().ifPresent(d -> text.append(page.wrapped(d, 2)));
    text.append('\n').append(page.entry("declared at", model.place().toString()));
    text.append(page.entry("table", rows(model)));
    text.append(page.entry("a row is", "one " + model.entity()));
    text.append(page.entry("primary key", String.join(", ", model.primaryKey())));
    text.append(page.entry("time", model.time().map(path -> path.text()).orElse("")));
    text.append(page.entry("a row holds", model.valid().map(ExplainModel::held).orElse("")));
    text.append(
        page.entry(
            "snapshot", model.snapshot().map(s -> "all rows again for each " + s).orElse("")));
    text.append(page.entry("label", model.about().label().orElse("")));
    text.append(page.entry("synonyms", String.join(", ", model.about().synonyms())));
    text.append(page.entry("for agents", model.about().instructions().orElse("")));
    text.append(page.heading("Fields"));
    List<List<String>> fields = new ArrayList<>();
    for (Field field : model.fields().values()) {
      String unit = field.unit().text().map(u -> " " + u).orElse("");
      String said = field.about().description().orElse("").strip();
      fields.add(List.of(field.name(), field.type() + unit, said.lines().findFirst().orElse("")));
    }
    text.append(page.columns(fields));
    List<List<String>> joins = new ArrayList<>();
    for (Edge edge : workspace.catalog().edges(model.name())) {
      String many = edge.isToOne() ? "one" : "many";
      joins.add(List.of(edge.name(), many + " of " + edge.to(), keys(edge)));
    }
    if (!joins.isEmpty()) {
      text.append(page.heading("Joins")).append(page.columns(joins));
    }
    List<String> metrics =
        workspace.analysis().metrics().values().stream()
            .filter(metric -> metric.signature().bases().contains(model.name()))
            .map(metric -> metric.name())
            .toList();
    if (!metrics.isEmpty()) {
      text.append(page.heading("Read by")).append(page.wrapped(String.join(", ", metrics), 2));
    }
    return text.toString();
  }

  String field(String name, Field field) {
    var text = new StringBuilder(page.title(name, "field"));
    field.about().description().ifPresent(d -> text.append(page.wrapped(d, 2)));
    text.append('\n').append(page.entry("declared at", field.place().toString()));
    text.append(page.entry("type", field.type() + (field.nullable() ? ", may be null" : "")));
    text.append(page.entry("unit", field.unit().text().orElse("")));
    text.append(
        page.entry(
            "comes from",
            switch (field.content()) {
              case Field.Content.Column column -> "column " + column.column();
              case Field.Content.Computed computed ->
                  field.place().file().text(computed.expression().span());
              case Field.Content.Sql sql -> "SQL: " + sql.text().value();
            }));
    text.append(page.entry("format", field.format().orElse("")));
    text.append(page.entry("label", field.about().label().orElse("")));
    text.append(page.entry("synonyms", String.join(", ", field.about().synonyms())));
    if (field.isClosed()) {
      text.append(page.heading("Values"));
      List<List<String>> values = new ArrayList<>();
      for (Map.Entry<String, String> value : field.values().entrySet()) {
        boolean isPlain = value.getKey().equals(value.getValue());
        values.add(List.of(value.getKey(), isPlain ? "" : value.getValue()));
      }
      text.append(page.columns(values));
    }
    return text.toString();
  }

  static String rows(SemanticModel model) {
    return switch (model.rows()) {
      case SemanticModel.Rows.Table table -> table.name();
      case SemanticModel.Rows.Query query -> "a SELECT";
    };
  }

  private static String held(Validity valid) {
    String end =
        valid
            .to()
            .map(to -> " up to " + to)
            .orElseGet(() ->
                valid.series().isEmpty()
                    ? " until the next one"
                    : " until the next one of the same " + String.join(", ", valid.series()));
    return "from " + valid.from() + end;
  }

  private static String keys(Edge edge) {
    List<String> pairs = new ArrayList<>();
    for (KeyPair pair : edge.keys()) {
      pairs.add(pair.near() + " = " + pair.far());
    }
    edge.during().ifPresent(during -> pairs.add("held at " + during.moment().text()));
    return String.join(", ", pairs);
  }
}
