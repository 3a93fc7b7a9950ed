package dev.mensura.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** JSON as registries have it: two spaces, {@code \n}, keys in a fixed order. */
public final class JsonText {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonText() {}

  static DefaultPrettyPrinter printer() {
    var indenter = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withRootSeparator(""))
        .withObjectIndenter(indenter)
        .withArrayIndenter(indenter);
  }

  /** Over several lines, without a line break at the end. */
  public static String of(JsonNode node) {
    try {
      return MAPPER.writer(printer()).writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON is written", e);
    }
  }

  /** On one line. */
  static String line(JsonNode node) {
    return node.isMissingNode() ? "null" : node.toString();
  }

  /** On one line, as a message can quote it. */
  static String shown(JsonNode node) {
    String line = line(node);
    return line.length() <= 60 ? line : line.substring(0, 60) + "…";
  }

  /** What sort of value it is, with its article. */
  static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING, BINARY -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "a truth value";
      case ARRAY -> "a list";
      case OBJECT, POJO -> "an object";
      case NULL, MISSING -> "`null`";
    };
  }

  /** The number that a node is; none for one that is no number of the language. */
  static Optional<BigDecimal> decimal(JsonNode node) {
    boolean finite = node.isNumber() && !Double.isNaN(node.doubleValue());
    boolean infinite = (node.isDouble() || node.isFloat()) && Double.isInfinite(node.doubleValue());
    return finite && !infinite ? Optional.of(node.decimalValue()) : Optional.empty();
  }

  static ArrayNode list(JsonNode... items) {
    ArrayNode list = NODES.arrayNode();
    for (JsonNode item : items) {
      list.add(item);
    }
    return list;
  }

  /** What a JSON text says. */
  public static JsonNode parse(String json) {
    try {
      return read(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + json, e);
    }
  }

  /** What somebody else's text says. */
  static JsonNode read(String json) throws JsonProcessingException {
    return MAPPER.readTree(json);
  }

  /** An object without members. */
  public static ObjectNode object() {
    return NODES.objectNode();
  }

  public static ArrayNode texts(Collection<String> texts) {
    ArrayNode array = NODES.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  static void put(ObjectNode node, String key, Optional<String> text) {
    text.ifPresent(t -> node.put(key, t));
  }

  static void putTexts(ObjectNode node, String key, Collection<String> texts) {
    if (!texts.isEmpty()) {
      node.set(key, texts(texts));
    }
  }

  /** What a team keeps with a declaration; keys by name, since a map of it has no order. */
  static JsonNode meta(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        var sorted = new TreeMap<String, Object>();
        map.forEach((key, item) -> sorted.put(key.toString(), item));
        ObjectNode node = object();
        sorted.forEach((key, item) -> node.set(key, meta(item)));
        yield node;
      }
      case List<?> list -> {
        ArrayNode array = NODES.arrayNode();
        list.forEach(item -> array.add(meta(item)));
        yield array;
      }
      case Boolean truth -> NODES.booleanNode(truth);
      case BigDecimal number -> number(number);
      default -> NODES.textNode(value.toString());
    };
  }

  static JsonNode number(BigDecimal number) {
    BigDecimal plain = number.stripTrailingZeros();
    boolean whole = plain.scale() <= 0 && plain.precision() - plain.scale() <= 18;
    return whole ? NODES.numberNode(plain.longValueExact()) : NODES.numberNode(plain);
  }

  static JsonNode text(String text) {
    return NODES.textNode(text);
  }

  static JsonNode truth(boolean truth) {
    return NODES.booleanNode(truth);
  }
}
