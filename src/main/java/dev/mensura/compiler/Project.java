package dev.mensura.compiler;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.Settings;
import dev.mensura.model.SettingsReader;
import dev.mensura.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A folder with models and metrics.
 *
 * @param root absolute, without links
 * @param workspace what its files say
 * @param unread the files and folders that could not be read
 */
public record Project(Path root, Workspace workspace, List<Diagnostic> unread) {
  public Project {
    unread = unread.stream().distinct().toList();
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

  /** Reads and checks all files of the project at {@code root}. */
  public static Project load(Path root) {
    var reader = new ProjectReader(root);
    List<SourceFile> files = new ArrayList<>();
    Settings settings = Settings.DEFAULT;
    Optional<SourceFile> settingsFile = reader.settings();
    if (settingsFile.isPresent()) {
      files.add(settingsFile.get());
      settings = SettingsReader.read(settingsFile.get()).settings();
    }
    files.addAll(reader.models(settings.models()));
    files.addAll(reader.metrics(settings.metrics()));
    return new Project(root, Workspace.of(files), reader.diagnostics());
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
