package dev.mensura.cli;

import dev.mensura.compare.Repository;
import dev.mensura.compare.RevisionException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one side of a comparison is. */
sealed interface DiffSource {
  /** How the comparison calls it. */
  String title();

  /** The project as it is now. */
  record Now(String title) implements DiffSource {}

  /** A version of a metric that was defined at run time. */
  record Version(String metric, int number) implements DiffSource {
    @Override
    public String title() {
      return metric + "@" + number;
    }
  }

  /** A file of metrics. */
  record Registry(Path file, String title) implements DiffSource {}

  /** A folder with a project. */
  record Folder(Path folder, String title) implements DiffSource {}

  /** The project at a revision of git. */
  record Revision(String title) implements DiffSource {}

  Pattern VERSION = Pattern.compile("([^@/\\\\]+)@(\\d{1,9})");

  /** What stands before a revision that is a file, too. */
  String GIT = "git:";

  /**
   * Reads a word: {@code NAME@3} is a version; what begins with {@code git:} a revision; what is
   * there a file or folder; all else a revision.
   */
  static DiffSource of(String word, Face face) {
    if (word.isBlank()) {
      throw Stop.usage("an empty word is no version of anything.");
    }
    Matcher version = VERSION.matcher(word);
    if (version.matches()) {
      return new Version(version.group(1), Integer.parseInt(version.group(2)));
    }
    if (word.startsWith(GIT)) {
      return new Revision(word.substring(GIT.length()));
    }
    Path path = path(word, face);
    if (Files.exists(path)) {
      boolean clear = word.contains("/") || word.contains("\\") || word.contains(".");
      if (!clear && isRevision(word, face)) {
        throw Stop.usage("`%s` is a file or folder and a revision.".formatted(word))
            .hint("`./%s` means what is there, `git:%s` the revision.".formatted(word, word));
      }
      return Files.isDirectory(path) ? new Folder(path, word) : new Registry(path, word);
    }
    if (word.endsWith(".json") || word.startsWith("./") || word.startsWith("../")) {
      throw Stop.usage("there is no file or folder `%s`.".formatted(word));
    }
    return new Revision(word);
  }

  private static Path path(String word, Face face) {
    try {
      return face.terminal().folder().resolve(word).normalize();
    } catch (InvalidPathException e) {
      throw Stop.usage("`%s` is no path, revision or version.".formatted(word));
    }
  }

  private static boolean isRevision(String word, Face face) {
    try {
      return Repository.of(face.root(face.start().orElse(face.terminal().folder()))).knows(word);
    } catch (RevisionException e) {
      // Without a repository there are no revisions to take it for.
      return false;
    }
  }
}
