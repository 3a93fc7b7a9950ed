package dev.mensura.mcp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.compiler.Workspace;
import dev.mensura.model.About;
import dev.mensura.model.Edge;
import dev.mensura.model.Field;
import dev.mensura.model.SemanticModel;

/** What somebody needs to know of a model to ask questions. */
final class ModelPage {
  private ModelPage() {}

  static Schema schema() {
    Schema field =
        Schema.object("")
            .required("name", Schema.text(""))
            .required("type", Schema.text(""))
            .required("nullable", Schema.truth(""))
            .optional("unit", Schema.text(""))
            .optional("values", Schema.open("The only values it can have, each with its label."))
            .optional("label", Schema.text(""))
            .optional("description", Schema.text(""))
            .optional("synonyms", Schema.texts(""))
            .done();
    Schema join =
        Schema.object("")
            .required("name", Schema.text("What a path calls it: `company.industry`."))
            .required("model", Schema.text(""))
            .required("rows", Schema.choice("Of the other model, for each row.", ONE_OR_MANY))
            .done();
    return Schema.object("A model.")
        .required("name", Schema.text(""))
        .optional("label", Schema.text(""))
        .optional("description", Schema.text(""))
        .optional("instructions", Schema.text("What an agent should know."))
        .optional("synonyms", Schema.texts(""))
        .required("entity", Schema.text("What a row is."))
        .required("primary_key", Schema.texts(""))
        .optional("time", Schema.text("What `by month` means."))
        .required("fields", Schema.list(field, ""))
        .required("joins", Schema.list(join, ""))
        .done();
  }

  private static final java.util.List<String> ONE_OR_MANY = java.util.List.of("one", "many");

  static ObjectNode json(SemanticModel model, Workspace workspace) {
    ObjectNode node = Json.object();
    node.put("name", model.name());
    about(node, model.about());
    Json.put(node, "instructions", model.about().instructions().map(String::strip));
    node.put("entity", model.entity());
    node.set("primary_key", Json.texts(model.primaryKey()));
    Json.put(node, "time", model.time().map(path -> path.text()));
    ArrayNode fields = node.putArray("fields");
    model.fields().values().stream()
        .filter(f -> f.about().visibility() == About.Visibility.SHOWN)
        .forEach(f -> fields.add(field(f)));
    ArrayNode joins = node.putArray("joins");
    for (Edge edge : workspace.catalog().edges(model.name())) {
      if (model.joins().containsKey(edge.name())) {
        joins
            .addObject()
            .put("name", edge.name())
            .put("model", edge.to())
            .put("rows", edge.isToOne() ? "one" : "many");
      }
    }
    return node;
  }

  private static ObjectNode field(Field field) {
    ObjectNode node = Json.object();
    node.put("name", field.name());
    node.put("type", field.type().toString());
    node.put("nullable", field.nullable());
    Json.put(node, "unit", field.unit().text());
    if (field.isClosed()) {
      ObjectNode values = node.putObject("values");
      field.values().forEach(values::put);
    }
    about(node, field.about());
    return node;
  }

  private static void about(ObjectNode node, About about) {
    Json.put(node, "label", about.label());
    Json.put(node, "description", about.description().map(String::strip));
    if (!about.synonyms().isEmpty()) {
      node.set("synonyms", Json.texts(about.synonyms()));
    }
  }
}
