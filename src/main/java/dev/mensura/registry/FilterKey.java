package dev.mensura.registry;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Nearest;
import dev.mensura.model.Catalog;
import dev.mensura.model.SemanticModel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the key of a filter: a field, or a path of joins to one with dots or two underscores
 * between its names, and the operator behind two underscores. Names can hold underscores
 * themselves, so every way to cut the key is tried; one must lead to a field.
 */
final class FilterKey {
  private static final String CUT = "__";

  /** Longer keys are no names of anything. */
  private static final int MOST_CUTS = 8;

  private static final int MOST_CHARACTERS = 1_000;

  private final Catalog catalog;
  private final List<String> bases;

  /**
   * @param bases the models whose rows are filtered; the first that has such a field says its type
   */
  FilterKey(Catalog catalog, List<String> bases) {
    this.catalog = catalog;
    this.bases = bases;
  }

  /** What a key asks. */
  record Asked(FilterField field, FilterOperator operator) {}

  /** The ways to read a key that lead to a field. */
  Set<Asked> readings(String key) {
    Set<Asked> readings = new LinkedHashSet<>();
    if (isLong(key)) {
      return readings;
    }
    operator(key)
        .ifPresent(o -> fields(front(key)).forEach(field -> readings.add(new Asked(field, o))));
    fields(key).forEach(field -> readings.add(new Asked(field, FilterOperator.EQ)));
    return readings;
  }

  private static boolean isLong(String key) {
    return key.length() > MOST_CHARACTERS || key.split(CUT, -1).length > MOST_CUTS;
  }

  private static Optional<FilterOperator> operator(String key) {
    int cut = key.lastIndexOf(CUT);
    return cut < 1 ? Optional.empty() : FilterOperator.of(key.substring(cut + 2));
  }

  private static String front(String key) {
    return key.substring(0, key.lastIndexOf(CUT));
  }

  private List<FilterField> fields(String path) {
    return cuts(path).stream()
        .flatMap(names -> FilterField.of(names, bases, catalog).stream())
        .toList();
  }

  /** Every way to cut a path into names; dots always cut. */
  private static List<List<String>> cuts(String path) {
    List<List<String>> all = new ArrayList<>();
    cut(List.of(path.split("\\.", -1)), List.of(), all);
    return all;
  }

  private static void cut(List<String> rest, List<String> done, List<List<String>> all) {
    if (rest.isEmpty()) {
      all.add(done);
      return;
    }
    String name = rest.getFirst();
    for (int at = name.indexOf(CUT, 1); at > 0; at = name.indexOf(CUT, at + 1)) {
      if (at + 2 < name.length()) {
        List<String> shorter = new ArrayList<>(rest);
        shorter.set(0, name.substring(at + 2));
        cut(shorter, with(done, name.substring(0, at)), all);
      }
    }
    cut(rest.subList(1, rest.size()), with(done, name), all);
  }

  private static List<String> with(List<String> names, String name) {
    List<String> all = new ArrayList<>(names);
    all.add(name);
    return all;
  }

  /** Why a key that leads to no field, or to several, does so. */
  Diagnostic problem(String key, Parameter parameter, Set<Asked> readings) {
    if (readings.size() > 1) {
      return ambiguous(key, parameter, readings);
    }
    if (isLong(key)) {
      return parameter.finding(
          Code.UNKNOWN_FIELD, parameter.key(), "The key of a filter is too long to name a field.");
    }
    int cut = key.lastIndexOf(CUT);
    if (cut > 0 && operator(key).isEmpty() && !fields(front(key)).isEmpty()) {
      return unknownOperator(key, parameter);
    }
    String path = operator(key).isPresent() ? front(key) : key;
    return unknownField(key, path.replace(CUT, ".").split("\\.", -1), parameter);
  }

  private static Diagnostic ambiguous(String key, Parameter parameter, Set<Asked> readings) {
    List<String> spelled =
        readings.stream()
            .map(r -> String.join(".", r.field().names()) + CUT + r.operator().text())
            .toList();
    Diagnostic finding =
        parameter.finding(
            Code.AMBIGUOUS_PATH,
            parameter.key(),
            "`%s` reads in %d ways: %s.".formatted(key, spelled.size(), FormRules.list(spelled)));
    for (String way : spelled) {
      finding = finding.fix("Write `" + way + "`", way);
    }
    return finding;
  }

  private static Diagnostic unknownOperator(String key, Parameter parameter) {
    String word = key.substring(key.lastIndexOf(CUT) + 2);
    Diagnostic finding =
        parameter.finding(
            Code.UNKNOWN_OPERATOR, parameter.key(), "No operator is called `" + word + "`.");
    Optional<String> near =
        FilterOperator.elsewhere(word)
            .map(FilterOperator::text)
            .or(() -> Nearest.to(word, FilterOperator.texts()));
    if (near.isPresent()) {
      finding = finding.note("Did you mean `" + near.get() + "`?");
    }
    finding = finding.note("There are: " + FormRules.list(FilterOperator.texts()) + ".");
    return near.isPresent()
        ? finding.fix("Write `" + near.get() + "`", front(key) + CUT + near.get())
        : finding;
  }

  /** Whether a path starts with a model, or with what a row of the base is called. */
  private boolean startsElsewhere(String[] names, SemanticModel base) {
    return names.length > 1
        && !base.fields().containsKey(names[0])
        && !base.joins().containsKey(names[0])
        && (names[0].equals(base.entity()) || catalog.model(names[0]).isPresent());
  }

  /** Names the first word that leads nowhere. */
  private Diagnostic unknownField(String key, String[] names, Parameter parameter) {
    if (bases.size() != 1) {
      String message = "No model that is read has a field `%s`.".formatted(String.join(".", names));
      return parameter.finding(Code.UNKNOWN_FIELD, parameter.key(), message);
    }
    SemanticModel model = catalog.get(bases.getFirst());
    int at = startsElsewhere(names, model) ? 1 : 0;
    if (at == 1) {
      model = catalog.model(names[0]).orElse(model);
    }
    while (at < names.length - 1 && model.joins().containsKey(names[at])) {
      Optional<SemanticModel> next = catalog.model(model.joins().get(names[at]).model());
      if (next.isEmpty()) {
        break;
      }
      model = next.get();
      at++;
    }
    String name = names[at];
    if (name.isEmpty()) {
      return parameter.finding(
          Code.UNKNOWN_FIELD, parameter.key(), "The key of a filter starts with a field's name.");
    }
    var known = new TreeSet<>(model.fields().keySet());
    known.addAll(model.joins().keySet());
    boolean row = at == names.length - 1 && model.joins().containsKey(name);
    Diagnostic finding =
        parameter.finding(
            Code.UNKNOWN_FIELD,
            parameter.key(),
            row
                ? "`%s` of model `%s` is a join; a filter asks for a field behind it."
                    .formatted(name, model.name())
                : "Model `%s` has no field or join `%s`.".formatted(model.name(), name));
    Optional<String> near = row ? Optional.empty() : Nearest.to(name, known);
    if (near.isEmpty()) {
      return known.size() > 12
          ? finding
          : finding.note("There are: " + FormRules.list(known) + ".");
    }
    String right = key.replace(name, near.get());
    return finding.note("Did you mean `" + near.get() + "`?").fix("Write `" + right + "`", right);
  }
}
