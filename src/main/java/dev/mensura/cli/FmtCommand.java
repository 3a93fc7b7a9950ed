package dev.mensura.cli;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.SourceFile;
import dev.mensura.syntax.Formatted;
import dev.mensura.syntax.Formatter;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** {@code mensura fmt}. */
final class FmtCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    Help.more(
        spec,
        "Changes layout alone: comments stay, and what was formatted stays as it is. A file that"
            + " can't be read is left as it is and told.");
    CheckCommand.describePaths(
        spec, "Files or folders; all of the project if not given; - formats standard input.");
    spec.addOption(
        Arguments.flag("--check", "Change nothing; list what would change and end with 1."));
    Help.examples(
        spec,
        "mensura fmt",
        "mensura fmt --check",
        "mensura fmt metrics/growth.metric",
        "mensura fmt - < draft.metric");
  }

  @Override
  public int run(Arguments arguments, Face face) {
    if (arguments.words().contains("-")) {
      if (arguments.words().size() > 1 || arguments.has("--check")) {
        throw Stop.usage("`-` formats standard input alone.");
      }
      return input(face);
    }
    boolean check = arguments.has("--check");
    List<Diagnostic> diagnostics = new ArrayList<>();
    List<Path> changed = new ArrayList<>();
    for (Path file : files(arguments.words(), face)) {
      face.task().is("formatting `" + file + "`");
      SourceFile source = read(file, face);
      Formatted formatted = Formatter.format(source);
      diagnostics.addAll(formatted.diagnostics());
      if (!formatted.text().equals(source.text())) {
        changed.add(file);
        if (!check) {
          face.write(file, out -> out.write(formatted.text()));
        }
      }
    }
    changed.forEach(file -> face.terminal().out().println(shown(file, face)));
    if (!diagnostics.isEmpty()) {
      face.report(diagnostics);
    }
    return diagnostics.isEmpty() && !(check && !changed.isEmpty()) ? Exit.OK : Exit.ERRORS;
  }

  private static int input(Face face) {
    Formatted formatted = Formatter.format(new SourceFile("<stdin>", face.input()));
    if (!formatted.diagnostics().isEmpty()) {
      face.report(formatted.diagnostics());
      return Exit.ERRORS;
    }
    face.print(formatted.text());
    return Exit.OK;
  }

  private static List<Path> files(List<String> words, Face face) {
    if (words.isEmpty()) {
      var project = face.project();
      return project.workspace().metricFiles().keySet().stream()
          .map(project.root()::resolve)
          .toList();
    }
    var files = new TreeSet<Path>();
    for (String word : words) {
      Path path = face.terminal().folder().resolve(word).normalize();
      if (!Files.exists(path)) {
        throw Stop.error("there is no file or folder `%s`.".formatted(word));
      }
      try (Stream<Path> all = Files.walk(path)) {
        all.filter(Files::isRegularFile)
            .filter(file -> file.equals(path) || file.toString().endsWith(".metric"))
            .forEach(files::add);
      } catch (IOException e) {
        throw Stop.error("`%s` can't be read.".formatted(word));
      }
    }
    return List.copyOf(files);
  }

  private static SourceFile read(Path file, Face face) {
    try {
      return new SourceFile(shown(file, face), Files.readString(file));
    } catch (MalformedInputException e) {
      throw Stop.error("`%s` is not UTF-8 text.".formatted(shown(file, face)));
    } catch (IOException e) {
      throw Stop.error("`%s` can't be read.".formatted(shown(file, face)));
    }
  }

  /** As the user would write it from where they are. */
  private static String shown(Path file, Face face) {
    Path folder = face.terminal().folder();
    return (file.startsWith(folder) ? folder.relativize(file) : file).toString();
  }
}
