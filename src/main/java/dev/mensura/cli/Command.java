package dev.mensura.cli;

import picocli.CommandLine.Model.CommandSpec;

/** One command. */
interface Command {
  /** Adds options, parameters, description and examples. */
  void describe(CommandSpec spec);

  /** Does it, and says how it ended. */
  int run(Arguments arguments, Face face);
}
