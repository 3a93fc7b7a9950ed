package dev.mensura.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.mensura.compare.Difference;
import dev.mensura.compare.Kind;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** A comparison for programs: every difference, those that come of others too. */
record DiffJson(DiffView view) {
  private static final JsonFactory JSON = new JsonFactory();

  String text() {
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartObject();
      json.writeStringField("before", view.before());
      json.writeStringField("after", view.after());
      json.writeBooleanField("breaking", view.comparison().isBreaking());
      json.writeObjectFieldStart("counts");
      for (Kind kind : Kind.values()) {
        json.writeNumberField(id(kind), view.comparison().count(kind));
      }
      json.writeEndObject();
      json.writeArrayFieldStart("differences");
      for (Difference difference : view.comparison().differences()) {
        if (difference.kind() != Kind.UNCHANGED || view.detail() == DiffView.Detail.ALL) {
          write(difference, json);
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text + "\n";
  }

  private static String id(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static void write(Difference difference, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("subject", id(difference.subject()));
    json.writeStringField("name", difference.name());
    json.writeStringField("kind", id(difference.kind()));
    json.writeBooleanField("breaking", difference.isBreaking());
    if (!difference.reason().isEmpty()) {
      json.writeStringField("reason", difference.reason());
    }
    if (difference.renamedTo().isPresent()) {
      json.writeStringField("renamed_to", difference.renamedTo().get());
    }
    if (difference.before().isPresent()) {
      json.writeStringField("before", difference.before().get());
    }
    if (difference.after().isPresent()) {
      json.writeStringField("after", difference.after().get());
    }
    texts("notes", difference.notes(), json);
    texts("causes", difference.causes(), json);
    texts("dependents", difference.dependents(), json);
    json.writeEndObject();
  }

  private static void texts(String key, List<String> texts, JsonGenerator json) throws IOException {
    if (!texts.isEmpty()) {
      json.writeArrayFieldStart(key);
      for (String text : texts) {
        json.writeString(text);
      }
      json.writeEndArray();
    }
  }
}
