package dev.mensura.cli;

import dev.mensura.check.Analysis;
import dev.mensura.check.Declared;
import dev.mensura.compare.Repository;
import dev.mensura.compare.RevisionException;
import dev.mensura.compiler.Project;
import dev.mensura.compiler.Workspace;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.registry.DefinitionForm;
import dev.mensura.registry.FormText;
import dev.mensura.registry.store.FileStore;
import dev.mensura.registry.store.HistoryLine;
import dev.mensura.registry.store.Snapshot;
import dev.mensura.registry.store.StoreException;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Declaration;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads what is to be compared. */
record DiffSides(Face face) {
  /** Refuses what has nothing in common. */
  static void requireAlike(DiffSource before, DiffSource after) {
    boolean now = after instanceof DiffSource.Now;
    if (before instanceof DiffSource.Version one) {
      boolean same =
          after instanceof DiffSource.Version other && other.metric().equals(one.metric());
      if (!same && !now) {
        throw Stop.usage(
                "`%s` is a version of a metric, and `%s` is none of the same."
                    .formatted(one.title(), after.title()))
            .hint("`mensura diff %s` compares it with what it is now.".formatted(one.title()));
      }
    } else if (after instanceof DiffSource.Version version) {
      throw Stop.usage(
          "`%s` is a version of a metric, and `%s` is none."
              .formatted(version.title(), before.title()));
    }
    boolean registries =
        before instanceof DiffSource.Registry == after instanceof DiffSource.Registry;
    if (!registries && !now) {
      throw Stop.usage("a file of metrics is compared with another one, or with what is now.")
          .hint("Two whole projects are two folders or two revisions.");
    }
  }

  Workspace workspace(DiffSource source) {
    return switch (source) {
      case DiffSource.Now now -> sound(source, face.project());
      case DiffSource.Folder folder -> sound(source, face.load(face.root(folder.folder())));
      case DiffSource.Revision revision -> sound(source, revision(revision.title()));
      case DiffSource.Registry registry -> registry(registry);
      case DiffSource.Version version -> version(version);
    };
  }

  private Workspace sound(DiffSource source, Project project) {
    warn(source, project.diagnostics());
    return project.workspace();
  }

  private void warn(DiffSource source, Collection<Diagnostic> diagnostics) {
    long errors = diagnostics.stream().filter(Diagnostic::isError).count();
    if (errors > 0) {
      face.terminal()
          .err()
          .println(
              "mensura: `%s` has %s."
                  .formatted(
                      source.title(),
                      errors == 1
                          ? "an error; what it reaches is unknown"
                          : errors + " errors; what they reach is unknown"));
    }
  }

  private Path root() {
    return face.root(face.start().orElse(face.terminal().folder()));
  }

  private Project revision(String revision) {
    Path root = root();
    face.task().is("reading `" + revision + "`");
    try {
      return Repository.of(root).project(revision);
    } catch (RevisionException e) {
      throw Stop.usage(String.valueOf(e.getMessage())).hint(e.hint());
    }
  }

  // Files of metrics.

  private Workspace registry(DiffSource.Registry registry) {
    try {
      Snapshot kept = FileStore.open(registry.file(), registry.title()).read();
      Project project = Project.load(root(), registry.file());
      Workspace all = project.workspace();
      // A compiled project has the metrics of all files, so those are not read twice.
      boolean compiled =
          kept.metrics().values().stream().anyMatch(metric -> metric.entry().has("file"));
      Workspace workspace = compiled ? all.with(List.of(), filesBut(project, kept, all)) : all;
      warn(registry, compiled ? workspace.diagnostics() : project.diagnostics());
      return workspace;
    } catch (StoreException e) {
      throw stop(List.of(e.diagnostic()));
    }
  }

  private static List<String> filesBut(Project project, Snapshot kept, Workspace all) {
    Collection<String> ours =
        kept.metrics().keySet().stream().map(project::keptPath).collect(Collectors.toSet());
    return all.metricFiles().keySet().stream().filter(path -> !ours.contains(path)).toList();
  }

  private Stop stop(List<Diagnostic> diagnostics) {
    face.report(diagnostics);
    return Stop.error("nothing was compared.");
  }

  // Versions of a metric.

  /** The project as it is now, but for one metric. */
  private Workspace version(DiffSource.Version version) {
    Project project = face.project();
    String text = text(version, project);
    var file = new SourceFile(project.keptPath(version.metric()), text);
    Workspace workspace =
        withoutOther(version.metric(), file.path(), project.workspace()).with(file);
    warn(version, workspace.diagnostics());
    return workspace;
  }

  private String text(DiffSource.Version version, Project project) {
    List<HistoryLine> lines = history(version.metric(), project);
    Optional<HistoryLine> line =
        lines.stream().filter(l -> l.version() == version.number()).findFirst();
    if (line.isEmpty()) {
      String known =
          lines.stream().map(l -> String.valueOf(l.version())).collect(Collectors.joining(", "));
      throw Stop.error(
              "metric `%s` has no version %d.".formatted(version.metric(), version.number()))
          .hint(known.isEmpty() ? "It was never defined at run time." : "There are " + known + ".");
    }
    if (line.get().removes()) {
      throw Stop.error(
          "version %d took metric `%s` away; there is nothing to compare."
              .formatted(version.number(), version.metric()));
    }
    Analysis analysis = project.workspace().analysis();
    Compiled<String> text =
        line.get()
            .definition()
            .map(t -> Compiled.of(t))
            .orElseGet(() ->
                DefinitionForm.readEntry(line.get().entry().orElseThrow())
                    .then(form -> form.text(analysis))
                    .map(FormText::text));
    return text.value().orElseThrow(() -> stop(text.diagnostics()));
  }

  private List<HistoryLine> history(String metric, Project project) {
    try {
      return FileStore.open(project.registry()).history().of(metric);
    } catch (StoreException e) {
      throw stop(List.of(e.diagnostic()));
    }
  }

  /** Blanks a declaration in another file: the metric was moved there since. */
  private static Workspace withoutOther(String metric, String path, Workspace workspace) {
    Declared<Declaration.Metric> declared = workspace.analysis().metricDeclarations().get(metric);
    if (declared == null || declared.file().path().equals(path)) {
      return workspace;
    }
    SourceFile file = declared.file();
    Span span = declared.declaration().span();
    String text =
        file.text().substring(0, span.start())
            + " ".repeat(span.length())
            + file.text().substring(span.end());
    return workspace.with(new SourceFile(file.path(), text));
  }
}
