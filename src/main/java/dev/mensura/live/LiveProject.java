package dev.mensura.live;

import dev.mensura.compiler.Project;
import dev.mensura.compiler.Users;
import dev.mensura.compiler.Workspace;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.engine.Database;
import dev.mensura.registry.DefinitionForm;
import dev.mensura.registry.store.Action;
import dev.mensura.registry.store.Edit;
import dev.mensura.registry.store.FileStore;
import dev.mensura.registry.store.History;
import dev.mensura.registry.store.MetricStore;
import dev.mensura.registry.store.Operation;
import dev.mensura.registry.store.Snapshot;
import dev.mensura.registry.store.StoreException;
import dev.mensura.registry.store.Usage;
import dev.mensura.registry.store.UsageLog;
import dev.mensura.registry.store.Use;
import dev.mensura.source.SourceFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * A project as it is at this moment: its files are read anew when they change, and metrics come and
 * go while it is in use. Threads may share it: readers take an immutable {@link Project} and never
 * wait for a writer.
 */
public final class LiveProject implements AutoCloseable {
  /** So long files are not looked at again. */
  private static final Duration FRESH = Duration.ofMillis(200);

  private final Environment environment;
  private final MetricStore store;
  private final UsageLog usage;
  private final Engines engines = new Engines();
  private final Meanings meanings = new Meanings();
  private volatile Seen seen;

  /** A project, and when its files were last looked at. */
  private record Seen(Project project, Instant at) {}

  private LiveProject(Environment environment, Seen seen) {
    this.environment = environment;
    this.store = FileStore.open(seen.project().registry());
    this.usage = UsageLog.open(seen.project().registry());
    this.seen = seen;
  }

  /**
   * Reads and checks a project.
   *
   * @param root its folder
   * @param registry the file of the metrics that are defined at run time; there needn't be one
   */
  public static LiveProject open(Path root, Path registry, Environment environment) {
    Instant at = environment.now();
    return new LiveProject(environment, new Seen(Project.load(root, registry), at));
  }

  /** Works out ahead what the first definition would wait for. */
  public void prepare() {
    meanings.of(workspace());
  }

  /** What the project is now. */
  public Project project() {
    Seen last = seen;
    try {
      Snapshot kept = store.read();
      return isFresh(last) && last.project().keeps(kept) ? last.project() : look(kept);
    } catch (StoreException e) {
      // What was read before stays in use; whoever wants to change something is told.
      return look(e.diagnostic());
    }
  }

  /** What the project's files say now, the metrics that were defined at run time included. */
  public Workspace workspace() {
    return project().workspace();
  }

  private boolean isFresh(Seen last) {
    Duration since = Duration.between(last.at(), environment.now());
    return since.isPositive() && since.compareTo(FRESH) < 0;
  }

  private synchronized Project look(Snapshot kept) {
    return keeping(kept, isFresh(seen) ? seen : refreshed());
  }

  private synchronized Project look(Diagnostic broken) {
    Seen files = isFresh(seen) ? seen : refreshed();
    seen = new Seen(files.project().withBroken(broken), files.at());
    return seen.project();
  }

  /** The state that a change is checked against: files are looked at, however fresh they are. */
  private synchronized Project newest(Snapshot kept) {
    return keeping(kept, refreshed());
  }

  private Seen refreshed() {
    Instant at = environment.now();
    return new Seen(seen.project().refreshed(), at);
  }

  private Project keeping(Snapshot kept, Seen files) {
    Project project = files.project();
    seen = new Seen(project.keeps(kept) ? project : project.with(kept), files.at());
    return seen.project();
  }

  /** Notes what this very change has made of the project, so that it isn't worked out twice. */
  @SuppressWarnings("ReferenceEquality")
  private synchronized void note(Project before, Snapshot after, Workspace known) {
    if (seen.project() == before) {
      seen = new Seen(before.with(after, known), seen.at());
    }
  }

  /** Defines a metric in the language, or changes one. */
  public Compiled<Defined> define(SourceFile text, Terms terms) {
    return Definition.of(text).then(d -> define(d, terms, Optional.empty()));
  }

  /** Defines a metric in the structured form, or changes one. */
  public Compiled<Defined> define(DefinitionForm form, Terms terms) {
    return form.text(workspace().analysis())
        .then(Definition::of)
        .then(d -> define(d, terms, Optional.empty()));
  }

  private Compiled<Defined> define(Definition definition, Terms terms, Optional<Action> as) {
    var definer = new Definer(definition, terms, as);
    return change(terms, project -> definer.decide(project, meanings));
  }

  /** Deletes a metric. */
  public Compiled<Removed> delete(String name, Terms terms) {
    return change(terms, project -> new Remover(name, terms).decide(project));
  }

