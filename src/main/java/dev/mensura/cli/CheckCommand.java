package dev.mensura.cli;

import dev.mensura.compiler.Project;
import dev.mensura.compiler.Readings;
import dev.mensura.compiler.Workspace;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.JsonReport;
import dev.mensura.diagnostic.Nearest;
import dev.mensura.diagnostic.SarifReport;
import dev.mensura.diagnostic.TerminalReport;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code mensura check}. */
final class CheckCommand implements Command {
  /** How findings are written. */
  enum Format {
    TEXT,
    JSON,
    SARIF
  }

  private static final String STDIN = "<stdin>";

  @Override
  public void describe(CommandSpec spec) {
    Help.more(
        spec,
        "Reads the whole project and shows what is found in PATH, or everywhere. No database is"
            + " opened. Ends with 1 if there are errors; warnings alone end with 0.");
    describePaths(spec, "Files or folders; - for a metric file on standard input.");
    spec.addOption(
        Arguments.option(
            "--format", "FORMAT", "text (for people), json, or sarif (for code hosts)."));
    spec.addOption(
        Arguments.flag(
            "--readings", "Also say back every metric and query in an English sentence."));
    spec.addOption(
        Arguments.option(
            "--now", "TIME", "What readings reckon `last 30 days` from, as 2024-05-31."));
    Help.examples(
        spec,
        "mensura check",
        "mensura check metrics/growth.metric",
        "mensura check --format sarif > mensura.sarif",
        "mensura check --readings",
        "echo 'metric all_users = count users' | mensura check -");
  }

  static void describePaths(CommandSpec spec, String description) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("[PATH…]")
            .hideParamSyntax(true)
            .arity("0..*")
            .type(String[].class)
            .description(description)
            .build());
  }

  @Override
  public int run(Arguments arguments, Face face) {
    Format format = arguments.oneOf("--format", Format.class);
    boolean readings = arguments.has("--readings");
    if (readings && format != Format.TEXT) {
      throw Stop.usage("`--readings` are text, `--format` must be too.");
    }
    Optional<LocalDateTime> now = arguments.text("--now").map(Moments::parse);
    Checked checked = check(arguments.words(), face);
    switch (format) {
      case JSON -> face.print(JsonReport.render(checked.shown));
      case SARIF ->
          face.print(SarifReport.render(checked.shown, VersionCommand.version(), Pages::text));
      case TEXT -> text(checked, face);
    }
    if (readings) {
      LocalDateTime time = now.orElseGet(() -> Moments.now(checked.workspace, face.terminal()));
      readings(checked, time).forEach(face.terminal().out()::println);
    }
    boolean failed = checked.shown.stream().anyMatch(Diagnostic::isError);
    return failed ? Exit.ERRORS : Exit.OK;
  }

  /**
   * A checked project.
   *
   * @param shown the findings in what was asked for
   * @param elsewhere how many errors there are in the rest
   * @param asked whether a file is part of what was asked for
   */
  private record Checked(
      Workspace workspace, List<Diagnostic> shown, long elsewhere, Predicate<String> asked) {}

  private static Checked check(List<String> words, Face face) {
    List<String> paths = words.stream().filter(word -> !word.equals("-")).toList();
    List<Diagnostic> missing = new ArrayList<>();
    List<Path> asked = new ArrayList<>();
    for (String word : paths) {
      Path path = face.terminal().folder().resolve(word).normalize();
      if (Files.exists(path)) {
        asked.add(Project.real(path));
      } else {
        missing.add(missing(word, path));
      }
    }
    Project project =
        face.start().isEmpty() && !asked.isEmpty()
            ? face.load(face.root(asked.getFirst()))
            : face.project();
    List<String> inside = new ArrayList<>();
    for (Path path : asked) {
      if (!path.startsWith(project.root())) {
        throw Stop.usage("`%s` lies outside of the project `%s`.".formatted(path, project.root()));
      }
      inside.add(project.root().relativize(path).toString().replace(File.separatorChar, '/'));
    }
    Workspace workspace = project.workspace();
    if (words.contains("-")) {
      workspace = workspace.with(new SourceFile(STDIN, face.input()));
      inside.add(STDIN);
    }
    Predicate<String> isAsked =
        words.isEmpty() ? file -> true : file -> inside.stream().anyMatch(p -> lies(file, p));
    List<Diagnostic> all = project.with(workspace).diagnostics();
    all.addAll(workspace.advice());
    List<Diagnostic> shown = new ArrayList<>(missing);
    all.stream().filter(d -> isAsked.test(d.place().file().path())).forEach(shown::add);
    long elsewhere =
        all.stream().filter(d -> d.isError() && !isAsked.test(d.place().file().path())).count();
    return new Checked(workspace, shown, elsewhere, isAsked);
  }

  private static boolean lies(String file, String in) {
    return in.isEmpty() || file.equals(in) || file.startsWith(in + "/");
  }

  private static Diagnostic missing(String word, Path path) {
    var place = new Place(new SourceFile(word, ""), new Span(0, 0));
    Diagnostic missing =
        Diagnostic.of(Code.MISSING_FILE, place, "There is no file or folder `%s`.".formatted(word));
    File[] siblings = path.resolveSibling(".").normalize().toFile().listFiles();
    List<String> names =
        siblings == null ? List.of() : List.of(siblings).stream().map(File::getName).toList();
    return Nearest.to(String.valueOf(path.getFileName()), names)
        .map(near -> missing.note("The nearest is `" + near + "`."))
        .orElse(missing);
  }

  private static void text(Checked checked, Face face) {
    face.print(new TerminalReport(face.paint(), face.terminal().width()).render(checked.shown));
    if (checked.shown.isEmpty()) {
      face.terminal().out().println(Counts.of(checked.workspace, checked.asked) + ": no mistakes.");
    }
    if (checked.elsewhere > 0) {
      String errors = Counts.counted(checked.elsewhere, "error");
      face.terminal().err().println("Other files of the project have " + errors + ".");
    }
  }

  private static List<String> readings(Checked checked, LocalDateTime now) {
    var readings = new Readings(checked.workspace.catalog(), now);
    var analysis = checked.workspace.analysis();
    List<String> lines = new ArrayList<>();
    new TreeMap<>(analysis.metricDeclarations())
        .forEach((name, declared) -> {
          if (checked.asked.test(declared.file().path())) {
            analysis.metric(name).map(readings::of).ifPresent(lines::add);
          }
        });
    new TreeMap<>(analysis.queryDeclarations())
        .forEach((name, declared) -> {
          if (checked.asked.test(declared.file().path())) {
            analysis.query(name).map(q -> readings.of(name, q.query())).ifPresent(lines::add);
          }
        });
    return lines;
  }
}
