package dev.mensura.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.check.Analysis;
import dev.mensura.check.Declared;
import dev.mensura.compiler.Project;
import dev.mensura.compiler.Users;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.registry.DefinitionText;
import dev.mensura.registry.KeptTexts;
import dev.mensura.registry.store.Action;
import dev.mensura.registry.store.Kept;
import dev.mensura.registry.store.Operation;
import dev.mensura.registry.store.Snapshot;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.syntax.ast.Declaration;
import dev.mensura.syntax.ast.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Decides what of another registry is kept. All of it is, or none. */
record Importer(Snapshot other, OnConflict conflict, Terms terms) {
  Compiled<Planned<Imported>> decide(Project project) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    SortedMap<String, String> texts = texts(project, diagnostics);
    var outcomes = new TreeMap<String, Imported.Outcome>();
    var kept = new TreeMap<String, String>();
    texts.forEach((name, text) -> {
      Imported.Outcome outcome = outcome(name, text, project, diagnostics);
      outcomes.put(name, outcome);
      if (outcome == Imported.Outcome.ADDED || outcome == Imported.Outcome.REPLACED) {
        kept.put(name, text);
      }
    });
    Draft draft = Draft.of(project, kept, List.of());
    kept.keySet().forEach(name -> diagnostics.addAll(draft.findings(name)));
    if (terms.dependents() != Terms.Dependents.FORCE) {
      diagnostics.addAll(draft.broken());
      outcomes.forEach((name, outcome) -> {
        if (outcome == Imported.Outcome.REPLACED) {
          used(name, kept.keySet(), draft).ifPresent(diagnostics::add);
        }
      });
    }
    if (diagnostics.stream().noneMatch(Diagnostic::isError)) {
      kept.keySet().forEach(name -> diagnostics.addAll(draft.hollow(name)));
    }
    if (diagnostics.stream().anyMatch(Diagnostic::isError)) {
      return Compiled.not(diagnostics);
    }
    List<Operation> operations = new ArrayList<>();
    kept.forEach((name, text) -> operations.add(put(name, text, draft)));
    List<Imported.Item> items =
        outcomes.entrySet().stream().map(e -> new Imported.Item(e.getKey(), e.getValue())).toList();
    var planned = new Planned<>(operations, draft.after(), after -> new Imported(items));
    return new Compiled<>(Optional.of(planned), diagnostics);
  }

  /** Those that stay as they are would come to mean something else. */
  private static Optional<Diagnostic> used(String name, Set<String> replaced, Draft draft) {
    Analysis analysis = draft.before().workspace().analysis();
    Users all = Users.of(Set.of(name), analysis);
    Users users = all.without(replaced);
    boolean sameValues =
        Meanings.difference(name, draft).filter(d -> d.kind().keepsValues()).isPresent();
    return users.isEmpty() || sameValues
        ? Optional.empty()
        : Optional.of(Refusals.used(name, Refusals.named(name), users, analysis, "replaced"));
  }

  private SortedMap<String, String> texts(Project project, List<Diagnostic> into) {
    var texts = new TreeMap<String, String>();
    for (Kept metric : other.metrics().values()) {
      Compiled<String> text =
          KeptTexts.of(metric, project.workspace().analysis())
              .then(t -> sound(metric.name(), t.strip()));
      into.addAll(text.diagnostics());
      text.value().ifPresent(t -> texts.put(metric.name(), t));
    }
    return texts;
  }

  /** A text that declares the metric of its entry and nothing else. */
  private static Compiled<String> sound(String name, String text) {
    var file = new SourceFile("<" + name + ">", text);
    Compiled<Declaration.Metric> read = DefinitionText.read(file);
    Optional<Declaration.Metric> other =
        read.value().filter(metric -> !metric.name().text().equals(name));
    if (other.isPresent()) {
      Name declared = other.get().name();
      String message = "Entry `%s` defines `%s`.".formatted(name, declared.text());
      return Compiled.not(
          Diagnostic.of(Code.BAD_REGISTRY, new Place(file, declared.span()), message));
    }
    return read.value().isPresent() ? Compiled.of(text) : Compiled.not(read.diagnostics());
  }

  private Imported.Outcome outcome(
      String name, String text, Project project, List<Diagnostic> into) {
    Optional<Kept> here = project.kept().metric(name);
    Optional<Declared<Declaration.Metric>> inFile =
        project.workspace().analysis().declaration(name);
    if (here.isEmpty() && inFile.isEmpty()) {
      return Imported.Outcome.ADDED;
    }
    if (here.flatMap(Kept::definition).filter(text::equals).isPresent()) {
      return Imported.Outcome.SAME;
    }
    return switch (conflict) {
      case SKIP -> Imported.Outcome.SKIPPED;
      case OVERWRITE -> {
        if (here.isEmpty()) {
          into.add(Refusals.absent(name, project));
          yield Imported.Outcome.SKIPPED;
        }
        yield Imported.Outcome.REPLACED;
      }
      case FAIL -> {
        into.add(
            here.map(k -> Refusals.exists(k, Refusals.named(name)))
                .orElseGet(() -> Refusals.absent(name, project)));
        yield Imported.Outcome.SKIPPED;
      }
    };
  }

  /** Who made it, and when, comes along. */
  private Operation put(String name, String text, Draft draft) {
    ObjectNode entry = Meanings.entry(name, text, draft.after());
    other
        .metric(name)
        .map(Kept::entry)
        .ifPresent(from -> {
          for (String key : List.of("created_at", "created_by")) {
            if (from.has(key)) {
              entry.set(key, from.get(key));
            }
          }
        });
    return new Operation.Put(name, text, entry, Action.IMPORT);
  }
}
