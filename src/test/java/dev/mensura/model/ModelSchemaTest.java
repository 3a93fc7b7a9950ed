package dev.mensura.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import dev.mensura.source.SourceFile;
import dev.mensura.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON Schema of model files and the reader say the same, as far as a schema can say it. */
class ModelSchemaTest {
  private static final Schema SCHEMA = YamlJson.schema("mensura-model.schema.json");

  static Stream<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("models"))) {
      return files.filter(f -> f.toString().endsWith(".yml")).sorted().toList().stream();
    }
  }

  /** Files that are wrong, but for those that are no YAML at all. */
  static Stream<Path> wrong() {
    return Golden.inputs("model", "yml").stream()
        .filter(file -> !Golden.read(file).contains("[bad-yaml]"));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theExamplesFitIt(Path file) throws IOException {
    for (JsonNode document : YamlJson.documents(Files.readString(file))) {
      assertThat(SCHEMA.validate(document)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theExamplesAreRead(Path file) throws IOException {
    assertThat(
            ModelReader.read(new SourceFile(file.toString(), Files.readString(file))).diagnostics())
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void itRefusesWhatTheReaderRefuses(Path file) {
    String text = Golden.read(file);
    List<JsonNode> documents = YamlJson.documents(text);
    boolean refused = documents.stream().anyMatch(d -> !SCHEMA.validate(d).isEmpty());
    // Names, repetitions and expressions are beyond a schema; such files say so in their first
    // line.
    assertThat(refused).isEqualTo(!text.startsWith("# schema: accepts"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: integer",
        "a: decimal(12,2)",
        "a: {type: decimal(12,2), unit: USD}",
        "a: {type: 'decimal(38, 38)'}",
        "a: {type: string, values: [x, y], label: A, meta: {k: [1, {z: true}]}}",
        "a: {type: integer, values: {1: One}, hidden: true, same_as: m.b}",
        "a: {type: date, grain: month, nullable: false, column: A}",
        "a: {type: double, sql: 'x * 2', format: '0.0', synonyms: [b], unit: USD/seat}"
      })
  void fieldsFitIt(String field) {
    String text = "model: m\nfields:\n  b: integer\n  " + field + "\n";
    assertThat(SCHEMA.validate(YamlJson.documents(text).getFirst())).isEmpty();
    assertThat(ModelReader.read(new SourceFile("m.yml", text)).diagnostics()).isEmpty();
  }

  @Test
  void everyKeyHasADescription() {
    for (String section : List.of("/properties", "/$defs/field/properties")) {
      SCHEMA
          .getSchemaNode()
          .at(section)
          .forEachEntry((key, property) ->
              assertThat(property.has("description") || property.has("$ref")).as(key).isTrue());
    }
  }

  @Test
  void itHasTheKeysOfTheReader() {
    JsonNode schema = SCHEMA.getSchemaNode();
    assertThat(schema.at("/properties").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(Vocabulary.MODEL.keys());
    assertThat(schema.at("/$defs/field/properties").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(Vocabulary.FIELD.keys());
    assertThat(schema.at("/$defs/join/properties").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(Vocabulary.JOIN.keys());
  }
}
