package dev.mensura.live;

import dev.mensura.compiler.Project;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.registry.KeptTexts;
import dev.mensura.registry.store.History;
import dev.mensura.registry.store.HistoryLine;
import dev.mensura.registry.store.Kept;
import dev.mensura.source.SourceFile;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Finds what an earlier version of a metric said. */
final class Restorer {
  private Restorer() {}

  /**
   * @param version none: the one before the last change, a deletion too
   */
  static Compiled<Definition> definition(
      String name, OptionalInt version, History history, Project project) {
    List<HistoryLine> lines = history.of(name);
    if (lines.isEmpty()) {
      return refusal(Refusals.unknown(name, project));
    }
    Optional<HistoryLine> line =
        version.isPresent()
            ? lines.stream().filter(l -> l.version() == version.getAsInt()).findFirst()
            : beforeTheLast(lines, project.kept().metric(name));
    if (line.isEmpty()) {
      List<Integer> known = lines.stream().map(HistoryLine::version).distinct().toList();
      return refusal(
          version.isPresent()
              ? Refusals.unknownVersion(name, version.getAsInt(), known)
              : Refusals.noEarlierVersion(name, lines.getLast().version()));
    }
    return KeptTexts.of(line.get(), project.workspace().analysis())
        .map(text -> new SourceFile(Definition.PATH, text))
        .then(Definition::of)
        .then(d -> d.name().equals(name) ? Compiled.of(d) : refusal(other(name, d)));
  }

  private static Diagnostic other(String name, Definition definition) {
    return Diagnostic.of(
        Code.BAD_REGISTRY,
        definition.place(),
        "The history of `%s` holds metric `%s`.".formatted(name, definition.name()));
  }

  private static Optional<HistoryLine> beforeTheLast(List<HistoryLine> lines, Optional<Kept> kept) {
    // A removal says what was taken away; a version that isn't in the history came after all.
    boolean isLast = kept.filter(k -> k.version() == lines.getLast().version()).isPresent();
    return !isLast
        ? Optional.of(lines.getLast())
        : Optional.of(lines.size() - 2).filter(i -> i >= 0).map(lines::get);
  }

  private static Compiled<Definition> refusal(Diagnostic why) {
    return Compiled.not(why);
  }
}
