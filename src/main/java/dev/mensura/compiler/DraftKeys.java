package dev.mensura.compiler;

import dev.mensura.engine.TableShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Chooses the keys of a table: the declared ones, else ones that every row bears out. */
final class DraftKeys {
  private DraftKeys() {}

  static List<String> primary(TableShape table) {
    if (!table.primaryKey().isEmpty()) {
      return table.primaryKey();
    }
    if (!table.uniqueKeys().isEmpty()) {
      Optional<List<String>> required =
          table.uniqueKeys().stream()
              .filter(key -> key.stream().allMatch(c -> isRequired(table, c)))
              .findFirst();
      if (required.isPresent()) {
        return required.get();
      }
    }
    // What is different in every row by chance, as names and amounts often are, is no key.
    return table.proven().stream()
        .filter(key -> key.stream().anyMatch(DraftNames::isKeyLike) || dated(table, key))
        .min((a, b) -> Integer.compare(rank(table, a), rank(table, b)))
        .orElse(List.of());
  }

  private static boolean isRequired(TableShape table, String column) {
    return table.column(column).filter(c -> !c.nullable()).isPresent();
  }

  /** A pair such as a currency and a day. */
  private static boolean dated(TableShape table, List<String> key) {
    return key.size() == 2
        && key.stream()
            .anyMatch(c -> table.column(c).filter(x -> x.type().isTemporal()).isPresent());
  }

  private static int rank(TableShape table, List<String> key) {
    String column = key.getFirst();
    String row = DraftNames.singular(DraftNames.model(table.name()));
    boolean own = column.equalsIgnoreCase("id") || DraftNames.stem(column).equalsIgnoreCase(row);
    int place = table.columns().indexOf(table.column(column).orElseThrow());
    return (own ? 0 : 1_000) + place;
  }

  static List<List<String>> unique(TableShape table, List<String> primary) {
    List<List<String>> keys = new ArrayList<>(table.uniqueKeys());
    table.proven().stream()
        .filter(key -> key.size() == 1 && DraftNames.isKeyLike(key.getFirst()))
        .filter(key -> !keys.contains(key))
        .forEach(keys::add);
    keys.removeIf(key -> key.equals(primary));
    return keys;
  }
}
