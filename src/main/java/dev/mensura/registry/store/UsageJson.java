package dev.mensura.registry.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Usage as its file has it: a line a query, and before those, once they were many, a line a metric
 * with the sum of what stood there.
 */
final class UsageJson {
  private UsageJson() {}

  /** Ends with its line break. */
  static byte[] line(Use use) throws JsonProcessingException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("at", Times.text(use.at()));
    json.put("by", use.by());
    use.metrics().forEach(json.putArray("metrics")::add);
    json.put("rows", use.rows());
    json.put("took_ms", use.took().toMillis());
    return line(json);
  }

  /** A line for each metric. */
  static byte[] lines(SortedMap<String, Usage> folded) throws JsonProcessingException {
    var lines = new ByteArrayOutputStream();
    for (var entry : folded.entrySet()) {
      Usage usage = entry.getValue();
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("metric", entry.getKey());
      json.put("uses", usage.uses());
      json.put("at", Times.text(usage.last()));
      json.put("by", usage.by());
      json.put("rows", usage.rows());
      json.put("took_ms", usage.took().toMillis());
      lines.writeBytes(line(json));
    }
    return lines.toByteArray();
  }

  private static byte[] line(ObjectNode json) throws JsonProcessingException {
    byte[] text = Json.LINES.writeValueAsBytes(json);
    byte[] line = java.util.Arrays.copyOf(text, text.length + 1);
    line[text.length] = '\n';
    return line;
  }

  /** Adds what a line tells; nothing if it isn't a whole line of usage. */
  static void fold(Slice slice, TreeMap<String, Usage> into) {
    ObjectNode json;
    try {
      json = Json.OBJECTS.readValue(slice.bytes(), slice.from(), slice.length());
    } catch (IOException e) {
      // A writer was killed here.
      return;
    }
    var at = Times.read(json.path("at").textValue());
    if (at.isEmpty()) {
      return;
    }
    var usage =
        new Usage(
            json.path("uses").asLong(1),
            at.get(),
            json.path("by").asText(),
            json.path("rows").asLong(),
            Duration.ofMillis(json.path("took_ms").asLong()));
    if (json.path("metric").isTextual()) {
      into.merge(json.path("metric").textValue(), usage, Usage::and);
    }
    for (JsonNode metric : json.path("metrics")) {
      into.merge(metric.asText(), usage, Usage::and);
    }
  }
}
