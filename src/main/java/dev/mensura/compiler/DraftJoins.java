package dev.mensura.compiler;

import dev.mensura.engine.TableShape;
import dev.mensura.engine.TableShape.ForeignKey;
import dev.mensura.model.Join;
import dev.mensura.model.KeyField;
import dev.mensura.model.KeyPair;
import dev.mensura.source.Place;
import dev.mensura.type.ValueType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Finds the joins of tables: declared foreign keys, else columns named after another table's key.
 */
final class DraftJoins {
  private final Map<TableShape, String> models;
  private final Map<TableShape, List<String>> keys;
  private final Place place;

  /**
   * @param models the name of each table's model
   * @param keys the primary key of each
   */
  DraftJoins(Map<TableShape, String> models, Map<TableShape, List<String>> keys, Place place) {
    this.models = models;
    this.keys = keys;
    this.place = place;
  }

  SequencedMap<String, Join> of(TableShape table, String entity) {
    SequencedMap<String, Join> joins = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>();
    table.columns().forEach(c -> taken.add(c.name()));
    taken.add(entity);
    Set<String> paired = new HashSet<>();
    for (ForeignKey key : table.foreignKeys()) {
      named(key.table())
          .filter(far -> fit(table, key.columns(), far, key.farColumns()))
          .ifPresent(far -> {
            paired.addAll(key.columns());
            add(joins, taken, key.columns(), far, key.farColumns());
          });
    }
    for (TableShape.Column column : table.columns()) {
      if (paired.add(column.name())) {
        target(table, column)
            .ifPresent(far ->
                add(joins, taken, List.of(column.name()), far, keys.getOrDefault(far, List.of())));
      }
    }
    return joins;
  }

  private Optional<TableShape> named(String table) {
    return models.keySet().stream().filter(t -> t.name().equals(table)).findFirst();
  }

  /** The one other table whose key this column is called after; two would be a guess. */
  private Optional<TableShape> target(TableShape table, TableShape.Column column) {
    String stem = DraftNames.stem(column.name()).toLowerCase(Locale.ROOT);
    List<TableShape> found = new ArrayList<>();
    for (TableShape far : models.keySet()) {
      List<String> key = keys.getOrDefault(far, List.of());
      if (far.equals(table) || key.size() != 1 || stem.isEmpty()) {
        continue;
      }
      String farModel = DraftNames.model(far.name());
      boolean called =
          stem.equals(farModel)
              || stem.equals(DraftNames.singular(farModel).toLowerCase(Locale.ROOT));
      boolean keyed =
          key.getFirst().equalsIgnoreCase("id") || key.getFirst().equalsIgnoreCase(column.name());
      if (called && keyed && fit(table, List.of(column.name()), far, key)) {
        found.add(far);
      }
    }
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private static boolean fit(TableShape near, List<String> from, TableShape far, List<String> to) {
    boolean fits = !from.isEmpty() && from.size() == to.size();
    for (int i = 0; fits && i < from.size(); i++) {
      Optional<ValueType> a = near.column(from.get(i)).map(TableShape.Column::type);
      Optional<ValueType> b = far.column(to.get(i)).map(TableShape.Column::type);
      fits = a.isPresent() && b.isPresent() && areEqualable(a.get(), b.get());
    }
    return fits;
  }

  private static boolean areEqualable(ValueType a, ValueType b) {
    return a.isNumeric() ? b.isNumeric() : a.kind() == b.kind();
  }

  private void add(
      SequencedMap<String, Join> joins,
      Set<String> taken,
      List<String> from,
      TableShape far,
      List<String> to) {
    String model = models.getOrDefault(far, far.name());
    String stem = from.size() == 1 ? DraftNames.stem(from.getFirst()) : "";
    String name = stem.isEmpty() ? DraftNames.singular(model) : stem;
    for (int i = 2; !taken.add(name); i++) {
      name = (stem.isEmpty() ? DraftNames.singular(model) : stem) + "_" + i;
    }
    List<KeyPair> pairs = new ArrayList<>();
    for (int i = 0; i < from.size(); i++) {
      pairs.add(new KeyPair(KeyField.of(from.get(i)), KeyField.of(to.get(i))));
    }
    joins.put(name, new Join(name, model, pairs, place));
  }
}
