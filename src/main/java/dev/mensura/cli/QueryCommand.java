package dev.mensura.cli;

import dev.mensura.compiler.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.engine.Answer;
import dev.mensura.engine.Database;
import dev.mensura.engine.Engine;
import dev.mensura.engine.Result;
import dev.mensura.ir.Query;
import dev.mensura.plan.Now;
import dev.mensura.plan.QueryPlan;
import dev.mensura.source.Place;
import dev.mensura.source.Span;
import dev.mensura.sql.Dialect;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;

/** {@code mensura query}. */
final class QueryCommand implements Command {
  /** How rows are written. */
  enum Format {
    TABLE,
    CSV,
    JSON
  }

  @Override
  public void describe(CommandSpec spec) {
    Help.more(
        spec,
        "Without a connection in mensura.yml and without --jdbc, the CSV and Parquet files in data/"
            + " are the tables.");
    Question.describe(spec);
    spec.addOption(Arguments.option("--format", "FORMAT", "table (for people), csv or json."));
    spec.addOption(
        Arguments.option(
            "--jdbc", "URL", "Ask this database: jdbc:postgresql:… or jdbc:duckdb:FILE."));
    spec.addOption(
        Arguments.option("--now", "TIME", "Reckon `last 30 days` from this, not from now."));
    spec.addOption(Arguments.option("--limit", "N", "No more than N rows."));
    spec.addOption(Arguments.option("--timeout", "SECONDS", "Give up after so long."));
    Help.examples(
        spec,
        "mensura query 'power_users, conversion_rate, arpu by plan'",
        "mensura query \"paid_users / total_users as share by month where industry = 'tech'\"",
        "mensura query weekly_growth --format csv > growth.csv",
        "mensura query 'total_users by day where day in last 30 days' --now 2024-05-31",
        "mensura query total_users --jdbc 'jdbc:postgresql://localhost/shop?user=me'");
  }

  @Override
  public int run(Arguments arguments, Face face) {
    Format format = arguments.oneOf("--format", Format.class);
    OptionalLong limit = arguments.count("--limit");
    Duration timeout = Duration.ofSeconds(arguments.count("--timeout").orElse(0));
    Optional<Now> now = arguments.text("--now").map(Moments::parse).map(Now::at);
    Question question = Question.of(arguments, face);
    Optional<Database> database =
        new Connections(question, face).database(arguments.text("--jdbc"));
    if (database.isEmpty()) {
      return Exit.ERRORS;
    }
    Dialect dialect =
        Question.dialect(database.get() instanceof Database.Postgres ? "postgres" : "duckdb");
    var compiler =
        question.compiler(
            now.orElseGet(() -> Now.at(Moments.now(question.workspace(), face.terminal()))));
    Compiled<QueryPlan> compiled =
        compiler
            .query(question.text())
            .then(query -> compiler.plan(limited(query, limit), question.text()));
    Optional<QueryPlan> plan = question.told(compiled);
    if (plan.isEmpty()) {
      return Exit.ERRORS;
    }
    return answer(question, database.get(), dialect.render(plan.get()), timeout, face)
        .map(answer -> {
          Output output = Output.of(plan.get(), answer, face);
          face.print(
              switch (format) {
                case TABLE -> output.table();
                case CSV -> output.csv();
                case JSON -> JsonRows.text(output);
              });
          return Exit.OK;
        })
        .orElse(Exit.ERRORS);
  }

  private static Optional<Result> answer(
      Question question, Database database, String sql, Duration timeout, Face face) {
    var catalog = question.workspace().catalog();
    int end = question.text().text().length();
    var asked = new Place(question.text(), new Span(0, end));
    try (Engine engine = Engine.open(database, catalog, timeout);
        var progress = Progress.of(face.terminal(), "asking the database")) {
      Answer answer = progress.during(() -> engine.run(sql, asked));
      if (answer.diagnostics().stream().anyMatch(Diagnostic::isError)) {
        face.report(answer.diagnostics());
      }
      return answer.result();
    }
  }

  private static Query limited(Query query, OptionalLong limit) {
    boolean fewer = limit.isPresent() && limit.getAsLong() < query.limit().orElse(Long.MAX_VALUE);
    return fewer
        ? new Query(
            query.bases(),
            query.items(),
            query.groups(),
            query.filters(),
            query.periods(),
            query.having(),
            query.order(),
            limit)
        : query;
  }
}
