package dev.mensura.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.mensura.plan.QueryPlan;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer as JSON: {@code {"columns":[{"name":…,"type":…}],"rows":[[…]]}}, a row a line. */
final class JsonRows {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private JsonRows() {}

  static String text(Output output) {
    var text = new StringWriter();
    text.write("{\"columns\":");
    write(text, json -> columns(json, output.columns()));
    text.write(",\"rows\":[");
    String separator = "\n";
    for (List<@Nullable Object> row : output.rows()) {
      text.write(separator);
      write(text, json -> row(json, row));
      separator = ",\n";
    }
    text.write(output.rows().isEmpty() ? "]}\n" : "\n]}\n");
    return text.toString();
  }

  /** Something that is written as JSON. */
  private interface Written {
    void to(JsonGenerator json) throws IOException;
  }

  private static void write(StringWriter text, Written written) {
    try (JsonGenerator json = JSON.createGenerator(text)) {
      written.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void columns(JsonGenerator json, List<QueryPlan.Column> columns)
      throws IOException {
    json.writeStartArray();
    for (QueryPlan.Column column : columns) {
      json.writeStartObject();
      json.writeStringField("name", column.name());
      json.writeStringField("type", column.type().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void row(JsonGenerator json, List<@Nullable Object> row) throws IOException {
    json.writeStartArray();
    for (Object value : row) {
      switch (value) {
        case null -> json.writeNull();
        case BigDecimal number -> json.writeNumber(number);
        case Double number -> json.writeNumber(number);
        case Boolean truth -> json.writeBoolean(truth);
        default -> json.writeString(ValueFormat.exact(value));
      }
    }
    json.writeEndArray();
  }
}
