package dev.mensura.compare;

import dev.mensura.compiler.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The git repository that a project lies in, of which it reads the project's earlier versions. */
public final class Repository {
  private final Git git;
  private final String prefix;

  private Repository(Git git, String prefix) {
    this.git = git;
    this.prefix = prefix;
  }

  /**
   * The repository that a project lies in.
   *
   * @param project its root; it may be a folder in the repository
   * @throws RevisionException if there is none, or no {@code git} to read it with
   */
  public static Repository of(Path project) throws RevisionException {
    return of(project, "git");
  }

  static Repository of(Path project, String program) throws RevisionException {
    var git = new Git(project, program);
    Git.Said said = git.run("rev-parse", "--show-prefix");
    if (!said.isFine()) {
      throw said.error().contains("dubious ownership")
          ? new RevisionException(
              "git refuses to read the repository of `%s`, which is somebody else's."
                  .formatted(project),
              "`git config --global --add safe.directory …` says that it is trusted.")
          : new RevisionException(
              "`%s` is in no git repository.".formatted(project),
              "Two folders can be compared without one.");
    }
    return new Repository(git, said.text().strip());
  }

  /** Whether a text names a revision. */
  public boolean knows(String revision) throws RevisionException {
    return commit(revision).isPresent();
  }

  private Optional<String> commit(String revision) throws RevisionException {
    // What looks like an option would be one.
    boolean readable =
        !revision.isBlank()
            && !revision.startsWith("-")
            && revision.chars().noneMatch(Character::isISOControl);
    if (!readable) {
      return Optional.empty();
    }
    Git.Said said = git.run("rev-parse", "--verify", "--quiet", revision + "^{commit}");
    return said.isFine() ? Optional.of(said.text().strip()) : Optional.empty();
  }

  /**
   * The project as it was at a revision.
   *
   * @param revision a branch, tag, commit or what else git reads as one
   * @throws RevisionException if there is no such revision, or no project in it
   */
  public Project project(String revision) throws RevisionException {
    if (revision.startsWith("-")) {
      throw new RevisionException(
          "`%s` is no revision but looks like an option.".formatted(revision),
          "A branch of such a name can be written `refs/heads/%s`.".formatted(revision));
    }
    String commit =
        commit(revision)
            .orElseThrow(() ->
                new RevisionException(
                    "git knows no revision `%s`.".formatted(revision),
                    "`git log --oneline` and `git branch --all` list some."));
    List<Entry> entries = entries(commit, revision);
    try {
      Path folder = Files.createTempDirectory("mensura-revision");
      try {
        write(entries, folder);
        if (Project.rootOf(folder).filter(Project.real(folder)::equals).isEmpty()) {
          throw new RevisionException(
              "there is no project in `%s` at `%s`.".formatted(place(), revision),
              "A project is a folder with `models/` or `mensura.yml`.");
        }
        return Project.load(Project.real(folder));
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new RevisionException(
          "the files of `%s` can't be put into a folder for a moment.".formatted(revision),
          "It is made where the system keeps such folders.");
    }
  }

  private String place() {
    return prefix.isEmpty() ? "the repository" : prefix;
  }

  private record Entry(String object, String path) {}

  /** The files that a project is read from. */
  private List<Entry> entries(String commit, String revision) throws RevisionException {
    String tree = prefix.isEmpty() ? commit : commit + ":" + prefix.replaceAll("/$", "");
    Git.Said said = git.run("ls-tree", "-r", "-z", "--full-tree", tree);
    if (!said.isFine()) {
      throw new RevisionException(
          "there is no `%s` at `%s`.".formatted(place(), revision),
          "The project came into the repository later, or was somewhere else.");
    }
    List<Entry> entries = new ArrayList<>();
    for (String line : new String(said.out(), StandardCharsets.UTF_8).split("\0", -1)) {
      int tab = line.indexOf('\t');
      String[] head = tab < 0 ? new String[0] : line.substring(0, tab).split(" +", -1);
      // Links would lead out of the revision.
      boolean isFile = head.length == 3 && head[0].startsWith("100");
      if (isFile && isRead(line.substring(tab + 1))) {
        entries.add(new Entry(head[2], line.substring(tab + 1)));
      }
    }
    return entries;
  }

  private static boolean isRead(String path) {
    return path.endsWith(".metric")
        || path.endsWith(".yml")
        || path.endsWith(".yaml")
        || path.startsWith("registry/") && path.endsWith(".json");
  }

  private void write(List<Entry> entries, Path folder) throws RevisionException, IOException {
    List<String> objects = entries.stream().map(Entry::object).toList();
    git.contents(
        objects,
        (index, content) -> {
          Path file = folder.resolve(entries.get(index).path()).normalize();
          Path parent = file.getParent();
          if (file.startsWith(folder) && parent != null) {
            Files.createDirectories(parent);
            Files.write(file, content);
          }
        });
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
