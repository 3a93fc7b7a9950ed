package dev.mensura.live;

import dev.mensura.compiler.Project;
import dev.mensura.compiler.Workspace;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A project as it would be with other metrics kept.
 *
 * @param put the definitions that it would have, by name
 * @param after what its files would say
 */
record Draft(Project before, SortedMap<String, SourceFile> put, Workspace after) {
  private static final int MOST_REASONS = 5;

  /** What tells a finding from another. */
  private record Key(Code code, String file, Span span, String message) {
    static Key of(Diagnostic d) {
      return new Key(d.code(), d.place().file().path(), d.place().span(), d.message());
    }
  }

  /**
   * @param definitions to be kept, by name
   * @param removed names of metrics that would not be kept any more
   */
  static Draft of(Project before, Map<String, String> definitions, Collection<String> removed) {
    var put = new TreeMap<String, SourceFile>();
    definitions.forEach((name, text) -> put.put(name, new SourceFile(before.keptPath(name), text)));
    List<String> without = removed.stream().map(before::keptPath).toList();
    return new Draft(before, put, before.workspace().with(put.values(), without));
  }

  /** The definition of a metric that would be kept. */
  SourceFile file(String name) {
    SourceFile file = put.get(name);
    if (file == null) {
      throw new IllegalArgumentException("no definition of " + name);
    }
    return file;
  }

  /** What is found in a definition, advice too. */
  List<Diagnostic> findings(String name) {
    SourceFile file = file(name);
    return after.diagnostics().stream().filter(d -> d.place().file() == file).toList();
  }

  /** What would be wrong elsewhere and isn't now. */
  List<Diagnostic> broken() {
    return broken(before.workspace(), after).stream()
        .filter(d -> !put.containsValue(d.place().file()))
        .toList();
  }

  /** What is wrong with one version of a project and isn't with another. */
  static List<Diagnostic> broken(Workspace before, Workspace after) {
    Set<Key> known = new HashSet<>();
    before.diagnostics().forEach(d -> known.add(Key.of(d)));
    return after.diagnostics().stream()
        .filter(Diagnostic::isError)
        .filter(d -> !known.contains(Key.of(d)))
        .toList();
  }

  /** Why a metric that would be kept has no meaning all the same: what it is made of is broken. */
  List<Diagnostic> hollow(String name) {
    return after.analysis().isSound(name)
        ? List.of()
        : after.diagnostics().stream().filter(Diagnostic::isError).limit(MOST_REASONS).toList();
  }
}
