package dev.mensura.live;

import dev.mensura.check.Analysis;
import dev.mensura.compiler.AtomicFile;
import dev.mensura.compiler.Project;
import dev.mensura.compiler.Workspace;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.registry.store.Action;
import dev.mensura.registry.store.Operation;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import dev.mensura.syntax.Formatter;
import dev.mensura.syntax.Parsed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Moves a metric of the registry into a file. The file is written before the registry changes, so
 * that the metric is never nowhere; if the registry then can't be changed, {@link #undo} takes it
 * back.
 */
final class Promoter {
  private final String name;
  private final Optional<String> file;
  private final Terms terms;
  private @Nullable Written written;

  /**
   * What was written.
   *
   * @param before the text of the file; none if there was no such file
   * @param after its text then
   */
  private record Written(Path path, Optional<String> before, String after) {}

  /**
   * @param file where to, relative to the project; none: to where most metrics of the same model
   *     stand
   */
  Promoter(String name, Optional<String> file, Terms terms) {
    this.name = name;
    this.file = file;
    this.terms = terms;
  }

  Compiled<Planned<Promoted>> decide(Project project) {
    if (project.kept().metric(name).isEmpty()) {
      return refusal(Refusals.absent(name, project));
    }
    Workspace workspace = project.workspace();
    Parsed kept = workspace.metricFiles().get(project.keptPath(name));
    if (!workspace.analysis().isSound(name) || kept == null) {
      String message = "Metric `%s` has errors, so it stays in the registry.".formatted(name);
      return refusal(Diagnostic.of(Code.FILE_METRIC, Refusals.named(name), message));
    }
    String wanted = file.orElseGet(() -> usualFile(project));
    Optional<String> target = project.metricFile(wanted);
    return target.isPresent()
        ? decide(project, kept.file(), target.get())
        : refusal(notRead(wanted, project));
  }

  private Compiled<Planned<Promoted>> decide(Project project, SourceFile kept, String target) {
    Workspace workspace = project.workspace();
    Path path = project.root().resolve(target);
    Parsed there = workspace.metricFiles().get(target);
    if (there == null && Files.exists(path)) {
      return refusal(unwritable(target, "it is there, and the project can't read it"));
    }
    Optional<String> before = Optional.ofNullable(there).map(p -> p.file().text());
    String added = Formatter.format(kept).text().strip() + "\n";
    String text =
        before.filter(b -> !b.isBlank()).map(b -> b.stripTrailing() + "\n\n").orElse("") + added;
    Workspace after =
        workspace.with(List.of(new SourceFile(target, text)), List.of(project.keptPath(name)));
    List<Diagnostic> broken = Draft.broken(workspace, after);
    if (!broken.isEmpty() || !stands(target, after)) {
      return refusal(Refusals.broken(name, Refusals.named(name), broken, "promoted"));
    }
    if (terms.mode() == Terms.Mode.KEEP) {
      try {
        if (!before.equals(text(path))) {
          return refusal(unwritable(target, "somebody else is changing it at this moment"));
        }
        write(path, text);
        written = new Written(path, before, text);
      } catch (IOException e) {
        return refusal(unwritable(target, e.getMessage()));
      }
    }
    var promoted = new Promoted(name, target, added);
    List<Operation> operations = List.of(new Operation.Remove(name, Action.PROMOTE));
    return new Compiled<>(Optional.of(new Planned<>(operations, after, x -> promoted)), List.of());
  }

  /** Whether the metric is declared in the file, and means something. */
  private boolean stands(String target, Workspace after) {
    return after.analysis().isSound(name)
        && after
            .analysis()
            .declaration(name)
            .filter(d -> d.file().path().equals(target))
            .isPresent();
  }

  private static Optional<String> text(Path path) throws IOException {
    return Files.exists(path) ? Optional.of(Files.readString(path)) : Optional.empty();
  }

  private static void write(Path path, String text) throws IOException {
    Path folder = path.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    AtomicFile.write(path, out -> out.write(text));
  }

  /** Takes back what was written, unless somebody has changed it since. */
  void undo() {
    Written done = written;
    written = null;
    if (done != null) {
      try {
        if (!text(done.path()).equals(Optional.of(done.after()))) {
          return;
        }
        if (done.before().isPresent()) {
          write(done.path(), done.before().get());
        } else {
          Files.deleteIfExists(done.path());
        }
      } catch (IOException e) {
        throw new UncheckedIOException("the metric is in the registry and in a file", e);
      }
    }
  }

  private static Compiled<Planned<Promoted>> refusal(Diagnostic why) {
    return Compiled.not(why);
  }

  private static Diagnostic unwritable(String target, @Nullable String why) {
    var place = new Place(new SourceFile("<file>", target), new Span(0, target.length()));
    return Diagnostic.of(
        Code.REGISTRY_IO, place, "`%s` can't be written: %s.".formatted(target, why));
  }

  /** The file with most metrics of the model; else one called after the model. */
  private String usualFile(Project project) {
    Analysis analysis = project.workspace().analysis();
    SortedSet<String> bases =
        analysis
            .metric(name)
            .map(m -> m.signature().bases())
            .orElseGet(() -> new TreeSet<>(List.of("families")));
    Map<String, Integer> counts = new HashMap<>();
    analysis
        .metricDeclarations()
        .forEach((other, declared) -> {
          boolean alike =
              analysis.metric(other).filter(m -> m.signature().bases().equals(bases)).isPresent();
          if (alike && !project.kept().metrics().containsKey(other)) {
            counts.merge(declared.file().path(), 1, Integer::sum);
          }
        });
    return counts.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.<String, Integer>comparingByKey().reversed()))
        .map(Map.Entry::getKey)
        .orElseGet(() -> newFile(bases, project));
  }

  private static String newFile(SortedSet<String> bases, Project project) {
    String folder = project.workspace().settings().metrics().getFirst();
    String name = String.join("_", bases) + ".metric";
    return Path.of(folder).resolve(name).normalize().toString().replace('\\', '/');
  }

  /** A file that the project wouldn't read is none for a metric. */
  private static Diagnostic notRead(String target, Project project) {
    List<String> folders = project.workspace().settings().metrics();
    var place = new Place(new SourceFile("<file>", target), new Span(0, target.length()));
    String message =
        "`%s` is not a `.metric` file in %s, where the project keeps its metrics."
            .formatted(target, folders.equals(List.of(".")) ? "the project" : folders(folders));
    return Diagnostic.of(Code.MISSING_FILE, place, message);
  }

  private static String folders(List<String> folders) {
    return String.join(
        " or ",
        folders.stream().map(f -> "`" + f + "`").sorted(Comparator.naturalOrder()).toList());
  }
}
