package dev.mensura.registry.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;

/** Lines of a history as its file has them. */
final class HistoryJson {
  private HistoryJson() {}

  /** Ends with its line break. */
  static byte[] write(HistoryLine line) throws IOException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("metric", line.metric());
    json.put("version", line.version());
    json.put("after", line.after());
    json.put("action", line.action().id());
    json.put("at", Times.text(line.at()));
    json.put("by", line.by());
    line.why().ifPresent(why -> json.put("why", why));
    line.definition().ifPresent(definition -> json.put("definition", definition));
    line.entry().ifPresent(entry -> json.set("entry", entry));
    return Json.line(json);
  }

  /** None if the slice isn't a whole line of a history. */
  static Optional<HistoryLine> read(Slice slice) {
    ObjectNode json;
    try {
      json = Json.OBJECTS.readValue(slice.bytes(), slice.from(), slice.length());
    } catch (IOException e) {
      return Optional.empty();
    }
    int version = json.path("version").asInt();
    Optional<String> metric = text(json, "metric");
    Optional<Action> action = text(json, "action").flatMap(Action::of);
    var at = text(json, "at").flatMap(Times::read);
    if (version < 1 || metric.isEmpty() || action.isEmpty() || at.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new HistoryLine(
            metric.get(),
            version,
            json.path("after").asInt(version - 1),
            action.get(),
            at.get(),
            text(json, "by").orElse(""),
            text(json, "why"),
            text(json, "definition"),
            json.get("entry") instanceof ObjectNode entry ? Optional.of(entry) : Optional.empty()));
  }

  private static Optional<String> text(JsonNode json, String key) {
    return Optional.ofNullable(json.path(key).textValue());
  }
}
