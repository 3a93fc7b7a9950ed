package dev.mensura.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** YAML files as an editor with a JSON Schema sees them. */
final class YamlJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private YamlJson() {}

  /** The documents of a file, read by nothing of ours. */
  static List<JsonNode> documents(String yaml) {
    List<JsonNode> documents = new ArrayList<>();
    var settings = LoadSettings.builder().setAllowDuplicateKeys(true).build();
    new Load(settings).loadAllFromString(yaml).forEach(d -> documents.add(JSON.valueToTree(d)));
    return documents;
  }

  static Schema schema(String file) {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Files.readString(Path.of("models", file)), InputFormat.JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
