package dev.mensura.diagnostic;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mensura.source.Place;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Findings as SARIF 2.1.0, which code hosts show in reviews. */
public final class SarifReport {
  private SarifReport() {}

  /**
   * @param version the compiler's
   * @param help for each kind of finding, its page in Markdown
   */
  public static String render(
      Collection<Diagnostic> diagnostics, String version, Function<Code, String> help) {
    List<Diagnostic> ordered = diagnostics.stream().sorted(Diagnostic.ORDER).toList();
    List<Code> rules = ordered.stream().map(Diagnostic::code).distinct().sorted().toList();
    var text = new StringWriter();
    try (JsonGenerator json = JsonReport.generator(text)) {
      json.writeStartObject();
      json.writeStringField("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
      json.writeStringField("version", "2.1.0");
      json.writeArrayFieldStart("runs");
      json.writeStartObject();
      writeTool(json, rules, version, help);
      json.writeStringField("columnKind", "utf16CodeUnits");
      json.writeArrayFieldStart("results");
      for (Diagnostic diagnostic : ordered) {
        writeResult(json, diagnostic, rules.indexOf(diagnostic.code()));
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.append('\n').toString();
  }

  private static void writeTool(
      JsonGenerator json, List<Code> rules, String version, Function<Code, String> help)
      throws IOException {
    json.writeObjectFieldStart("tool");
    json.writeObjectFieldStart("driver");
    json.writeStringField("name", "Mensura");
    json.writeStringField("version", version);
    json.writeArrayFieldStart("rules");
    for (Code rule : rules) {
      json.writeStartObject();
      json.writeStringField("id", rule.id());
      writeMessage(json, "shortDescription", rule.title());
      json.writeObjectFieldStart("help");
      json.writeStringField("text", rule.title());
      json.writeStringField("markdown", help.apply(rule));
      json.writeEndObject();
      json.writeObjectFieldStart("defaultConfiguration");
      json.writeStringField("level", level(rule));
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeResult(JsonGenerator json, Diagnostic diagnostic, int rule)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("ruleId", diagnostic.code().id());
    json.writeNumberField("ruleIndex", rule);
    json.writeStringField("level", level(diagnostic.code()));
    writeMessage(json, "message", message(diagnostic));
    json.writeArrayFieldStart("locations");
    json.writeStartObject();
    writeLocation(json, diagnostic.place());
    json.writeEndObject();
    json.writeEndArray();
    if (!diagnostic.related().isEmpty()) {
      json.writeArrayFieldStart("relatedLocations");
      int id = 0;
      for (Related related : diagnostic.related()) {
        json.writeStartObject();
        json.writeNumberField("id", id++);
        writeMessage(json, "message", related.message());
        writeLocation(json, related.place());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    if (!diagnostic.fixes().isEmpty()) {
      json.writeArrayFieldStart("fixes");
      for (Fix fix : diagnostic.fixes()) {
        writeFix(json, fix);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  /** SARIF has no place for notes. */
  private static String message(Diagnostic diagnostic) {
    return diagnostic.notes().isEmpty()
        ? diagnostic.message()
        : diagnostic.message() + "\n" + String.join("\n", diagnostic.notes());
  }

  private static void writeFix(JsonGenerator json, Fix fix) throws IOException {
    Map<String, List<Edit>> byFile = new LinkedHashMap<>();
    for (Edit edit : fix.edits()) {
      byFile.merge(edit.place().file().path(), List.of(edit), SarifReport::joined);
    }
    json.writeStartObject();
    writeMessage(json, "description", fix.title());
    json.writeArrayFieldStart("artifactChanges");
    for (Map.Entry<String, List<Edit>> change : byFile.entrySet()) {
      json.writeStartObject();
      writeArtifact(json, change.getKey());
      json.writeArrayFieldStart("replacements");
      for (Edit edit : change.getValue()) {
        json.writeStartObject();
        writeRegion(json, "deletedRegion", edit.place());
        writeMessage(json, "insertedContent", edit.text());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static List<Edit> joined(List<Edit> some, List<Edit> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private static void writeLocation(JsonGenerator json, Place place) throws IOException {
    json.writeObjectFieldStart("physicalLocation");
    writeArtifact(json, place.file().path());
    writeRegion(json, "region", place);
    json.writeEndObject();
  }

  private static void writeArtifact(JsonGenerator json, String path) throws IOException {
    json.writeObjectFieldStart("artifactLocation");
    json.writeStringField("uri", uri(path));
    json.writeEndObject();
  }

  private static void writeRegion(JsonGenerator json, String key, Place place) throws IOException {
    json.writeObjectFieldStart(key);
    json.writeNumberField("startLine", place.start().line());
    json.writeNumberField("startColumn", place.start().column());
    json.writeNumberField("endLine", place.end().line());
    json.writeNumberField("endColumn", place.end().column());
    json.writeEndObject();
  }

  private static void writeMessage(JsonGenerator json, String key, String text) throws IOException {
    json.writeObjectFieldStart(key);
    json.writeStringField("text", text);
    json.writeEndObject();
  }

  private static String level(Code code) {
    return code.severity().name().toLowerCase(Locale.ROOT);
  }

  /** A relative reference, escaped as RFC 3986 wants it. */
  private static String uri(String path) {
    String first = path.substring(0, Math.max(0, path.indexOf('/')));
    try {
      return new URI(null, null, first.contains(":") ? "./" + path : path, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("no path: " + path, e);
    }
  }
}
