package dev.mensura.cli;

import dev.mensura.compiler.Project;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.engine.Database;
import dev.mensura.live.Cancellation;
import dev.mensura.live.LiveProject;
import dev.mensura.plan.Now;
import dev.mensura.plan.PlanOptions;
import dev.mensura.verify.Report;
import dev.mensura.verify.Selection;
import dev.mensura.verify.Verdict.Kind;
import dev.mensura.verify.Verification;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** {@code mensura test}. */
final class TestCommand implements Command {
  /** How verdicts are written. */
  enum Format {
    TEXT,
    JUNIT,
    JSON
  }

  @Override
  public void describe(CommandSpec spec) {
    Help.more(
        spec,
        "Tests run on the rows that they give, in memory. Asserts and the keys that models declare"
            + " are checked on the data, which is where `mensura query` finds it. Ends with 1 if"
            + " anything fails or can't be found out.");
    spec.addOption(Arguments.option("--filter", "TEXT", "Only what has TEXT in its name."));
    spec.addOption(
        Arguments.option(
            "--only", "KIND,…", "Only tests, asserts, keys or laws, or some of them."));
    spec.addOption(
        Arguments.flag(
            "--laws", "Also check on the data what follows from the types of the metrics."));
    spec.addOption(
        Arguments.option("--format", "FORMAT", "text (for people), junit (XML), or json."));
    spec.addOption(
        Arguments.option(
            "--jdbc", "URL", "Check this database: jdbc:postgresql:… or jdbc:duckdb:FILE."));
    spec.addOption(
        Arguments.option("--now", "TIME", "Reckon `last 30 days` from this, not from now."));
    spec.addOption(
        Arguments.option("--timeout", "SECONDS", "Give up on a statement after so long."));
    Help.examples(
        spec,
        "mensura test",
        "mensura test --only tests --filter 'free users'",
        "mensura test --only keys --jdbc 'jdbc:postgresql://localhost/shop?user=me'",
        "mensura test --laws",
        "mensura test --format junit > mensura-tests.xml");
  }

  @Override
  public int run(Arguments arguments, Face face) {
    Format format = arguments.oneOf("--format", Format.class);
    Set<Kind> kinds = kinds(arguments);
    String words = arguments.text("--filter").orElse("");
    Optional<LocalDateTime> asked = arguments.text("--now").map(Moments::parse);
    Duration timeout = Duration.ofSeconds(arguments.count("--timeout").orElse(0));
    Optional<Database> other = arguments.text("--jdbc").map(QueryCommand::database);
    try (LiveProject live = face.live()) {
      Project project = live.project();
      List<Diagnostic> found = project.diagnostics();
      if (found.stream().anyMatch(Diagnostic::isError)) {
        face.report(found);
        face.terminal().err().println("Nothing is tested as long as there are errors.");
        return Exit.ERRORS;
      }
      Report report =
          run(
              new Verification(
                  project.workspace().analysis(),
                  options(asked, project, face),
                  other.map(Compiled::of).orElseGet(live::database),
                  face.terminal().clock(),
                  timeout,
                  new Cancellation()),
              new Selection(kinds, words),
              face);
      if (report.verdicts().isEmpty() && !words.isEmpty()) {
        throw Stop.error("nothing that is checked has `%s` in its name.".formatted(words))
            .hint("`mensura list tests` and `mensura list asserts` show what there is.");
      }
      face.print(
          switch (format) {
            case TEXT -> new TestText(face.paint(), face.terminal().width()).of(report);
            case JUNIT -> JunitXml.of(report);
            case JSON -> TestJson.of(report);
          });
      return report.isPassed() ? Exit.OK : Exit.ERRORS;
    }
  }

  private static Report run(Verification verification, Selection selection, Face face) {
    try (var progress = Progress.of(face.terminal(), "testing")) {
      return progress.during(
          () -> verification.run(selection, name -> face.task().is("testing `" + name + "`")));
    }
  }

  private static PlanOptions options(Optional<LocalDateTime> asked, Project project, Face face) {
    ZoneId zone = ZoneId.of(project.workspace().settings().timeZone());
    LocalDateTime now = asked.orElseGet(() -> Moments.now(project.workspace(), face.terminal()));
    return new PlanOptions(Now.at(now), zone);
  }

  private static Set<Kind> kinds(Arguments arguments) {
    Set<Kind> kinds = EnumSet.of(Kind.TEST, Kind.ASSERT, Kind.KEY);
    Optional<String> only = arguments.text("--only");
    if (only.isPresent()) {
      kinds.clear();
      Arrays.stream(only.get().split(",", -1)).map(TestCommand::kind).forEach(kinds::add);
    }
    if (arguments.has("--laws")) {
      kinds.add(Kind.LAW);
    }
    return kinds;
  }

  private static Kind kind(String word) {
    List<String> words = Arrays.stream(Kind.values()).map(TestCommand::plural).toList();
    int index = words.indexOf(word.strip());
    if (index < 0) {
      throw Stop.usage("`--only` takes %s, not `%s`.".formatted(Arguments.either(words), word));
    }
    return Kind.values()[index];
  }

  /** {@code tests}. */
  static String plural(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT) + "s";
  }
}
