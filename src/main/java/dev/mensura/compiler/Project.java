package dev.mensura.compiler;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.Settings;
import dev.mensura.model.SettingsReader;
import dev.mensura.registry.store.Kept;
import dev.mensura.registry.store.Snapshot;
import dev.mensura.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder with models and metrics, and the metrics that were defined at run time. Immutable. */
public final class Project {
  private final Path root;
  private final KeptFiles keptFiles;
  private final Optional<FileStamp> settings;
  private final SortedMap<String, FileStamp> files;
  private final KeptMetrics kept;
  private final Workspace workspace;
  private final List<Diagnostic> unread;

  private Project(
      Path root,
      KeptFiles keptFiles,
      Optional<FileStamp> settings,
      SortedMap<String, FileStamp> files,
      KeptMetrics kept,
      Workspace workspace,
      List<Diagnostic> unread) {
    this.root = root;
    this.keptFiles = keptFiles;
    this.settings = settings;
    this.files = Collections.unmodifiableSortedMap(files);
    this.kept = kept;
    this.workspace = workspace;
    this.unread = unread.stream().distinct().toList();
  }

  /**
   * The root of the project that a file or folder lies in: the nearest folder upwards with {@code
   * mensura.yml} or {@code models}.
   */
  public static Optional<Path> rootOf(Path start) {
    for (@Nullable Path at = real(start); at != null; at = at.getParent()) {
      if (isRoot(at)) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  static boolean isRoot(Path folder) {
    return Files.isRegularFile(folder.resolve(FileKind.SETTINGS_FILE))
        || Files.isDirectory(folder.resolve("models"));
  }

  /** The path without links and dots; of what isn't there, as much of it as can be told. */
  public static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }

  /** The file of the metrics that were defined at run time, where none else is named. */
  public static Path registryOf(Path root) {
    return root.resolve("registry").resolve("metrics.json");
  }

  /** Reads and checks all files of the project at {@code root}, and its registry. */
  public static Project load(Path root) {
    return load(root, registryOf(root));
  }

  /**
   * Reads and checks all files of the project at {@code root}.
   *
   * @param registry the file of the metrics that were defined at run time; there needn't be one
   */
  public static Project load(Path root, Path registry) {
    return load(root, KeptFiles.of(root, registry), KeptMetrics.read(registry));
  }

  private static Project load(Path root, KeptFiles keptFiles, KeptMetrics kept) {
    var reader = new ProjectReader(root);
    Optional<FileStamp> settingsFile = reader.settings();
    List<SourceFile> texts = new ArrayList<>();
    settingsFile.ifPresent(x -> texts.addAll(reader.read(List.of(FileKind.SETTINGS_FILE))));
    Settings settings =
        texts.isEmpty() ? Settings.DEFAULT : SettingsReader.read(texts.getFirst()).settings();
    SortedMap<String, FileStamp> files = reader.find(settings);
    texts.addAll(reader.read(files.keySet()));
    Collection<Kept> metrics = kept.snapshot().metrics().values();
    texts.addAll(keptFiles.written(metrics));
    Workspace written = Workspace.of(texts);
    var problems = new TreeMap<String, List<Diagnostic>>();
    List<SourceFile> turned = keptFiles.turned(metrics, written.analysis(), problems);
    Workspace workspace = turned.isEmpty() ? written : written.with(turned);
    keptFiles.misnamed(metrics, workspace, problems);
    return new Project(
        root, keptFiles, settingsFile, files, kept.with(problems), workspace, reader.diagnostics());
  }

  /** The project as its files are by now; this one if they are the same. */
  public Project refreshed() {
    var reader = new ProjectReader(root);
    boolean unreadSettings = settings.isPresent() && !workspace.hasSettings();
    if (unreadSettings || !reader.settings().equals(settings)) {
      return load(root, keptFiles, kept);
    }
    SortedMap<String, FileStamp> now = reader.find(workspace.settings());
    List<String> changed =
        now.entrySet().stream()
            .filter(f -> !f.getValue().equals(files.get(f.getKey())) || !isRead(f.getKey()))
            .map(Map.Entry::getKey)
            .toList();
    List<String> gone = files.keySet().stream().filter(f -> !now.containsKey(f)).toList();
    List<SourceFile> texts = reader.read(changed);
    if (texts.isEmpty() && gone.isEmpty() && reader.diagnostics().equals(unread)) {
      return this;
    }
    // What can't be read any more isn't what it was either.
    Workspace next = workspace.with(texts, Stream.concat(gone.stream(), changed.stream()).toList());
    var refreshed = new Project(root, keptFiles, settings, now, kept, next, reader.diagnostics());
    return next.catalog() == workspace.catalog() ? refreshed : refreshed.turnedAnew();
  }

  /**
   * How the project calls a file of metrics that is there or would be.
   *
   * @param file relative to the project, or absolute
   * @return none if the project would not read it
   */
  public Optional<String> metricFile(String file) {
    Path path;
    try {
      path = root.resolve(file).normalize();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
    return file.endsWith(".metric") && new ProjectReader(root).wouldFind(path, workspace.settings())
        ? Optional.of(root.relativize(path).toString().replace('\\', '/'))
        : Optional.empty();
  }

  private boolean isRead(String file) {
    return workspace.metricFiles().containsKey(file) || workspace.modelFiles().containsKey(file);
  }

  /** What structured forms mean depends on the types of fields. */
  private Project turnedAnew() {
    List<Kept> forms =
        kept.snapshot().metrics().values().stream().filter(k -> k.definition().isEmpty()).toList();
    return forms.isEmpty() ? this : with(kept, forms, List.of());
  }

  /** The project with what a store keeps by now. */
  public Project with(Snapshot now) {
    Snapshot before = kept.snapshot();
    List<Kept> changed =
        now.metrics().values().stream()
            .filter(metric -> before.metric(metric.name()).filter(metric::means).isEmpty())
            .toList();
    List<String> gone =
        before.metrics().keySet().stream()
            .filter(name -> !now.metrics().containsKey(name))
            .toList();
    return with(new KeptMetrics(now, Optional.empty(), kept.problems()), changed, gone);
  }

  private Project with(KeptMetrics now, List<Kept> changed, List<String> gone) {
    var problems = new TreeMap<>(now.problems());
    gone.forEach(problems::remove);
    changed.forEach(metric -> problems.remove(metric.name()));
    List<SourceFile> texts = new ArrayList<>(keptFiles.written(changed));
    texts.addAll(keptFiles.turned(changed, workspace.analysis(), problems));
    // What can't be turned any more is gone as well.
    List<String> without =
        Stream.concat(gone.stream(), changed.stream().map(Kept::name))
            .map(keptFiles::path)
            .toList();
    Workspace next = without.isEmpty() ? workspace : workspace.with(texts, without);
    keptFiles.misnamed(changed, next, problems);
    return new Project(root, keptFiles, settings, files, now.with(problems), next, unread);
  }

  /** The project with what a store keeps by now, whose workspace is known already. */
  public Project with(Snapshot now, Workspace known) {
    var problems = new TreeMap<>(kept.problems());
    problems
        .keySet()
        .removeIf(name ->
            now.metric(name)
                .filter(m -> kept.snapshot().metric(name).filter(m::means).isPresent())
                .isEmpty());
    var state = new KeptMetrics(now, Optional.empty(), problems);
    return new Project(root, keptFiles, settings, files, state, known, unread);
  }

  /** Whether this is what a store keeps, and nothing hides that. */
  @SuppressWarnings("ReferenceEquality")
  public boolean keeps(Snapshot now) {
    return kept.snapshot() == now && kept.broken().isEmpty();
  }

  /** The project while its registry can't be read. */
  public Project withBroken(Diagnostic why) {
    return kept.broken().filter(why::equals).isPresent()
        ? this
        : new Project(root, keptFiles, settings, files, kept.broken(why), workspace, unread);
  }

  /** The project with another workspace, as a command makes it for a file that isn't kept. */
  public Project with(Workspace other) {
    return new Project(root, keptFiles, settings, files, kept, other, unread);
  }

  /** Absolute, without links. */
  public Path root() {
    return root;
  }

  /** The file of the metrics that were defined at run time. */
  public Path registry() {
    return keptFiles.registry();
  }

  /** What its files say, those metrics included. */
  public Workspace workspace() {
    return workspace;
  }

  /** The metrics that were defined at run time. */
  public Snapshot kept() {
    return kept.snapshot();
  }

  /** How a metric that was defined at run time, or is about to be, is called as a file. */
  public String keptPath(String metric) {
    return keptFiles.path(metric);
  }

  /** The files and folders that could not be read. */
  public List<Diagnostic> unread() {
    return unread;
  }

  /** Everything that is wrong, the unreadable files included. */
  public List<Diagnostic> diagnostics() {
    List<Diagnostic> all = new ArrayList<>(workspace.diagnostics());
    // What could not be read may hold any model.
    if (!unread.isEmpty()) {
      all.removeIf(d -> d.code() == Code.UNKNOWN_MODEL);
    }
    all.addAll(unread);
    all.addAll(kept.diagnostics());
    all.sort(Diagnostic.ORDER);
    return all;
  }
}
