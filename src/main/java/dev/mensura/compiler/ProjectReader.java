package dev.mensura.compiler;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.Settings;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds and reads the files of a project; what can't be read is told and left out. */
final class ProjectReader {
  private static final Set<String> NOT_OURS = Set.of("target", "node_modules");

  private final Path root;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  ProjectReader(Path root) {
    this.root = root;
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  Optional<FileStamp> settings() {
    Path file = root.resolve(FileKind.SETTINGS_FILE);
    return Files.isRegularFile(file) ? FileStamp.of(file) : Optional.empty();
  }

  /**
   * The models and metrics that the settings speak of, by path. A folder may lie in another one: a
   * file is found once.
   */
  SortedMap<String, FileStamp> find(Settings settings) {
    SortedMap<String, FileStamp> files = new TreeMap<>();
    settings.models().forEach(folder -> find(folder, FileKind.MODEL, files));
    settings.metrics().forEach(folder -> find(folder, FileKind.METRIC, files));
    return files;
  }

  private void find(String name, FileKind kind, SortedMap<String, FileStamp> files) {
    Path folder = root.resolve(name).normalize();
    if (!Files.isDirectory(folder)) {
      // A project without models is new; any other folder was asked for by name.
      if (!folder.equals(root.resolve("models"))) {
        missing(folder, "Folder `%s` is not there.");
      }
      return;
    }
    try {
      Files.walkFileTree(folder, new Finder(folder, kind, files));
    } catch (IOException e) {
      missing(folder, "Folder `%s` can't be read: " + reason(e) + ".");
    }
  }

  private static boolean isForeign(Path folder) {
    String name = String.valueOf(folder.getFileName());
    return name.startsWith(".") || NOT_OURS.contains(name) || Project.isRoot(folder);
  }

  /** Whether a file of metrics would be found, if it were there. */
  boolean wouldFind(Path file, Settings settings) {
    return FileKind.of(path(file)) == FileKind.METRIC
        && file.startsWith(root)
        && settings.metrics().stream()
            .map(folder -> root.resolve(folder).normalize())
            .anyMatch(start -> file.startsWith(start) && leadsTo(start, file));
  }

  /** Links to folders aren't followed. */
  private boolean leadsTo(Path start, Path file) {
    for (Path at = file.getParent();
        at != null && !at.equals(start) && !at.equals(root);
        at = at.getParent()) {
      if (isForeign(at) || Files.isSymbolicLink(at)) {
        return false;
      }
    }
    return true;
  }

  private final class Finder extends SimpleFileVisitor<Path> {
    private final Path start;
    private final FileKind kind;
    private final SortedMap<String, FileStamp> files;

    Finder(Path start, FileKind kind, SortedMap<String, FileStamp> files) {
      this.start = start;
      this.kind = kind;
      this.files = files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      boolean inside = !folder.equals(start) && !folder.equals(root);
      return isForeign(folder) && inside ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String path = path(file);
      if (FileKind.of(path) == kind) {
        // What a link leads to is what counts.
        Optional<FileStamp> stamp =
            attributes.isSymbolicLink()
                ? FileStamp.of(file)
                : Optional.of(FileStamp.of(attributes));
        stamp.filter(FileStamp::isFile).ifPresent(s -> files.put(path, s));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      missing(file, "`%s` can't be read: " + reason(e) + ".");
      return FileVisitResult.CONTINUE;
    }
  }

  List<SourceFile> read(Collection<String> paths) {
    return paths.stream().flatMap(path -> read(root.resolve(path)).stream()).toList();
  }

  private Optional<SourceFile> read(Path file) {
    try {
      Utf8 text = Utf8.decode(Files.readAllBytes(file));
      var source = new SourceFile(path(file), text.text());
      if (text.firstBad().isEmpty()) {
        return Optional.of(source);
      }
      int at = text.firstBad().getAsInt();
      String message = "`%s` is not UTF-8 text.".formatted(source.path());
      diagnostics.add(
          Diagnostic.of(Code.MISSING_FILE, new Place(source, new Span(at, at + 1)), message));
    } catch (IOException e) {
      missing(file, "`%s` can't be read: " + reason(e) + ".");
    }
    return Optional.empty();
  }

  private void missing(Path file, String message) {
    String path = path(file);
    var place = new Place(new SourceFile(path, ""), new Span(0, 0));
    diagnostics.add(Diagnostic.of(Code.MISSING_FILE, place, message.formatted(path)));
  }

  private String path(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  private static String reason(IOException e) {
    return e instanceof AccessDeniedException ? "permission denied" : "it is not readable";
  }
}
