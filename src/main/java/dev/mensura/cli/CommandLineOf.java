package dev.mensura.cli;

import dev.mensura.diagnostic.Nearest;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Reads the words behind a command's name. Only the command that runs is described to picocli: to
 * read annotations, or to describe all commands, takes longer than to check a project.
 */
record CommandLineOf(Commands command) {
  private static final int WIDEST_HELP = 100;

  int run(List<String> words, Terminal terminal, Task task) {
    Command chosen = command.make();
    CommandSpec spec = spec(chosen);
    if (words.contains("--help") || words.contains("-h")) {
      terminal.out().print(Help.text(spec, Math.min(terminal.width(), WIDEST_HELP)));
      return Exit.OK;
    }
    var line = new CommandLine(spec);
    line.setExpandAtFiles(false);
    try {
      var parsed = line.parseArgs(words.toArray(String[]::new));
      var arguments = new Arguments(parsed);
      return chosen.run(arguments, Face.of(terminal, arguments, task));
    } catch (ParameterException e) {
      throw wrong(e, spec);
    }
  }

  private CommandSpec spec(Command chosen) {
    CommandSpec spec = CommandSpec.create().name("mensura " + command.text());
    spec.usageMessage().description(command.summary());
    chosen.describe(spec);
    spec.addOption(Arguments.option("--project", "DIR", "Where the project is, if not here."));
    if (command.readsRegistry()) {
      spec.addOption(
          Arguments.option(
              "--registry", "FILE", "Another file than registry/metrics.json of the project."));
    }
    spec.addOption(
        Arguments.option("--color", "WHEN", "auto (where somebody looks), always or never."));
    return spec;
  }

  private Stop wrong(ParameterException e, CommandSpec spec) {
    String help = "`mensura %s --help` shows what it takes.".formatted(command.text());
    return switch (e) {
      case UnmatchedArgumentException unmatched -> {
        String word = unmatched.getUnmatched().getFirst();
        if (!word.startsWith("-")) {
          yield Stop.usage("`%s` is one word too many.".formatted(word))
              .hint(takesText(spec) ? "TEXT stands in quotes: `'…'`." : help);
        }
        Optional<String> near = Nearest.to(word, spec.optionsMap().keySet());
        yield Stop.usage("`mensura %s` has no option `%s`.".formatted(command.text(), word))
            .hint(near.map(n -> "The nearest is `" + n + "`.").orElse(help));
      }
      case OverwrittenOptionException twice ->
          Stop.usage("`%s` stands twice.".formatted(twice.getOverwritten().paramLabel()))
              .hint(help);
      case MissingParameterException missing -> Stop.usage(missing(missing)).hint(help);
      default -> Stop.usage(String.valueOf(e.getMessage())).hint(help);
    };
  }

  /** Whether it is a query that was given word by word. */
  private static boolean takesText(CommandSpec spec) {
    return spec.positionalParameters().stream().anyMatch(p -> p.paramLabel().equals("TEXT"));
  }

  private static String missing(MissingParameterException e) {
    var argument = e.getMissing().getFirst();
    return argument.isOption()
        ? "`%s` needs a value, %s."
            .formatted(
                ((CommandLine.Model.OptionSpec) argument).longestName(), argument.paramLabel())
        : "%s is missing.".formatted(argument.paramLabel());
  }
}
