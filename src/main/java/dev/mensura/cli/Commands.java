package dev.mensura.cli;

import java.util.Locale;
import java.util.function.Supplier;

/** All commands, in the order in which help lists them. Only the one that runs is made. */
enum Commands {
  CHECK("Find every mistake in models and metrics.", CheckCommand::new),
  QUERY("Ask for metrics and see the answer.", QueryCommand::new),
  SQL("Show the SQL of a query.", SqlCommand::new),
  PLAN("Show how a query is answered, stage by stage.", PlanCommand::new),
  EXPLAIN("Tell what a metric, model, field or diagnostic is.", ExplainCommand::new),
  LIST("List metrics, models, dimensions or queries.", ListCommand::new),
  COMPILE("Write the registry of all metrics as JSON.", CompileCommand::new),
  FMT("Format .metric files.", FmtCommand::new),
  DIFF("Tell what changed between two versions of the metrics.", DiffCommand::new),
  INIT("Start a project from the tables of a database.", InitCommand::new),
  MCP("Serve agents: a server of the Model Context Protocol.", McpCommand::new),
  VERSION("Show the version.", VersionCommand::new);

  private final String summary;
  private final Supplier<Command> command;

  Commands(String summary, Supplier<Command> command) {
    this.summary = summary;
    this.command = command;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  String summary() {
    return summary;
  }

  Command make() {
    return command.get();
  }
}
