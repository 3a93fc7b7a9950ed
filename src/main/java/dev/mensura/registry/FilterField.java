package dev.mensura.registry;

import dev.mensura.model.Catalog;
import dev.mensura.model.Field;
import dev.mensura.model.Join;
import dev.mensura.model.SemanticModel;
import dev.mensura.syntax.Names;
import dev.mensura.type.Grain;
import dev.mensura.type.TimePart;
import dev.mensura.type.ValueType;
import java.util.List;
import java.util.Optional;

/**
 * A field that a filter names.
 *
 * @param names the path to it, as the language writes it
 * @param type of its values
 */
record FilterField(List<String> names, ValueType type) {
  FilterField {
    names = List.copyOf(names);
  }

  /** The path in the language. */
  String code() {
    return code(names);
  }

  static String code(List<String> names) {
    var code = new StringBuilder(Names.quoted(names.getFirst()));
    for (String name : names.subList(1, names.size())) {
      // Behind a dot every word is a name.
      code.append('.').append(name.matches("[A-Za-z_]\\w*") ? name : Names.quoted(name));
    }
    return code.toString();
  }

  /**
   * The field that a path names. Whether one walk of joins leads there is for the checker to say;
   * here it matters what type it has.
   */
  static Optional<FilterField> of(List<String> names, List<String> bases, Catalog catalog) {
    return bases.stream()
        .flatMap(base -> catalog.model(base).stream())
        .flatMap(model -> type(names, model, catalog).stream())
        .map(type -> new FilterField(names, type))
        .findFirst();
  }

  private static Optional<ValueType> type(
      List<String> names, SemanticModel model, Catalog catalog) {
    String first = names.getFirst();
    if (model.fields().containsKey(first) || model.joins().containsKey(first)) {
      return follow(names, model, catalog);
    }
    if (names.size() == 1) {
      return ofTime(first);
    }
    List<String> rest = names.subList(1, names.size());
    if (first.equals(model.name()) || first.equals(model.entity())) {
      return follow(rest, model, catalog);
    }
    return catalog.model(first).flatMap(other -> follow(rest, other, catalog));
  }

  private static Optional<ValueType> follow(
      List<String> names, SemanticModel model, Catalog catalog) {
    String first = names.getFirst();
    Optional<Field> field = model.field(first);
    Optional<Join> join = Optional.ofNullable(model.joins().get(first));
    if (field.isPresent() && (join.isEmpty() || names.size() == 1)) {
      return switch (names.size()) {
        case 1 -> field.map(Field::type);
        case 2 -> field.filter(f -> f.type().isTemporal()).flatMap(f -> ofTime(names.get(1)));
        default -> Optional.empty();
      };
    }
    return names.size() == 1
        ? Optional.empty()
        : join.flatMap(j -> catalog.model(j.model()))
            .flatMap(far -> follow(names.subList(1, names.size()), far, catalog));
  }

  /** A period is a time, what recurs in a time a number. */
  private static Optional<ValueType> ofTime(String name) {
    if (TimePart.of(name).isPresent()) {
      return Optional.of(ValueType.INTEGER);
    }
    return Grain.of(name)
        .filter(grain -> grain.text().equals(name))
        .map(grain -> ValueType.TIMESTAMP);
  }
}
