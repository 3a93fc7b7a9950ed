package dev.mensura.cli;

import picocli.CommandLine.Model.CommandSpec;

/** {@code mensura version}. */
final class VersionCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    Help.examples(spec, "mensura version");
  }

  @Override
  public int run(Arguments arguments, Face face) {
    return run(face.terminal());
  }

  int run(Terminal terminal) {
    terminal.out().println("mensura " + version() + " (Java " + Runtime.version() + ")");
    return Exit.OK;
  }

  /** As the jar says it. */
  static String version() {
    String version = VersionCommand.class.getPackage().getImplementationVersion();
    return version == null ? "in development" : version;
  }
}
