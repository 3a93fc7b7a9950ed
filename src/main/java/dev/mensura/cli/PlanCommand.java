package dev.mensura.cli;

import dev.mensura.diagnostic.Compiled;
import dev.mensura.plan.PlanText;
import dev.mensura.plan.QueryPlan;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code mensura plan}. */
final class PlanCommand implements Command {
  /** How a plan is written. */
  enum Format {
    TEXT,
    JSON,
    DOT
  }

  @Override
  public void describe(CommandSpec spec) {
    Help.more(
        spec,
        "Each stage is made from tables and from the stages before it; the last is the answer."
            + " No database is opened.");
    QueryText.describe(spec);
    spec.addOption(
        Arguments.option("--format", "FORMAT", "text (for people), json, or dot (for Graphviz)."));
    spec.addOption(
        Arguments.option(
            "--now", "TIME", "Reckon `last 30 days` from this, not from when the plan runs."));
    Help.examples(
        spec,
        "mensura plan 'power_users, arpu by plan'",
        "mensura plan weekly_growth --format dot | dot -Tsvg > plan.svg");
  }

  @Override
  public int run(Arguments arguments, Face face) {
    Format format = arguments.oneOf("--format", Format.class);
    QueryText question = QueryText.of(arguments, face);
    Compiled<QueryPlan> compiled =
        question.compiler(QueryText.now(arguments)).plan(question.text());
    Optional<QueryPlan> plan = question.told(compiled);
    plan.ifPresent(p ->
        face.print(
            switch (format) {
              case TEXT -> PlanText.text(p);
              case JSON -> PlanText.json(p);
              case DOT -> PlanText.dot(p);
            }));
    return plan.isPresent() ? Exit.OK : Exit.ERRORS;
  }
}
