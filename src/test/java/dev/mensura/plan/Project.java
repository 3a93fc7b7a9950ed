package dev.mensura.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.check.Analysis;
import dev.mensura.check.CheckedQuery;
import dev.mensura.check.Checker;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.ir.Query;
import dev.mensura.model.Catalog;
import dev.mensura.model.Linked;
import dev.mensura.model.ModelReader;
import dev.mensura.model.Models;
import dev.mensura.source.SourceFile;
import dev.mensura.syntax.Parsed;
import dev.mensura.syntax.ParsedQuery;
import dev.mensura.syntax.Parser;
import java.util.List;

/** Models and metrics given as text, and plans of queries given as text. */
final class Project {
  private final Analysis analysis;

  Project(String models, String metrics) {
    Linked linked = Models.link(List.of(ModelReader.read(new SourceFile("models/m.yml", models))));
    none(ModelReader.read(new SourceFile("models/m.yml", models)).diagnostics());
    none(linked.diagnostics());
    Catalog catalog = linked.catalog();
    Parsed parsed = Parser.parse(new SourceFile("m.metric", metrics));
    none(parsed.diagnostics());
    analysis = Checker.check(catalog, List.of(parsed), Analysis.NONE);
    none(analysis.diagnostics());
  }

  private static void none(List<Diagnostic> diagnostics) {
    assertThat(
            diagnostics.stream()
                .filter(Diagnostic::isError)
                .map(d -> d.place() + " " + d.message()))
        .isEmpty();
  }

  Query query(String text) {
    var file = new SourceFile("<query>", text);
    ParsedQuery parsed = Parser.parseQuery(file);
    none(parsed.diagnostics());
    CheckedQuery checked = Checker.query(parsed.body().orElseThrow(), file, analysis);
    none(checked.diagnostics());
    return checked.query().orElseThrow();
  }

  Meanings meanings() {
    return new Meanings(
        analysis.catalog(),
        name -> analysis.metric(name).orElseThrow(),
        analysis::rows,
        analysis::computed);
  }

  QueryPlan plan(String text) {
    return plan(text, PlanOptions.DEFAULT);
  }

  QueryPlan plan(String text, PlanOptions options) {
    return Planner.plan(query(text), meanings(), options).orElseThrow();
  }
}
