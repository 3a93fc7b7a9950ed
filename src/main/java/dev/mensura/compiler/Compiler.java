package dev.mensura.compiler;

import dev.mensura.check.Analysis;
import dev.mensura.check.CheckedQuery;
import dev.mensura.check.Checker;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Nearest;
import dev.mensura.ir.Metric;
import dev.mensura.ir.Query;
import dev.mensura.ir.Reducer;
import dev.mensura.plan.Meanings;
import dev.mensura.plan.PlanOptions;
import dev.mensura.plan.Planner;
import dev.mensura.plan.QueryPlan;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import dev.mensura.sql.Dialect;
import dev.mensura.syntax.ParsedQuery;
import dev.mensura.syntax.Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the text of a query to what answers it.
 *
 * @param workspace whose models and metrics it speaks of
 * @param options what the answer depends on besides
 */
public record Compiler(Workspace workspace, PlanOptions options) {
  /** The text of a query as SQL. */
  public Compiled<String> sql(SourceFile text, Dialect dialect) {
    return plan(text).map(dialect::render);
  }

  /** The text of a query, planned. */
  public Compiled<QueryPlan> plan(SourceFile text) {
    return query(text).then(asked -> plan(asked.query(), text));
  }

  /** The text of a query, or the name of a declared one, checked. */
  public Compiled<Asked> query(SourceFile text) {
    Optional<Compiled<Asked>> declared = declared(text);
    if (declared.isPresent()) {
      return declared.get();
    }
    ParsedQuery parsed = Parser.parseQuery(text);
    List<Diagnostic> diagnostics = new ArrayList<>(parsed.diagnostics());
    Optional<CheckedQuery> checked =
        parsed.body().map(body -> Checker.query(body, text, workspace.analysis()));
    checked.ifPresent(c -> diagnostics.addAll(c.diagnostics()));
    boolean sound = diagnostics.stream().noneMatch(Diagnostic::isError);
    Optional<Asked> query =
        checked.filter(c -> sound).flatMap(c -> c.query().map(q -> new Asked(q, c.uses())));
    boolean broken = checked.stream().anyMatch(c -> c.uses().stream().anyMatch(this::isBroken));
    return broken || query.isEmpty() && sound
        ? broken(diagnostics)
        : new Compiled<>(query, suggested(text, diagnostics));
  }

  private boolean isBroken(String metric) {
    Analysis analysis = workspace.analysis();
    return analysis.declaration(metric).isPresent()
        && analysis.metric(metric).isEmpty()
        && !analysis.isOpen(metric);
  }

  /** A checked query, planned. */
  public Compiled<QueryPlan> plan(Query query, SourceFile text) {
    Analysis analysis = workspace.analysis();
    var meanings =
        new Meanings(workspace.catalog(), this::metric, analysis::rows, analysis::computed);
    Optional<QueryPlan> plan = Planner.plan(query, meanings, options);
    return new Compiled<>(plan, plan.isPresent() ? List.of() : List.of(tooLarge(text)));
  }

  private static Diagnostic tooLarge(SourceFile text) {
    String message = "The query has more than %d different values.".formatted(Reducer.LIMIT);
    return Diagnostic.of(Code.TOO_LARGE, whole(text), message);
  }

  private Metric metric(String name) {
    return workspace
        .analysis()
        .metric(name)
        .orElseThrow(() -> new IllegalStateException("metric " + name + " was checked"));
  }

  /** The declared query that a single word names. */
  private Optional<Compiled<Asked>> declared(SourceFile text) {
    String name = text.text().strip().replaceAll("^`(.*)`$", "$1");
    Analysis analysis = workspace.analysis();
    if (!analysis.queryDeclarations().containsKey(name)) {
      return Optional.empty();
    }
    if (analysis.metricDeclarations().containsKey(name)) {
      String message = "`%s` is the name of a query and of a metric.".formatted(name);
      Diagnostic twoWays =
          Diagnostic.of(Code.READS_TWO_WAYS, whole(text), message)
              .fix("Write `" + name + " as " + name + "` for the metric", name + " as " + name);
      return Optional.of(new Compiled<>(Optional.empty(), List.of(twoWays)));
    }
    Optional<Asked> query =
        analysis.query(name).map(known -> new Asked(known.query(), known.uses()));
    return Optional.of(
        query.isPresent() ? new Compiled<>(query, List.of()) : broken(new ArrayList<>()));
  }

  /** A single word that is nearly the name of a declared query may be meant for it. */
  private List<Diagnostic> suggested(SourceFile text, List<Diagnostic> diagnostics) {
    Set<String> queries = workspace.analysis().queryDeclarations().keySet();
    return diagnostics.stream()
        .map(diagnostic ->
            diagnostic.code() == Code.UNKNOWN_METRIC
                ? Nearest.to(text.text().strip(), queries)
                    .map(near -> diagnostic.fix("Write `" + near + "`, a query", near))
                    .orElse(diagnostic)
                : diagnostic)
        .toList();
  }

  /** What a query says of a broken metric helps only next to what is wrong with that. */
  private Compiled<Asked> broken(List<Diagnostic> diagnostics) {
    workspace.diagnostics().stream().filter(Diagnostic::isError).forEach(diagnostics::add);
    return new Compiled<>(Optional.empty(), diagnostics);
  }

  private static Place whole(SourceFile text) {
    return new Place(text, new Span(0, text.text().length()));
  }
}
