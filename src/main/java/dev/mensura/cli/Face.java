package dev.mensura.cli;

import dev.mensura.compiler.AtomicFile;
import dev.mensura.compiler.Project;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Paint;
import dev.mensura.diagnostic.TerminalReport;
import dev.mensura.live.Environment;
import dev.mensura.live.LiveProject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;

/**
 * What commands share: the terminal, its colours, and the project.
 *
 * @param paint for standard output
 * @param errorPaint for standard error
 * @param start where the project is looked for
 * @param registry another file than the project's for the metrics that were defined at run time
 */
record Face(
    Terminal terminal,
    Paint paint,
    Paint errorPaint,
    Optional<Path> start,
    Optional<Path> registry,
    Task task) {
  /** How {@code --color} can be. */
  enum Color {
    AUTO,
    ALWAYS,
    NEVER
  }

  static Face of(Terminal terminal, Arguments arguments, Task task) {
    Color color = arguments.oneOf("--color", Color.class);
    return new Face(
        terminal,
        paint(color, terminal, terminal.outIsTerminal()),
        paint(color, terminal, terminal.errIsTerminal()),
        arguments.text("--project").map(p -> terminal.folder().resolve(p).normalize()),
        arguments.text("--registry").map(p -> registry(terminal, p)),
        task);
  }

  private static Path registry(Terminal terminal, String file) {
    if (!file.endsWith(".json")) {
      throw Stop.usage("a registry is a `.json` file, and `%s` is none.".formatted(file));
    }
    return terminal.folder().resolve(file).normalize();
  }

  private static Paint paint(Color color, Terminal terminal, boolean isTerminal) {
    boolean wanted =
        switch (color) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO ->
              isTerminal
                  && terminal.variable("NO_COLOR").isEmpty()
                  && !terminal.variable("TERM").orElse("").equals("dumb");
        };
    return wanted ? Paint.ANSI : Paint.PLAIN;
  }

  /** The project of {@code --project}, or the one that the command was started in. */
  Project project() {
    return load(root(folder()));
  }

  private Path folder() {
    Path from = start.orElse(terminal.folder());
    if (!Files.isDirectory(from)) {
      throw Stop.usage("`--project` needs a folder, and `%s` is none.".formatted(from));
    }
    return from;
  }

  /** The same project, in use. */
  LiveProject live() {
    Path root = root(folder());
    return live(root, registry(root));
  }

  /** The same project, in use; a registry that is not there yet may be made. */
  LiveProject liveToFill() {
    Path root = root(folder());
    return live(root, registryToFill(root));
  }

  /** The registry, which need not be there yet. */
  Path registryToFill(Path root) {
    return registry.orElse(Project.registryOf(root));
  }

  private LiveProject live(Path root, Path metrics) {
    task.is("checking `" + root + "`");
    try (var progress = Progress.of(terminal, "reading " + root)) {
      return progress.during(() -> LiveProject.open(root, metrics, environment()));
    }
  }

  /** A registry that is named is there; whoever mistypes its name sees no empty one. */
  private Path registry(Path root) {
    registry
        .filter(file -> !Files.exists(file))
        .ifPresent(file -> {
          throw Stop.error("there is no registry `%s`.".formatted(file));
        });
    return registry.orElse(Project.registryOf(root));
  }

  Environment environment() {
    return new Environment(terminal.environment(), terminal.clock());
  }

  /**
   * The root of the project of {@code --project}, or of the one that the command was started in.
   */
  Path root() {
    return root(folder());
  }

  /** The root of the project that a path lies in. */
  Path root(Path path) {
    return Project.rootOf(path)
        .orElseThrow(() ->
            Stop.usage("there is no project in `%s` or above it.".formatted(path))
                .hint("A project is a folder with `models/` or `mensura.yml`."));
  }

  Project load(Path root) {
    task.is("checking `" + root + "`");
    try (var progress = Progress.of(terminal, "reading " + root)) {
      return progress.during(() -> Project.load(root, registry(root)));
    }
  }

  /** Shows findings where they don't mix with what was asked for. */
  void report(Collection<Diagnostic> diagnostics) {
    terminal.err().print(new TerminalReport(errorPaint, terminal.width()).list(diagnostics));
  }

  /** All of standard input. */
  String input() {
    try {
      return new String(terminal.in().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Stop.error("standard input can't be read.");
    }
  }

  /** Where tables end: nowhere, unless somebody looks. */
  int edge() {
    return terminal.outIsTerminal() ? terminal.width() : Integer.MAX_VALUE;
  }

  /** Writes a file as a whole. */
  void write(Path file, AtomicFile.Content content) {
    try {
      AtomicFile.write(file, content);
    } catch (IOException e) {
      throw Stop.error("`%s` can't be written: %s.".formatted(file, e.getMessage()));
    }
  }

  void print(String text) {
    terminal.out().print(text);
  }
}
