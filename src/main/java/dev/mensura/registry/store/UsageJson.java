package dev.mensura.registry.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Usage as its file has it: a line a query, and before those, once they were many, a line a metric
 * with the sum of what stood there.
 */
final class UsageJson {
  private static final Pattern FOLDED = Pattern.compile("\\{\"folded\":(\\d{1,15})}\n");

  private UsageJson() {}

  /** Ends with its line break. */
  static byte[] line(Use use) throws IOException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("at", Times.text(use.at()));
    json.put("by", use.by());
    use.metrics().forEach(json.putArray("metrics")::add);
    if (!use.parts().isEmpty()) {
      use.parts().forEach(json.putArray("parts")::add);
    }
    json.put("rows", use.rows());
    json.put("took_ms", use.took().toMillis());
    return Json.line(json);
  }

  /** A line for each metric, before them one that tells how long they are. */
  static byte[] lines(SortedMap<String, Usage> folded) throws IOException {
    var lines = new ByteArrayOutputStream();
    for (var entry : folded.entrySet()) {
      Usage usage = entry.getValue();
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("metric", entry.getKey());
      json.put("uses", usage.uses());
      json.put("within", usage.within());
      json.put("at", Times.text(usage.last()));
      json.put("by", usage.by());
      json.put("rows", usage.rows());
      json.put("took_ms", usage.took().toMillis());
      lines.writeBytes(Json.line(json));
    }
    byte[] all = lines.toByteArray();
    ObjectNode first = JsonNodeFactory.instance.objectNode().put("folded", all.length);
    lines.reset();
    lines.writeBytes(Json.line(first));
    lines.writeBytes(all);
    return lines.toByteArray();
  }

  /** How many bytes a file was folded to; 0 for one that never was. */
  static long folded(FileChannel file) throws IOException {
    var start = ByteBuffer.allocate(40);
    file.read(start, 0);
    Matcher first = FOLDED.matcher(new String(start.array(), StandardCharsets.US_ASCII));
    return first.lookingAt() ? Long.parseLong(first.group(1)) : 0;
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
            json.path("within").asLong(),
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
    Usage within = new Usage(0, 1, usage.last(), usage.by(), 0, Duration.ZERO);
    for (JsonNode part : json.path("parts")) {
      into.merge(part.asText(), within, Usage::and);
    }
  }
}
