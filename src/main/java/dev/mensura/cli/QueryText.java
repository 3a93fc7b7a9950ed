package dev.mensura.cli;

import dev.mensura.compiler.Compiler;
import dev.mensura.compiler.Project;
import dev.mensura.compiler.Workspace;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.Settings;
import dev.mensura.plan.Now;
import dev.mensura.plan.PlanOptions;
import dev.mensura.source.SourceFile;
import dev.mensura.sql.Dialect;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A query on the command line, and the project that it is about.
 *
 * @param text of the query, or the name of a declared one
 */
record QueryText(SourceFile text, Project project, Face face) {
  static void describe(CommandSpec spec) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .paramLabel("TEXT")
            .arity("1")
            .required(true)
            .type(String.class)
            .description(
                "What is asked, or the name of a query of the project; - for standard input.")
            .build());
  }

  static QueryText of(Arguments arguments, Face face) {
    SourceFile text = source(arguments, face);
    return new QueryText(text, face.project(), face);
  }

  static QueryText of(Arguments arguments, Project project, Face face) {
    return new QueryText(source(arguments, face), project, face);
  }

  private static SourceFile source(Arguments arguments, Face face) {
    String word = arguments.words().getFirst();
    String text = word.equals("-") ? face.input() : word;
    face.task().is("compiling `" + text.strip() + "`");
    return new SourceFile("<query>", text);
  }

  Workspace workspace() {
    return project.workspace();
  }

  Compiler compiler(Now now) {
    ZoneId zone = ZoneId.of(workspace().settings().timeZone());
    return new Compiler(workspace(), new PlanOptions(now, zone));
  }

  /** The time of {@code --now}; else the database's own, whenever the SQL runs. */
  static Now now(Arguments arguments) {
    return arguments.text("--now").map(t -> Now.at(Moments.parse(t))).orElse(Now.ofDatabase());
  }

  /** The dialect of {@code --dialect}, else that of the project's settings and connection. */
  Dialect dialect(Optional<String> asked) {
    Settings settings = workspace().settings();
    String name =
        asked
            .or(settings::dialect)
            .orElse(
                settings.connection() instanceof Settings.Connection.Jdbc ? "postgres" : "duckdb");
    return dialect(name);
  }

  static Dialect dialect(String name) {
    List<String> names = Dialect.all().stream().map(Dialect::name).toList();
    return Dialect.of(name)
        .orElseThrow(() ->
            Stop.usage(
                "there is no dialect `%s`; there are %s."
                    .formatted(name, Arguments.either(names).replace(" or ", " and "))));
  }

  /** The value, after whatever is to be said of it is said; empty if there are errors. */
  <T> Optional<T> told(Compiled<T> compiled) {
    List<Diagnostic> found = compiled.diagnostics();
    if (!found.isEmpty()) {
      face.report(found);
    }
    long elsewhere = project.diagnostics().stream().filter(Diagnostic::isError).count();
    if (elsewhere > 0 && found.stream().noneMatch(Diagnostic::isError)) {
      face.terminal()
          .err()
          .println(
              "The project has %s, none of which this query uses; `mensura check` shows %s."
                  .formatted(Counts.counted(elsewhere, "error"), elsewhere == 1 ? "it" : "them"));
    }
    return compiled.value();
  }
}
