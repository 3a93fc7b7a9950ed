package dev.mensura.cli;

import dev.mensura.compare.Comparison;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code mensura diff}. */
final class DiffCommand implements Command {
  /** How a comparison is written. */
  enum Format {
    TEXT,
    JSON,
    MARKDOWN
  }

  @Override
  public void describe(CommandSpec spec) {
    Help.more(
        spec,
        "A and B are two git revisions (A alone: against the files as they are), two folders with"
            + " projects, two versions NAME@1 NAME@3 of a metric that was defined at run time, or"
            + " two JSON files of metrics. What is both a file and a revision is written ./A or"
            + " git:A.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0..1")
            .paramLabel("A [B]")
            .hideParamSyntax(true)
            .arity("1..2")
            .required(true)
            .type(String[].class)
            .description("The old version and the new one; the new one is now if not given.")
            .build());
    spec.addOption(
        Arguments.flag("--fail-on-breaking", "End with 1 if a change breaks something."));
    spec.addOption(Arguments.option("--format", "FORMAT", "text (for people), json or markdown."));
    spec.addOption(
        Arguments.flag("--all", "Also what didn't change, and all that changes with others."));
    Help.examples(
        spec,
        "mensura diff main",
        "mensura diff main HEAD --fail-on-breaking",
        "mensura diff v1.0 v2.0 --format markdown",
        "mensura diff ../before .",
        "mensura diff power_users@1 power_users@3");
  }

  @Override
  public int run(Arguments arguments, Face face) {
    Format format = arguments.oneOf("--format", Format.class);
    List<String> words = arguments.words();
    DiffSource before = DiffSource.of(words.getFirst(), face);
    DiffSource after =
        words.size() > 1 ? DiffSource.of(words.get(1), face) : new DiffSource.Now("now");
    DiffView.Detail detail = arguments.has("--all") ? DiffView.Detail.ALL : DiffView.Detail.ROOTS;
    DiffSides.requireAlike(before, after);
    var sides = new DiffSides(face);
    Comparison comparison = Comparison.of(sides.workspace(before), sides.workspace(after));
    var view = new DiffView(comparison, before.title(), after.title(), detail);
    face.print(
        switch (format) {
          case TEXT -> new DiffText(view, face.paint(), face.terminal().width()).text();
          case JSON -> new DiffJson(view).text();
          case MARKDOWN -> new DiffMarkdown(view).text();
        });
    boolean fails = arguments.has("--fail-on-breaking") && comparison.isBreaking();
    return fails ? Exit.ERRORS : Exit.OK;
  }
}
