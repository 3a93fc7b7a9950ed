package dev.mensura.example;

import dev.mensura.compiler.Compiler;
import dev.mensura.compiler.Project;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Paint;
import dev.mensura.diagnostic.TerminalReport;
import dev.mensura.engine.Answer;
import dev.mensura.engine.Database;
import dev.mensura.engine.Engine;
import dev.mensura.engine.Result;
import dev.mensura.plan.Now;
import dev.mensura.plan.PlanOptions;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import dev.mensura.sql.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The project of this repository, asked as a user asks it: on the last day of its data. */
public final class ExampleProject implements AutoCloseable {
  private static final LocalDateTime TODAY = LocalDateTime.of(2024, 12, 31, 12, 0);

  private final Project project = Project.load(Project.real(Path.of("")));
  private final Compiler compiler =
      new Compiler(project.workspace(), new PlanOptions(Now.at(TODAY)));
  private final Dialect dialect = Dialect.of("duckdb").orElseThrow();
  private final Engine engine =
      Engine.open(
          new Database.Files(List.of(new Database.Folder(Path.of("data"), "data"))),
          project.workspace().catalog(),
          Duration.ZERO);

  public Project project() {
    return project;
  }

  /** The SQL of a query; fails with its findings where it is wrong. */
  String sql(String query) {
    Compiled<String> compiled = compiler.sql(new SourceFile("<query>", query), dialect);
    return compiled.value().orElseThrow(() -> new AssertionError(told(compiled)));
  }

  /** The rows of a statement, each by the names of its columns. */
  List<Map<String, @Nullable Object>> rows(String sql) {
    var place = new Place(new SourceFile("<query>", sql), new Span(0, sql.length()));
    Answer answer = engine.run(sql, place);
    Result result =
        answer.result().orElseThrow(() -> new AssertionError(answer.diagnostics() + "\n" + sql));
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (List<@Nullable Object> values : result.rows()) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      for (int i = 0; i < values.size(); i++) {
        row.put(result.columns().get(i).name(), values.get(i));
      }
      rows.add(row);
    }
    return rows;
  }

  private static String told(Compiled<?> compiled) {
    return new TerminalReport(Paint.PLAIN, 120).render(compiled.diagnostics());
  }

  @Override
  public void close() {
    engine.close();
  }
}
