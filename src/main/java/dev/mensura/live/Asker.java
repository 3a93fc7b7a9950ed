package dev.mensura.live;

import dev.mensura.compiler.Asked;
import dev.mensura.compiler.Compiler;
import dev.mensura.compiler.Workspace;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.engine.Database;
import dev.mensura.ir.Query;
import dev.mensura.plan.Now;
import dev.mensura.plan.PlanOptions;
import dev.mensura.plan.QueryPlan;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import dev.mensura.sql.Dialect;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Optional;

/** Takes a question to the database and its answer back. */
record Asker(
    Workspace workspace, Engines engines, Environment environment, Cancellation cancellation) {
  Compiled<Answered> ask(Question question, Database database) {
    ZoneId zone = ZoneId.of(workspace.settings().timeZone());
    LocalDateTime now =
        question.now().orElseGet(() -> LocalDateTime.ofInstant(environment.now(), zone));
    var compiler = new Compiler(workspace, new PlanOptions(Now.at(now), zone));
    return compiler
        .query(question.text())
        .then(asked ->
            compiler
                .plan(limited(asked.query(), question), question.text())
                .then(plan -> ask(question, database, asked, plan, now)));
  }

  private Compiled<Answered> ask(
      Question question, Database database, Asked asked, QueryPlan plan, LocalDateTime now) {
    Dialect dialect =
        Dialect.of(database.dialect())
            .orElseThrow(() -> new IllegalStateException("no SQL for " + database));
    String sql = dialect.render(plan);
    var diagnostics = new ArrayList<Diagnostic>();
    Instant started = environment.now();
    CappedRows rows =
        engines.ask(
            database,
            workspace.catalog(),
            question.caps(),
            sql,
            whole(question.text()),
            cancellation,
            diagnostics);
    Duration took = Duration.between(started, environment.now());
    boolean failed = diagnostics.stream().anyMatch(Diagnostic::isError);
    return new Compiled<>(
        failed
            ? Optional.empty()
            : Optional.of(
                new Answered(
                    asked,
                    sql,
                    plan.columns(),
                    rows.result().rows(),
                    rows.isTruncated(),
                    now,
                    took)),
        diagnostics);
  }

  /** One row more than the cap tells whether there are more. */
  private static Query limited(Query query, Question question) {
    long cap = question.caps().rows();
    long most = cap == Long.MAX_VALUE ? cap : cap + 1;
    return query.limited(Math.min(most, question.limit().orElse(Long.MAX_VALUE)));
  }

  private static Place whole(SourceFile text) {
    return new Place(text, new Span(0, text.text().length()));
  }
}
