package dev.mensura.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.check.Analysis;
import dev.mensura.check.CheckedQuery;
import dev.mensura.check.Checker;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.interpreter.Row;
import dev.mensura.interpreter.World;
import dev.mensura.ir.Query;
import dev.mensura.model.Catalog;
import dev.mensura.model.Linked;
import dev.mensura.model.ModelFile;
import dev.mensura.model.ModelReader;
import dev.mensura.model.Models;
import dev.mensura.model.Settings;
import dev.mensura.model.SettingsFile;
import dev.mensura.model.SettingsReader;
import dev.mensura.plan.FanOutProof;
import dev.mensura.plan.Meanings;
import dev.mensura.plan.Now;
import dev.mensura.plan.PlanOptions;
import dev.mensura.plan.Planner;
import dev.mensura.plan.QueryPlan;
import dev.mensura.source.SourceFile;
import dev.mensura.sql.Dialect;
import dev.mensura.syntax.Parsed;
import dev.mensura.syntax.ParsedQuery;
import dev.mensura.syntax.Parser;
import dev.mensura.type.Calendar;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A project that went through the passes of the compiler, one by one. */
final class CompiledSubject implements Subject {
  private static final LocalDateTime NOW = LocalDateTime.of(2024, 3, 5, 12, 0);

  private final Analysis analysis;
  private final List<Diagnostic> diagnostics;

  CompiledSubject(String models, String metrics) {
    Settings settings = settings(models);
    Calendar calendar = settings.calendar();
    ModelFile read = ModelReader.read(new SourceFile("models/all.yml", models), calendar);
    Linked linked = Models.link(List.of(read), calendar, settings.days());
    Parsed parsed = Parser.parse(new SourceFile("all.metric", metrics));
    this.analysis = Checker.check(linked.catalog(), List.of(parsed), Analysis.NONE);
    var all = new ArrayList<Diagnostic>(read.diagnostics());
    all.addAll(linked.diagnostics());
    all.addAll(parsed.diagnostics());
    all.addAll(analysis.diagnostics());
    this.diagnostics = List.copyOf(all);
  }

  /** What the text of models says of the project's settings. */
  private static Settings settings(String models) {
    if (!models.startsWith(ProjectSpec.SETTINGS)) {
      return Settings.DEFAULT;
    }
    String text = models.substring(ProjectSpec.SETTINGS.length(), models.indexOf('\n'));
    SettingsFile file = SettingsReader.read(new SourceFile("mensura.yml", text));
    assertThat(file.diagnostics()).isEmpty();
    return file.settings();
  }

  @Override
  public Catalog catalog() {
    return analysis.catalog();
  }

  @Override
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  @Override
  public Checked check(String query) {
    ParsedQuery parsed = Parser.parseQuery(new SourceFile("<query>", query));
    if (parsed.body().isEmpty() || parsed.diagnostics().stream().anyMatch(Diagnostic::isError)) {
      return new Checked(Optional.empty(), parsed.diagnostics());
    }
    CheckedQuery checked = Checker.query(parsed.body().get(), parsed.file(), analysis);
    return new Checked(checked.query(), checked.diagnostics());
  }

  @Override
  public String sql(Query query, Database.Engine engine) {
    var meanings =
        new Meanings(
            analysis.catalog(),
            name -> analysis.metric(name).orElseThrow(),
            analysis::rows,
            analysis::computed);
    QueryPlan plan = Planner.plan(query, meanings, new PlanOptions(Now.at(NOW))).orElseThrow();
    assertThat(FanOutProof.check(plan)).isEmpty();
    return Dialect.of(engine.dialect()).orElseThrow().render(plan);
  }

  @Override
  public World world(Map<String, List<Row>> tables) {
    return new World(
        analysis.catalog(),
        analysis::rows,
        name -> analysis.metric(name).orElseThrow(),
        tables,
        NOW);
  }
}
