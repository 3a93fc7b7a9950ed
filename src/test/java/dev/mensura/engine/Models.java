package dev.mensura.engine;

import dev.mensura.model.About;
import dev.mensura.model.Catalog;
import dev.mensura.model.Field;
import dev.mensura.model.SemanticModel;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import dev.mensura.type.Unit;
import dev.mensura.type.ValueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Models as a YAML file would declare them. */
final class Models {
  private static final SourceFile FILE = new SourceFile("models/shop.yml", "model: shop\n");
  static final Place PLACE = new Place(FILE, new Span(7, 11));
  static final Place ASKED = new Place(new SourceFile("<query>", "revenue"), new Span(0, 7));

  private Models() {}

  static SemanticModel model(String name, String table, Map<String, ValueType> fields) {
    SequencedMap<String, Field> all = new LinkedHashMap<>();
    fields.forEach((field, type) -> all.put(field, field(field, type)));
    return new SemanticModel(
        name,
        new SemanticModel.Rows.Table(table),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        name,
        all,
        new LinkedHashMap<>(),
        About.NOTHING,
        PLACE);
  }

  static Catalog catalog(SemanticModel... models) {
    return new Catalog(List.of(models));
  }

  private static Field field(String name, ValueType type) {
    return new Field(
        name,
        type,
        new Field.Content.Column(name),
        Unit.ANY,
        true,
        new LinkedHashMap<>(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        About.NOTHING,
        PLACE);
  }
}
