package dev.mensura.mcp;

import dev.mensura.compiler.Workspace;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Edit;
import dev.mensura.diagnostic.Nearest;
import dev.mensura.model.Field;
import dev.mensura.model.SemanticModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;

/** Finds what may have been meant by a name that nothing has. */
record Candidates(Workspace workspace) {
  private static final int MOST = 8;

  /** The likeliest first. */
  List<String> of(Diagnostic diagnostic) {
    SequencedSet<String> found = new LinkedHashSet<>();
    diagnostic.fixes().stream()
        .filter(fix -> fix.edits().size() == 1)
        .map(fix -> fix.edits().getFirst())
        .filter(edit -> edit.place().equals(diagnostic.place()))
        .map(Edit::text)
        .forEach(found::add);
    String word = word(diagnostic);
    switch (diagnostic.code()) {
      case UNKNOWN_METRIC ->
          found.addAll(near(word, workspace.analysis().metricDeclarations().keySet()));
      case UNKNOWN_QUERY ->
          found.addAll(near(word, workspace.analysis().queryDeclarations().keySet()));
      case UNKNOWN_MODEL -> found.addAll(near(word, workspace.catalog().names()));
      case UNKNOWN_FIELD, UNREACHABLE -> found.addAll(fields(word));
      default -> {}
    }
    found.remove(word);
    return found.stream().limit(MOST).toList();
  }

  /** Those that are spelled alike; if none is, those that hold a part of the word. */
  static List<String> near(String word, Collection<String> names) {
    var left = new TreeSet<>(names);
    List<String> found = new ArrayList<>();
    Optional<String> next = Nearest.to(word, left);
    while (next.isPresent() && found.size() < MOST) {
      found.add(next.get());
      left.remove(next.get());
      next = Nearest.to(word, left);
    }
    if (!found.isEmpty()) {
      return found;
    }
    for (String part : word.toLowerCase(Locale.ROOT).split("_", -1)) {
      if (part.length() > 2) {
        left.stream()
            .filter(name -> name.toLowerCase(Locale.ROOT).contains(part))
            .limit(MOST)
            .forEach(found::add);
      }
    }
    return found.stream().distinct().limit(MOST).toList();
  }

  private List<String> fields(String word) {
    String last = word.substring(word.lastIndexOf('.') + 1);
    var names = new TreeSet<String>();
    for (SemanticModel model : workspace.catalog().models()) {
      names.addAll(model.fields().keySet());
    }
    List<String> found = new ArrayList<>();
    for (String name : near(last, names)) {
      for (SemanticModel model : workspace.catalog().models()) {
        Optional<Field> field = model.field(name);
        field.ifPresent(f -> found.add(model.name() + "." + f.name()));
      }
    }
    return found;
  }

  private static String word(Diagnostic diagnostic) {
    return diagnostic.place().text().strip().replace("`", "").replace("\"", "");
  }
}
