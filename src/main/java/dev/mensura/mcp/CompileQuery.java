package dev.mensura.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.compiler.Asked;
import dev.mensura.compiler.Compiler;
import dev.mensura.compiler.Readings;
import dev.mensura.compiler.Workspace;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.Settings;
import dev.mensura.plan.Now;
import dev.mensura.plan.PlanOptions;
import dev.mensura.plan.QueryPlan;
import dev.mensura.sql.Dialect;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code compile_query}. */
record CompileQuery(Desk desk) implements Tool {
  private static final List<String> DIALECTS = Dialect.all().stream().map(Dialect::name).toList();

  @Override
  public Card card() {
    return new Card(
        "compile_query",
        "Compile a query",
        "Shows the SQL of a query in a dialect, and what it asks in a sentence. No database is"
            + " opened.",
        Card.Effect.READS,
        QueryText.arguments(Schema.object(""))
            .optional("dialect", Schema.choice("Else that of the project's settings.", DIALECTS))
            .optional("now", Schema.text(Moments.DESCRIPTION))
            .done(),
        Schema.object("")
            .required("sql", Schema.text(""))
            .required("dialect", Schema.text(""))
            .required("columns", Schema.list(QueryMetrics.column(), ""))
            .required("reading", Schema.text("What is asked, in a sentence."))
            .optional("warnings", Problems.schema())
            .done());
  }

  private record Text(String sql, QueryPlan plan, Asked asked) {}

  @Override
  public Reply call(Arguments arguments, Call call) {
    QueryText text = QueryText.of(arguments);
    Workspace workspace = desk.workspace();
    Dialect dialect = dialect(arguments, workspace.settings());
    Optional<LocalDateTime> now = Moments.of(arguments);
    var options =
        new PlanOptions(
            now.map(Now::at).orElseGet(Now::ofDatabase),
            ZoneId.of(workspace.settings().timeZone()));
    var compiler = new Compiler(workspace, options);
    Compiled<Text> compiled =
        compiler
            .query(text.file())
            .then(asked ->
                compiler
                    .plan(asked.query(), text.file())
                    .map(plan -> new Text(dialect.render(plan), plan, asked)));
    var problems = new Problems(new Said(arguments.values()), new Candidates(workspace));
    List<Diagnostic> told = text.told(compiled.diagnostics());
    Text made = compiled.value().orElseThrow(() -> problems.refusal(told));
    var readings = new Readings(workspace.catalog(), now.orElseGet(() -> desk.now(workspace)));
    ObjectNode content = Json.object();
    content.put("sql", made.sql());
    content.put("dialect", dialect.name());
    content.set(
        "columns",
        QueryMetrics.columns(made.plan().columns(), made.asked().query().groups().size()));
    content.put("reading", readings.of("The answer", made.asked().query()));
    if (!told.isEmpty()) {
      content.set("warnings", problems.json(new ArrayList<>(told)));
    }
    return Reply.success(content, content.get("reading").asText() + "\n\n" + made.sql());
  }

  private static Dialect dialect(Arguments arguments, Settings settings) {
    String name =
        arguments
            .text("dialect")
            .or(settings::dialect)
            .orElse(
                settings.connection() instanceof Settings.Connection.Jdbc ? "postgres" : "duckdb");
    return Dialect.of(name)
        .orElseThrow(() ->
            Refusal.of(
                Arguments.BAD_PARAMETER, "dialect", "There is no dialect `%s`.".formatted(name)));
  }
}
