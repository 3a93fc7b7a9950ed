package dev.mensura.mcp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** A JSON Schema, 2020-12, of the few kinds that tools need. */
record Schema(ObjectNode node) {
  static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private static Schema of(String type, String description) {
    ObjectNode node = Json.object();
    node.put("type", type);
    if (!description.isEmpty()) {
      node.put("description", description);
    }
    return new Schema(node);
  }

  static Schema text(String description) {
    return of("string", description);
  }

  static Schema truth(String description) {
    return of("boolean", description);
  }

  static Schema whole(String description) {
    return of("integer", description);
  }

  static Schema whole(String description, long least, long most) {
    Schema schema = of("integer", description);
    schema.node.put("minimum", least).put("maximum", most);
    return schema;
  }

  static Schema number(String description) {
    return of("number", description);
  }

  static Schema choice(String description, List<String> choices) {
    Schema schema = of("string", description);
    schema.node.set("enum", Json.texts(choices));
    return schema;
  }

  static Schema texts(String description) {
    return list(text(""), description);
  }

  static Schema list(Schema items, String description) {
    Schema schema = of("array", description);
    schema.node.set("items", items.node);
    return schema;
  }

  /** One text, or several. */
  static Schema textOrTexts(String description) {
    ObjectNode node = Json.object();
    node.set("type", Json.texts(List.of("string", "array")));
    node.set("items", text("").node);
    node.put("description", description);
    return new Schema(node);
  }

  /** Anything that JSON can say. */
  static Schema any(String description) {
    ObjectNode node = Json.object();
    node.put("description", description);
    return new Schema(node);
  }

  /** An object with whatever keys. */
  static Schema open(String description) {
    return of("object", description);
  }

  /** An object that also may have keys that are not told. */
  static Fields object(String description) {
    return new Fields(of("object", description).node);
  }

  Map<String, Object> map() {
    return Json.map(node);
  }

  /** An object in the making. */
  record Fields(ObjectNode node) {
    Fields required(String name, Schema schema) {
      ArrayNode names = node.withArray("/required");
      names.add(name);
      return optional(name, schema);
    }

    Fields optional(String name, Schema schema) {
      node.withObject("/properties").set(name, schema.node);
      return this;
    }

    Schema done() {
      return new Schema(node);
    }
  }
}