  /**
   * Brings an earlier version of a metric back, as a new version.
   *
   * @param version none: the one that was kept before the last change, a deletion too
   */
  public Compiled<Defined> restore(String name, OptionalInt version, Terms terms) {
    Terms replacing = terms.with(Terms.Existing.REPLACE);
    return change(
        terms,
        project ->
            history()
                .then(history -> Restorer.definition(name, version, history, project))
                .then(d ->
                    new Definer(d, replacing, Optional.of(Action.RESTORE))
                        .decide(project, meanings)));
  }

  /** Keeps the metrics of another registry too: all of them, or none. */
  public Compiled<Imported> importAll(Path registry, OnConflict conflict, Terms terms) {
    try {
      var importer = new Importer(FileStore.open(registry).read(), conflict, terms);
      return change(terms, importer::decide);
    } catch (StoreException e) {
      return Compiled.not(e.diagnostic());
    }
  }

  /**
   * Moves a metric from the registry into a file of the project.
   *
   * @param file relative to the project; none: where most metrics of the same model stand
   */
  public Compiled<Promoted> promote(String name, Optional<String> file, Terms terms) {
    var promoter = new Promoter(name, file, terms);
    Compiled<Promoted> promoted = change(terms, promoter::decide);
    // What the registry has lost stays in the file.
    if (promoted.value().isEmpty() && project().kept().metric(name).isPresent()) {
      promoter.undo();
    }
    return promoted;
  }

  /**
   * Makes a change, alone among all threads and processes, on the newest state of the project.
   *
   * @param plan what is to be done, or why it isn't
   */
  private <R> Compiled<R> change(Terms terms, Function<Project, Compiled<Planned<R>>> plan) {
    if (terms.mode() == Terms.Mode.TRY) {
      return plan.apply(project()).map(planned -> planned.result().apply(Optional.empty()));
    }
    try {
      return store.change(
          terms.author(environment.now()),
          newest -> {
            Project before = newest(newest);
            Compiled<Planned<R>> planned = plan.apply(before);
            List<Operation> operations = planned.value().map(Planned::operations).orElse(List.of());
            return new Edit<>(
                operations,
                after ->
                    planned.map(p -> {
                      note(before, after, p.after());
                      return p.result().apply(Optional.of(after));
                    }));
          });
    } catch (StoreException e) {
      return Compiled.not(e.diagnostic());
    }
  }

  /** All versions of all metrics. */
  public Compiled<History> history() {
    try {
      return new Compiled<>(Optional.of(store.history()), List.of());
    } catch (StoreException e) {
      return Compiled.not(e.diagnostic());
    }
  }

  /** What uses a metric, through others too. */
  public Users users(String metric) {
    return Users.of(List.of(metric), workspace().analysis());
  }

  /** The database of the project's settings, or why there is none to ask. */
  public Compiled<Database> database() {
    Project project = project();
    return Connections.of(project.workspace().settings(), project.root(), environment);
  }

  /** Asks the database of the project's settings, and notes which metrics were used. */
  public Compiled<Answered> ask(Question question) {
    return ask(question, new Cancellation());
  }

  /** Asks the database of the project's settings, as long as the answer is wanted. */
  public Compiled<Answered> ask(Question question, Cancellation cancellation) {
    Project project = project();
    return Connections.of(project.workspace().settings(), project.root(), environment)
        .then(database -> ask(project, question, database, cancellation));
  }

  /** Asks a database, and notes which metrics were used. */
  public Compiled<Answered> ask(Question question, Database database) {
    return ask(project(), question, database, new Cancellation());
  }

  private Compiled<Answered> ask(
      Project project, Question question, Database database, Cancellation cancellation) {
    Workspace workspace = project.workspace();
    Compiled<Answered> answered =
        new Asker(workspace, engines, environment, cancellation).ask(question, database);
    // An answer doesn't wait or fail for what can't be noted.
    answered
        .value()
        .filter(a -> environment.notesUsage() && !a.asked().uses().isEmpty())
        .ifPresent(a ->
            usage.note(
                new Use(
                    environment.now(),
                    question.by(),
                    a.asked().uses(),
                    Users.used(a.asked().uses(), workspace.analysis()),
                    a.rows().size(),
                    a.took())));
    return answered;
  }

  /** How each metric was used that was ever used, by name. */
  public Compiled<SortedMap<String, Usage>> usage() {
    try {
      return Compiled.of(usage.summary());
    } catch (StoreException e) {
      return Compiled.not(e.diagnostic());
    }
  }

  /** Ends what runs. */
  @Override
  public void close() {
    engines.close();
  }
}
