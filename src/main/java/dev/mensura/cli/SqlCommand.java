package dev.mensura.cli;

import dev.mensura.sql.Dialect;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code mensura sql}. */
final class SqlCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    Help.more(spec, "No database is opened.");
    QueryText.describe(spec);
    spec.addOption(
        Arguments.option(
            "--dialect", "DIALECT", "duckdb or postgres; else that of the project's settings."));
    spec.addOption(
        Arguments.option(
            "--now", "TIME", "Reckon `last 30 days` from this, not from when the SQL runs."));
    Help.examples(
        spec,
        "mensura sql 'power_users by plan'",
        "mensura sql weekly_growth --dialect postgres",
        "mensura sql 'total_users by day where day in last 30 days' --now 2024-05-31");
  }

  @Override
  public int run(Arguments arguments, Face face) {
    QueryText question = QueryText.of(arguments, face);
    Dialect dialect = question.dialect(arguments.text("--dialect"));
    Optional<String> sql =
        question.told(question.compiler(QueryText.now(arguments)).sql(question.text(), dialect));
    sql.ifPresent(face.terminal().out()::println);
    return sql.isPresent() ? Exit.OK : Exit.ERRORS;
  }
}
