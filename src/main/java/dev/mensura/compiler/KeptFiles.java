package dev.mensura.compiler;

import dev.mensura.check.Analysis;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.registry.KeptTexts;
import dev.mensura.registry.store.Kept;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import dev.mensura.syntax.Parsed;
import dev.mensura.syntax.ast.Declaration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The metrics of a registry as files of a project: each is a text of its own, called after the
 * registry and the metric, {@code registry/metrics.json#power_users}.
 *
 * @param registry the file
 * @param name how messages call it
 */
record KeptFiles(Path registry, String name) {
  static KeptFiles of(Path root, Path registry) {
    Path inside = registry.startsWith(root) ? root.relativize(registry) : registry;
    return new KeptFiles(registry, inside.toString().replace('\\', '/'));
  }

  String path(String metric) {
    return name + "#" + metric;
  }

  /** Those that are kept as text of the language. */
  List<SourceFile> written(Collection<Kept> kept) {
    return kept.stream()
        .flatMap(k -> k.definition().map(text -> new SourceFile(path(k.name()), text)).stream())
        .toList();
  }

  /**
   * Those that are kept in the structured form alone, turned into the language.
   *
   * @param analysis the project without them: the types of fields say how values are meant
   * @param problems takes what stands in the way, by metric
   */
  List<SourceFile> turned(
      Collection<Kept> kept, Analysis analysis, Map<String, List<Diagnostic>> problems) {
    List<SourceFile> files = new ArrayList<>();
    for (Kept metric : kept) {
      if (metric.definition().isEmpty()) {
        Compiled<String> made = KeptTexts.of(metric, analysis);
        made.value().ifPresent(text -> files.add(new SourceFile(path(metric.name()), text)));
        String where = "This is entry `%s` of `%s`.".formatted(metric.name(), name);
        if (!made.diagnostics().isEmpty()) {
          problems.put(metric.name(), made.diagnostics().stream().map(d -> d.note(where)).toList());
        }
      }
    }
    return files;
  }

  /**
   * Finds entries whose text isn't one metric of the entry's name: who asks for one would get
   * another.
   */
  void misnamed(
      Collection<Kept> kept, Workspace workspace, Map<String, List<Diagnostic>> problems) {
    for (Kept metric : kept) {
      Parsed parsed = workspace.metricFiles().get(path(metric.name()));
      if (parsed != null && parsed.diagnostics().isEmpty() && !isOne(parsed, metric.name())) {
        String message =
            "Entry `%s` of `%s` holds something else than one metric of this name."
                .formatted(metric.name(), name);
        int end = parsed.file().text().length();
        var place = new Place(parsed.file(), new Span(0, end));
        problems.put(metric.name(), List.of(Diagnostic.of(Code.BAD_REGISTRY, place, message)));
      }
    }
  }

  private static boolean isOne(Parsed parsed, String name) {
    return parsed.declarations().size() == 1
        && parsed.declarations().getFirst() instanceof Declaration.Metric metric
        && metric.name().text().equals(name);
  }
}
