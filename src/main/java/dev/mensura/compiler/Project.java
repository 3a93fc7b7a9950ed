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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A folder with models and metrics, and the metrics that were defined at run time. Immutable. */
public final class Project {
  private final Path root;
  private final KeptFiles keptFiles;
  private final Optional<FileStamp> settings;
  private final SortedMap<String, FileStamp> files;
  private final Snapshot kept;
  private final Workspace workspace;
  private final List<Diagnostic> unread;

  private Project(
      Path root,
      KeptFiles keptFiles,
      Optional<FileStamp> settings,
      SortedMap<String, FileStamp> files,
      Snapshot kept,
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
    KeptSnapshot kept = KeptSnapshot.read(registry);
    Project files = load(root, registry, kept.snapshot());
    return files.with(files.workspace, kept.diagnostics());
  }

  /** Reads and checks all files of a project. */
  public static Project load(Path root, Path registry, Snapshot kept) {
    var reader = new ProjectReader(root);
    Optional<FileStamp> settingsFile = reader.settings();
    List<SourceFile> texts = new ArrayList<>();
    settingsFile.ifPresent(x -> texts.addAll(reader.read(List.of(FileKind.SETTINGS_FILE))));
    Settings settings =
        texts.isEmpty() ? Settings.DEFAULT : SettingsReader.read(texts.getFirst()).settings();
    SortedMap<String, FileStamp> files = reader.find(settings);
    texts.addAll(reader.read(files.keySet()));
    var keptFiles = KeptFiles.of(root, registry);
    texts.addAll(keptFiles.written(kept.metrics().values()));
    Workspace written = Workspace.of(texts);
    var turned = keptFiles.turned(kept.metrics().values(), written.analysis());
    Workspace workspace = turned.files().isEmpty() ? written : written.with(turned.files());
    List<Diagnostic> unread = new ArrayList<>(reader.diagnostics());
    unread.addAll(turned.diagnostics());
    unread.addAll(keptFiles.misnamed(kept.metrics().values(), workspace));
    return new Project(root, keptFiles, settingsFile, files, kept, workspace, unread);
  }

  /** The project as its files are by now; this one if they are the same. */
  public Project refreshed() {
    var reader = new ProjectReader(root);
    boolean sameSettings = reader.settings().equals(settings);
    if (!sameSettings || !unread.isEmpty()) {
      return load(root, keptFiles.registry(), kept);
    }
    SortedMap<String, FileStamp> now = reader.find(workspace.settings());
    if (now.equals(files)) {
      return this;
    }
    List<String> changed =
        now.entrySet().stream()
            .filter(f -> !f.getValue().equals(files.get(f.getKey())))
            .map(Map.Entry::getKey)
            .toList();
    List<String> gone = files.keySet().stream().filter(f -> !now.containsKey(f)).toList();
    Workspace next = workspace.with(reader.read(changed), gone);
    return new Project(root, keptFiles, settings, now, kept, next, reader.diagnostics());
  }

  /** The project with what a store keeps by now. */
  public Project with(Snapshot now) {
    List<Kept> changed = new ArrayList<>();
    now.metrics()
        .forEach((name, metric) -> {
          if (!isSame(kept.metrics().get(name), metric)) {
            changed.add(metric);
          }
        });
    List<String> gone =
        kept.metrics().keySet().stream()
            .filter(name -> !now.metrics().containsKey(name))
            .map(keptFiles::path)
            .toList();
    var turned = keptFiles.turned(changed, workspace.analysis());
    List<SourceFile> texts = new ArrayList<>(keptFiles.written(changed));
    texts.addAll(turned.files());
    Workspace next = texts.isEmpty() && gone.isEmpty() ? workspace : workspace.with(texts, gone);
    List<Diagnostic> all = new ArrayList<>(unread);
    all.addAll(turned.diagnostics());
    all.addAll(keptFiles.misnamed(changed, next));
    return new Project(root, keptFiles, settings, files, now, next, all);
  }

  private static boolean isSame(@Nullable Kept before, Kept after) {
    return before != null && before.means(after);
  }

  /** The project with what a store keeps by now, whose workspace is known already. */
  public Project with(Snapshot now, Workspace known) {
    return new Project(root, keptFiles, settings, files, now, known, unread);
  }

  /** The project with another workspace, as a command makes it for a file that isn't kept. */
  public Project with(Workspace other) {
    return with(other, List.of());
  }

  private Project with(Workspace other, Collection<Diagnostic> more) {
    List<Diagnostic> all = new ArrayList<>(unread);
    all.addAll(more);
    return new Project(root, keptFiles, settings, files, kept, other, all);
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
    return kept;
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
    all.sort(Diagnostic.ORDER);
    return all;
  }
}
