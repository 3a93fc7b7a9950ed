package dev.mensura.diagnostic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.mensura.source.Place;
import dev.mensura.source.Position;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Findings for programs. Keys may be added in later versions; none changes its meaning. */
public final class JsonReport {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonReport() {}

  public static String render(Collection<Diagnostic> diagnostics) {
    var text = new StringWriter();
    try (JsonGenerator json = generator(text)) {
      json.writeStartObject();
      long errors = diagnostics.stream().filter(Diagnostic::isError).count();
      json.writeNumberField("errors", errors);
      json.writeNumberField("warnings", diagnostics.size() - errors);
      json.writeArrayFieldStart("diagnostics");
      for (Diagnostic diagnostic : diagnostics.stream().sorted(Diagnostic.ORDER).toList()) {
        write(json, diagnostic);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.append('\n').toString();
  }

  /** A writer of indented JSON whose line breaks are the same on every system. */
  static JsonGenerator generator(StringWriter text) throws IOException {
    var indent = new DefaultIndenter("  ", "\n");
    JsonGenerator json = JSON.createGenerator(text);
    json.setPrettyPrinter(
        new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent));
    return json;
  }

  private static void write(JsonGenerator json, Diagnostic diagnostic) throws IOException {
    json.writeStartObject();
    json.writeStringField("code", diagnostic.code().id());
    json.writeStringField("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT));
    json.writeStringField("message", diagnostic.message());
    write(json, diagnostic.place());
    json.writeArrayFieldStart("notes");
    for (String note : diagnostic.notes()) {
      json.writeString(note);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("related");
    for (Related related : diagnostic.related()) {
      json.writeStartObject();
      json.writeStringField("message", related.message());
      write(json, related.place());
      json.writeEndObject();
    }
    json.writeEndArray();
    writeFixes(json, diagnostic.fixes());
    json.writeEndObject();
  }

  private static void writeFixes(JsonGenerator json, List<Fix> fixes) throws IOException {
    json.writeArrayFieldStart("fixes");
    for (Fix fix : fixes) {
      json.writeStartObject();
      json.writeStringField("title", fix.title());
      json.writeArrayFieldStart("edits");
      for (Edit edit : fix.edits()) {
        json.writeStartObject();
        write(json, edit.place());
        json.writeStringField("text", edit.text());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Place place) throws IOException {
    json.writeStringField("path", place.file().path());
    write(json, "start", place.start(), place.span().start());
    write(json, "end", place.end(), place.span().end());
  }

  private static void write(JsonGenerator json, String key, Position position, int offset)
      throws IOException {
    json.writeObjectFieldStart(key);
    json.writeNumberField("line", position.line());
    json.writeNumberField("column", position.column());
    json.writeNumberField("offset", offset);
    json.writeEndObject();
  }
}
