package dev.mensura.verify;

import dev.mensura.model.Field;
import dev.mensura.model.SemanticModel;
import dev.mensura.model.Validity;
import dev.mensura.source.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a model declares of its rows, and the compiler builds upon. */
sealed interface Promise {
  SemanticModel model();

  /** How it is called in a list. */
  String name();

  /** Where it is declared. */
  Place place();

  /**
   * No two rows have the same values of these fields.
   *
   * @param kind {@code primary key} or {@code unique key}
   */
  record Key(SemanticModel model, List<String> fields, String kind) implements Promise {
    boolean isPrimary() {
      return kind.equals("primary key");
    }

    @Override
    public String name() {
      return model.name() + ": " + kind + " " + String.join(", ", fields);
    }

    @Override
    public Place place() {
      return model.place();
    }
  }

  /** A field has a value in every row. */
  record NeverNull(SemanticModel model, Field field) implements Promise {
    @Override
    public String name() {
      return model.name() + "." + field.name() + ": never null";
    }

    @Override
    public Place place() {
      return field.place();
    }
  }

  /** A field has no values but those declared. */
  record Closed(SemanticModel model, Field field) implements Promise {
    @Override
    public String name() {
      return model.name() + "." + field.name() + ": declared values";
    }

    @Override
    public Place place() {
      return field.place();
    }
  }

  /** Of two rows of one series, the spans they hold for have no moment in common. */
  record Apart(SemanticModel model, Validity valid, String end) implements Promise {
    @Override
    public String name() {
      return model.name() + ": spans of one " + String.join(", ", valid.series()) + " apart";
    }

    @Override
    public Place place() {
      return model.place();
    }
  }

  private static Optional<Promise> apart(SemanticModel model) {
    return model
        .valid()
        .filter(valid -> !valid.series().isEmpty())
        .flatMap(valid ->
            valid
                .to()
                .filter(to ->
                    model
                        .field(to)
                        .map(Field::type)
                        .equals(model.field(valid.from()).map(Field::type)))
                .map(to -> new Apart(model, valid, to)));
  }

  /** All promises of a model, keys first. */
  static List<Promise> of(SemanticModel model) {
    var promises = new ArrayList<Promise>();
    if (!model.primaryKey().isEmpty()) {
      promises.add(new Key(model, model.primaryKey(), "primary key"));
    }
    model.uniqueKeys().forEach(key -> promises.add(new Key(model, key, "unique key")));
    apart(model).ifPresent(promises::add);
    for (Field field : model.fields().values()) {
      if (!field.nullable() && !model.primaryKey().contains(field.name())) {
        promises.add(new NeverNull(model, field));
      }
      if (field.isClosed()) {
        promises.add(new Closed(model, field));
      }
    }
    return promises;
  }
}
