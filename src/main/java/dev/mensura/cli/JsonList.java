package dev.mensura.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Things as a JSON array of objects, one a line; what is empty is left out. */
final class JsonList {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonList() {}

  static String text(List<SequencedMap<String, Object>> things) {
    var text = new StringWriter();
    text.write("[");
    String separator = "\n";
    for (SequencedMap<String, Object> thing : things) {
      text.write(separator);
      try (JsonGenerator json = JSON.createGenerator(text)) {
        write(json, thing);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      separator = ",\n";
    }
    text.write(things.isEmpty() ? "]\n" : "\n]\n");
    return text.toString();
  }

  private static void write(JsonGenerator json, SequencedMap<String, Object> thing)
      throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, Object> entry : thing.entrySet()) {
      if (entry.getValue() instanceof List<?> texts && !texts.isEmpty()) {
        json.writeArrayFieldStart(entry.getKey());
        for (Object item : texts) {
          json.writeString(item.toString());
        }
        json.writeEndArray();
      } else if (entry.getValue() instanceof String s && !s.isEmpty()) {
        json.writeStringField(entry.getKey(), s);
      }
    }
    json.writeEndObject();
  }
}
