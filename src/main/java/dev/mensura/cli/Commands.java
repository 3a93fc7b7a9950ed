package dev.mensura.cli;

import java.util.Locale;
import java.util.function.Supplier;

/**
 * All commands, in the order in which help lists them. Only the one that runs is made, and its
 * class loaded: a reference to a constructor would load them all.
 */
enum Commands {
  CHECK("Find every mistake in models and metrics.", () -> new CheckCommand()),
  TEST("Run the tests, and check the data against what is declared.", () -> new TestCommand()),
  QUERY("Ask for metrics and see the answer.", () -> new QueryCommand()),
  SQL("Show the SQL of a query.", () -> new SqlCommand()),
  PLAN("Show how a query is answered, stage by stage.", () -> new PlanCommand()),
  EXPLAIN("Tell what a metric, model, field or diagnostic is.", () -> new ExplainCommand()),
  LIST("List metrics, models, dimensions, queries or tests.", () -> new ListCommand()),
  SHOW("Show a metric as it is, or as it was.", () -> new ShowCommand()),
  DEFINE("Define or change a metric while the system runs.", () -> new DefineCommand()),
  DELETE("Delete a metric that was defined at run time.", () -> new DeleteCommand()),
  HISTORY("Show who changed which metric, when and why.", () -> new HistoryCommand()),
  RESTORE("Bring an earlier version of a metric back.", () -> new RestoreCommand()),
  PROMOTE("Move a metric from the registry into a file.", () -> new PromoteCommand()),
  REGISTRY("Import or export the metrics of the registry.", () -> new RegistryCommand()),
  USAGE("Show which metrics are used, and which never.", () -> new UsageCommand()),
  COMPILE("Write the registry of all metrics as JSON.", () -> new CompileCommand()),
  FMT("Format .metric files.", () -> new FmtCommand()),
  DIFF("Tell what changed between two versions of the metrics.", () -> new DiffCommand()),
  INIT("Start a project from the tables of a database.", () -> new InitCommand()),
  MCP("Serve agents: a server of the Model Context Protocol.", () -> new McpCommand()),
  VERSION("Show the version.", () -> new VersionCommand());

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

  /** Whether metrics that were defined at run time matter to it. */
  boolean readsRegistry() {
    return this != FMT && this != INIT && this != VERSION;
  }

  Command make() {
    return command.get();
  }
}
