package dev.mensura.cli;

import dev.mensura.diagnostic.Compiled;
import dev.mensura.engine.Database;
import dev.mensura.live.Answered;
import dev.mensura.live.Caps;
import dev.mensura.live.LiveProject;
import dev.mensura.live.Question;
import java.time.Duration;
import java.time.LocalDateTime;
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
    QueryText.describe(spec);
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
    Optional<LocalDateTime> now = arguments.text("--now").map(Moments::parse);
    OptionalLong limit = arguments.count("--limit");
    Duration timeout = Duration.ofSeconds(arguments.count("--timeout").orElse(0));
    Optional<Database> database = arguments.text("--jdbc").map(QueryCommand::database);
    try (LiveProject live = face.live()) {
      var text = QueryText.of(arguments, live.project(), face);
      String by = face.environment().user();
      var question = new Question(text.text(), now, limit, Caps.NONE.time(timeout), by);
      return text.told(ask(live, question, database, face))
          .map(answer -> {
            Output output = Output.of(answer, face);
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
  }

  private static Compiled<Answered> ask(
      LiveProject live, Question question, Optional<Database> database, Face face) {
    try (var progress = Progress.of(face.terminal(), "asking the database")) {
      return progress.during(
          () -> database.isPresent() ? live.ask(question, database.get()) : live.ask(question));
    }
  }

  static Database database(String url) {
    return Database.of(url, Optional.empty(), Optional.empty())
        .orElseThrow(() ->
            Stop.usage("the URL of a database starts with `jdbc:postgresql:` or `jdbc:duckdb:`."));
  }
}
