package dev.mensura.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/** The arguments of a call, checked against the tool's input schema. A null counts as absent. */
record Arguments(ObjectNode values) {
  static final String BAD_PARAMETER = Code.BAD_PARAMETER.id();

  /**
   * @throws Refusal that tells everything that is wrong
   */
  static Arguments of(JsonNode given, Schema input) {
    ObjectNode values = Json.object();
    if (given instanceof ObjectNode object) {
      object
          .properties()
          .forEach(e -> {
            if (!e.getValue().isNull()) {
              values.set(e.getKey(), e.getValue());
            }
          });
    }
    List<ObjectNode> problems = new ArrayList<>();
    JsonNode properties = input.node().path("properties");
    var known = new TreeSet<String>();
    properties.fieldNames().forEachRemaining(known::add);
    values
        .properties()
        .forEach(e -> {
          JsonNode schema = properties.path(e.getKey());
          if (schema.isMissingNode()) {
            problems.add(unknown(e.getKey(), known));
          } else {
            mistake(e.getValue(), schema)
                .ifPresent(
                    what -> problems.add(problem(e.getKey(), "`" + e.getKey() + "` " + what)));
          }
        });
    for (JsonNode name : input.node().path("required")) {
      if (!values.has(name.asText())) {
        problems.add(problem(name.asText(), "`" + name.asText() + "` is missing."));
      }
    }
    if (!problems.isEmpty()) {
      List<String> messages = problems.stream().map(p -> p.path("message").asText()).toList();
      throw Refusal.of(messages.getFirst(), problems, String.join("\n", messages));
    }
    return new Arguments(values);
  }

  private static ObjectNode unknown(String name, TreeSet<String> known) {
    Optional<String> near = Nearest.to(name, known);
    String message = "There is no parameter `%s`".formatted(name);
    ObjectNode problem =
        problem(name, message + near.map(n -> "; the nearest is `" + n + "`.").orElse("."));
    problem.set("candidates", Json.texts(near.map(List::of).orElseGet(() -> List.copyOf(known))));
    return problem;
  }

  private static ObjectNode problem(String parameter, String message) {
    ObjectNode problem = Json.object();
    problem.put("code", BAD_PARAMETER).put("severity", "error").put("message", message);
    return problem.put("parameter", parameter);
  }

  /** The end of a sentence about a value; none if it is as the schema has it. */
  private static Optional<String> mistake(JsonNode value, JsonNode schema) {
    JsonNode type = schema.path("type");
    List<String> types = new ArrayList<>();
    if (type.isTextual()) {
      types.add(type.asText());
    }
    type.forEach(t -> types.add(t.asText()));
    if (!types.isEmpty() && types.stream().noneMatch(t -> is(value, t))) {
      return Optional.of(
          "needs " + String.join(" or ", types.stream().map(Arguments::article).toList()) + ".");
    }
    if (value instanceof ArrayNode items) {
      for (JsonNode item : items) {
        Optional<String> wrong = mistake(item, schema.path("items"));
        if (wrong.isPresent()) {
          return wrong.map(w -> "has an item that " + w);
        }
      }
    }
    if (schema.has("enum")) {
      List<String> choices = new ArrayList<>();
      schema.get("enum").forEach(c -> choices.add(c.asText()));
      if (!choices.contains(value.asText())) {
        return Optional.of(
            "is one of %s, not `%s`.".formatted(Problems.quoted(choices), cut(value.asText())));
      }
    }
    if (value.isIntegralNumber() && schema.has("minimum")) {
      long least = schema.get("minimum").asLong();
      long most = schema.get("maximum").asLong();
      boolean fits = value.canConvertToLong() && value.asLong() >= least && value.asLong() <= most;
      return fits
          ? Optional.empty()
          : Optional.of("is a whole number from %d to %d.".formatted(least, most));
    }
    return Optional.empty();
  }

  private static String cut(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  private static boolean is(JsonNode value, String type) {
    return switch (type) {
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      default -> throw new IllegalArgumentException("no type of a tool's schema: " + type);
    };
  }

  private static String article(String type) {
    return switch (type) {
      case "string" -> "a text";
      case "integer" -> "a whole number";
      case "number" -> "a number";
      case "boolean" -> "true or false";
      case "array" -> "a list of texts";
      default -> "an object";
    };
  }

  boolean has(String name) {
    return values.has(name);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).map(JsonNode::asText);
  }

  /** A text that is required. */
  String required(String name) {
    return values.path(name).asText();
  }

  /** The texts of a list, or the one text; none if the parameter is absent. */
  List<String> texts(String name) {
    JsonNode value = values.path(name);
    List<String> texts = new ArrayList<>();
    if (value.isTextual()) {
      texts.add(value.asText());
    }
    value.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  boolean truth(String name) {
    return values.path(name).asBoolean(false);
  }

  OptionalLong whole(String name) {
    JsonNode value = values.path(name);
    return value.isIntegralNumber() ? OptionalLong.of(value.asLong()) : OptionalLong.empty();
  }
}
