package dev.mensura.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModelWriterTest {
  private static Linked link(List<SourceFile> files) {
    List<ModelFile> read = files.stream().map(ModelReader::read).toList();
    read.forEach(file -> assertThat(file.diagnostics()).isEmpty());
    Linked linked = Models.link(read);
    assertThat(linked.diagnostics()).isEmpty();
    return linked;
  }

  /** A model without its places: what it says. */
  private static String meaning(SemanticModel model) {
    return model
        .toString()
        .replaceAll("place=[^,\\]]+:\\d+:\\d+|Span\\[[^]]*]|, offsets=\\[I@[0-9a-f]+", "");
  }

  private static void assertSurvives(List<SourceFile> files) {
    Catalog catalog = link(files).catalog();
    List<SourceFile> written = new ArrayList<>();
    catalog
        .models()
        .forEach(
            m -> written.add(new SourceFile(m.name() + ".yml", ModelWriter.write(m, catalog))));
    Catalog again = link(written).catalog();
    for (SemanticModel model : catalog.models()) {
      SemanticModel back = again.get(model.name());
      assertThat(meaning(back)).isEqualTo(meaning(model));
      assertThat(ModelWriter.write(back, again)).isEqualTo(ModelWriter.write(model, catalog));
    }
  }

  @Test
  void theExamplesSurviveWritingAndReading() throws IOException {
    List<SourceFile> files = new ArrayList<>();
    try (Stream<Path> paths = Files.list(Path.of("models"))) {
      for (Path path : paths.filter(p -> p.toString().endsWith(".yml")).sorted().toList()) {
        files.add(new SourceFile(path.toString(), Files.readString(path)));
      }
    }
    assertSurvives(files);
  }

  @Test
  void awkwardTextsSurviveWritingAndReading() {
    String text =
        """
        model: "two words"
        label: "yes"
        description: "line one\\nline: two # three\\n"
        instructions: "tab\\there, \\"quotes\\", back\\\\slash, 😀"
        synonyms: ["1", "a, b", "[x]", "on", "é", "x: y", "- z"]
        table: '"Weird Table"'
        primary_key: "first key"
        meta: {"a b": [1, true, "true", {c: "~"}]}
        fields:
          "first key": integer
          "order": {type: string, column: "a`b", values: {"1": "One: 1", "no": "No"}}
          "Größe": {type: "decimal(12,2)", unit: kg*m/s^2, format: "#,##0"}
        joins:
          self: {model: "two words", on: "`first key` = `first key`"}
          "by order": {model: "two words", on: "`order` = `order`"}
        """;
    assertSurvives(List.of(new SourceFile("m.yml", text)));
  }

  @Test
  void spansAndTheTimesOfJoinsSurviveWritingAndReading() {
    String text =
        """
        model: prices
        primary_key: [product, since]
        valid: {from: since}
        fields: {product: string, since: date}
        ---
        model: "plan history"
        primary_key: version
        unique_keys: [[user_id, "first day"]]
        valid: {from: "first day", to: "last day"}
        fields: {version: integer, user_id: integer, "first day": date, "last day": date}
        ---
        model: orders
        primary_key: id
        time: ordered_on
        snapshot: ordered_on
        fields: {id: integer, user_id: integer, product: string, ordered_on: date, "sent on": date}
        joins:
          price: {model: prices, on: product}
          plan: {model: "plan history", on: user_id}
          plan_then: {model: "plan history", on: user_id, at: "`sent on`"}
        ---
        model: lines
        fields: {order_id: integer, product: string}
        joins:
          order: {model: orders, on: order_id}
          price: {model: prices, on: product, at: order.ordered_on}
        """;
    assertSurvives(List.of(new SourceFile("m.yml", text)));
  }

  @Test
  void theLayoutIsTheHouseOne() {
    String text =
        """
        model: orders
        description: One row per order.
        table: shop.orders
        where: status != 'draft'
        primary_key: order_id
        time: ordered_at
        entity: order
        fields:
          order_id:    integer
          customer_id: {type: integer, nullable: false}
          status:      {type: string, values: [open, paid]}
          amount:      decimal(12,2)
          ordered_at:  timestamp
        joins:
          buyer: {model: customers, on: customer_id}
        """;
    String customers =
        "model: customers\ntable: shop.customers\nprimary_key: id\nfields:\n  id: integer\n";
    Catalog catalog =
        link(List.of(new SourceFile("o.yml", text), new SourceFile("c.yml", customers))).catalog();
    assertThat(ModelWriter.write(catalog.get("orders"), catalog)).isEqualTo(text);
    assertThat(ModelWriter.write(catalog.get("customers"), catalog)).isEqualTo(customers);
  }
}
