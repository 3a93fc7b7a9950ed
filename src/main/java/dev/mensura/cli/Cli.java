package dev.mensura.cli;

import dev.mensura.diagnostic.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds the command that is meant, runs it, and makes one clear line of whatever goes wrong. */
final class Cli {
  private final Terminal terminal;

  private Cli(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Runs one command line and gives its exit code. Never throws. */
  static int run(Terminal terminal, String... arguments) {
    var task = new Task();
    int exit;
    try {
      exit = new Cli(terminal).dispatch(List.of(arguments), task);
    } catch (Stop stop) {
      terminal.err().println("mensura: " + stop.message());
      stop.hint().ifPresent(hint -> terminal.err().println(hint));
      exit = stop.exit();
    } catch (RuntimeException | Error bug) {
      report(terminal, bug, task);
      exit = Exit.BUG;
    }
    terminal.err().flush();
    boolean broken = terminal.out().checkError();
    return broken ? Exit.BROKEN_PIPE : exit;
  }

  private static void report(Terminal terminal, Throwable bug, Task task) {
    terminal
        .err()
        .println(
            "mensura: a bug in Mensura while %s: %s. Please report it with this line."
                .formatted(task.text(), bug));
    if (terminal.variable("MENSURA_DEBUG").isPresent()) {
      bug.printStackTrace(terminal.err());
    }
  }

  private int dispatch(List<String> arguments, Task task) {
    if (arguments.isEmpty()) {
      terminal.err().print(RootHelp.text());
      return Exit.USAGE;
    }
    String first = arguments.getFirst();
    List<String> rest = arguments.subList(1, arguments.size());
    return switch (first) {
      case "-h", "--help" -> help(List.of());
      case "help" -> help(rest);
      case "-V", "--version" -> new VersionCommand().run(terminal);
      default -> command(first).run(rest, terminal, task);
    };
  }

  private int help(List<String> of) {
    if (of.isEmpty()) {
      terminal.out().print(RootHelp.text());
      return Exit.OK;
    }
    return command(of.getFirst()).run(List.of("--help"), terminal, new Task());
  }

  private static CommandLineOf command(String name) {
    Optional<Commands> found =
        Arrays.stream(Commands.values()).filter(c -> c.text().equals(name)).findFirst();
    if (found.isPresent()) {
      return new CommandLineOf(found.get());
    }
    List<String> names = Arrays.stream(Commands.values()).map(Commands::text).toList();
    String message =
        name.startsWith("-")
            ? "an option such as `%s` stands behind a command.".formatted(name)
            : "there is no command `%s`.".formatted(name);
    throw Stop.usage(message)
        .hint(
            Nearest.to(name, names)
                .map(near -> "The nearest is `mensura " + near + "`.")
                .orElse("`mensura --help` lists them all."));
  }
}
