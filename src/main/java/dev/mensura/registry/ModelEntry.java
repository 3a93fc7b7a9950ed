package dev.mensura.registry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.model.About;
import dev.mensura.model.Catalog;
import dev.mensura.model.Field;
import dev.mensura.model.Join;
import dev.mensura.model.SemanticModel;

/**
 * Makes the entries of models: what somebody needs to ask questions, not how the data is stored.
 */
final class ModelEntry {
  private ModelEntry() {}

  static ObjectNode of(SemanticModel model, Catalog catalog) {
    ObjectNode entry = JsonText.object();
    entry.put("name", model.name());
    about(entry, model.about());
    entry.put("entity", model.entity());
    JsonText.putTexts(entry, "primary_key", model.primaryKey());
    JsonText.put(entry, "time", model.time().map(t -> t.text()));
    model
        .valid()
        .ifPresent(valid -> {
          ObjectNode span = entry.putObject("valid");
          span.put("from", valid.from());
          JsonText.put(span, "to", valid.to());
        });
    JsonText.put(entry, "snapshot", model.snapshot());
    ArrayNode fields = entry.putArray("fields");
    model.fields().values().forEach(field -> fields.add(field(field)));
    ArrayNode joins = entry.putArray("joins");
    model.joins().values().forEach(join -> joins.add(join(model, join, catalog)));
    entry.put("file", model.place().file().path());
    entry.put("line", model.place().start().line());
    entry.put("column", model.place().start().column());
    return entry;
  }

  private static ObjectNode field(Field field) {
    ObjectNode entry = JsonText.object();
    entry.put("name", field.name());
    entry.put("type", field.type().toString());
    entry.put("nullable", field.nullable());
    JsonText.put(entry, "unit", field.unit().text());
    if (field.isClosed()) {
      ObjectNode values = entry.putObject("values");
      field.values().forEach(values::put);
    }
    JsonText.put(entry, "grain", field.grain().map(g -> g.text()));
    JsonText.put(entry, "same_as", field.sameAs().map(path -> path.text()));
    JsonText.put(entry, "format", field.format());
    about(entry, field.about());
    return entry;
  }

  private static ObjectNode join(SemanticModel model, Join join, Catalog catalog) {
    ObjectNode entry = JsonText.object();
    entry.put("name", join.name());
    entry.put("model", join.model());
    ArrayNode on = entry.putArray("on");
    join.keys().forEach(pair -> on.add(pair.near() + " = " + pair.far()));
    JsonText.put(entry, "at", join.moment().map(m -> m.text()));
    boolean toOne =
        catalog.edges(model.name()).stream()
            .anyMatch(edge -> edge.name().equals(join.name()) && edge.isToOne());
    entry.put("cardinality", toOne ? "to-one" : "to-many");
    return entry;
  }

  private static void about(ObjectNode entry, About about) {
    JsonText.put(entry, "label", about.label());
    JsonText.put(entry, "description", about.description());
    JsonText.put(entry, "instructions", about.instructions());
    JsonText.putTexts(entry, "synonyms", about.synonyms());
    if (about.visibility() == About.Visibility.HIDDEN) {
      entry.put("hidden", true);
    }
    if (!about.meta().isEmpty()) {
      entry.set("meta", JsonText.meta(about.meta()));
    }
  }
}
