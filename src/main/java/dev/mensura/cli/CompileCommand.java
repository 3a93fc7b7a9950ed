package dev.mensura.cli;

import dev.mensura.compiler.AtomicFile;
import dev.mensura.compiler.Project;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.plan.Now;
import dev.mensura.plan.PlanOptions;
import dev.mensura.registry.Registry;
import dev.mensura.registry.RegistryOptions;
import dev.mensura.sql.Dialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code mensura compile}. */
final class CompileCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    Help.more(
        spec,
        "An entry for each metric: definition, type, unit, dimensions, plan and SQL. The same"
            + " project gives the same bytes. Nothing is written if there are errors. No database"
            + " is opened.");
    spec.addOption(Arguments.option("-o", "FILE", "Where to; standard output if not given."));
    spec.addOption(
        Arguments.option("--dialect", "D,…", "SQL to write: duckdb, postgres; both if not given."));
    Help.examples(
        spec,
        "mensura compile -o registry.json",
        "mensura compile --dialect postgres | jq '.metrics[].name'");
  }

  @Override
  public int run(Arguments arguments, Face face) {
    List<Dialect> dialects =
        arguments
            .text("--dialect")
            .map(names -> Arrays.stream(names.split(",", -1)).map(QueryText::dialect).toList())
            .orElse(Dialect.all());
    Optional<Path> file = arguments.text("-o").map(face.terminal().folder()::resolve);
    Project project = face.project();
    List<Diagnostic> diagnostics = project.diagnostics();
    if (!diagnostics.isEmpty()) {
      face.report(diagnostics);
    }
    if (diagnostics.stream().anyMatch(Diagnostic::isError)) {
      return Exit.ERRORS;
    }
    ZoneId zone = ZoneId.of(project.workspace().settings().timeZone());
    var options =
        new RegistryOptions(
            VersionCommand.version(), dialects, new PlanOptions(Now.ofDatabase(), zone));
    try (var progress = Progress.of(face.terminal(), "compiling")) {
      progress.during(() -> {
        write(
            file,
            out ->
                Registry.write(
                    project.workspace().analysis(),
                    options,
                    out,
                    metric -> face.task().is("compiling metric `" + metric + "`")),
            face);
        return Exit.OK;
      });
    }
    file.ifPresent(f ->
        face.terminal()
            .err()
            .println(Counts.of(project.workspace(), any -> true) + " compiled to " + f + "."));
    return Exit.OK;
  }

  private static void write(Optional<Path> file, AtomicFile.Content content, Face face) {
    if (file.isPresent()) {
      face.write(file.get(), content);
      return;
    }
    try {
      Writer out = face.terminal().out();
      content.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
