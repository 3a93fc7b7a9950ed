package dev.mensura.proof;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.interpreter.Interpreter;
import dev.mensura.interpreter.Row;
import dev.mensura.interpreter.World;
import dev.mensura.ir.Query;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

/** Compares the answers of engines with the interpreter's, for the queries of one project. */
final class Prover {
  /**
   * What DuckDB 2.0 says of {@code CASE WHEN x > 5 THEN 'b' END = 'a'} in a WHERE: an error of its
   * own, and no wrong answer.
   */
  private static final String OF_DUCKDB = "BindBuiltinScalarFunction did not return";

  private final BiFunction<String, String, Subject> compiler;
  private final Databases databases;

  /**
   * @param compiler of the text of models and of metrics
   */
  Prover(BiFunction<String, String, Subject> compiler, Databases databases) {
    this.compiler = compiler;
    this.databases = databases;
  }

  /** A project that is loaded everywhere. */
  final class Loaded {
    private final ProjectSpec project;
    private final Subject subject;
    private final World world;

    private Loaded(ProjectSpec project, Subject subject) {
      this.project = project;
      this.subject = subject;
      this.world = subject.world(tables(project));
    }

    Verdict verdict(QuerySpec query) {
      return Prover.this.verdict(this, query.text());
    }

    List<List<Object>> expected(Query query) {
      return new Interpreter(world).answer(query);
    }

    Subject subject() {
      return subject;
    }

    /** Everything of the project, for reports. */
    String text() {
      return project.yaml() + project.metricText() + data(project);
    }
  }

  static Map<String, List<Row>> tables(ProjectSpec project) {
    var tables = new HashMap<String, List<Row>>();
    for (ModelSpec model : project.models()) {
      var rows = new ArrayList<Row>();
      model.rows().forEach(values -> rows.add(new Row(model.name(), rows.size(), values)));
      tables.put(model.name(), rows);
    }
    return tables;
  }

  Loaded load(ProjectSpec project) throws SQLException {
    Subject subject = compiler.apply(project.yaml(), project.metricText());
    for (Database database : databases.all()) {
      database.load(project.models().stream().map(ModelSpec::table).toList());
    }
    return new Loaded(project, subject);
  }

  /** Compiles, loads and asks. */
  Verdict verdict(CaseSpec spec) {
    try {
      return load(spec.project()).verdict(spec.query());
    } catch (SQLException | RuntimeException e) {
      return wrong("load", spec.project(), spec.query().text(), "", e.toString());
    }
  }

  private Verdict verdict(Loaded loaded, String text) {
    Query query;
    List<List<Object>> expected;
    try {
      for (Diagnostic diagnostic : loaded.subject.diagnostics()) {
        if (diagnostic.isError()) {
          return refused(diagnostic);
        }
      }
      Subject.Checked checked = loaded.subject.check(text);
      for (Diagnostic diagnostic : checked.diagnostics()) {
        if (diagnostic.isError()) {
          return refused(diagnostic);
        }
      }
      query = checked.query().orElseThrow();
      expected = loaded.expected(query);
    } catch (RuntimeException | StackOverflowError e) {
      return wrong("check: " + e, loaded.project, text, "", trace(e));
    }
    for (Database database : databases.all()) {
      String sql = "";
      try {
        sql = loaded.subject.sql(query, database.engine());
        List<List<Object>> actual = database.rows(sql);
        if (!Answers.same(expected, actual)) {
          String both =
              "expected\n"
                  + Answers.shown(expected)
                  + database.engine()
                  + "\n"
                  + Answers.shown(actual);
          return wrong("rows of " + database.engine(), loaded.project, text, sql, both);
        }
      } catch (SQLException e) {
        String message = Objects.requireNonNullElse(e.getMessage(), "");
        if (message.contains(OF_DUCKDB)) {
          return new Verdict.Refused("duckdb", message);
        }
        String sort =
            "engine " + database.engine() + ": " + message.replaceAll("[0-9\"'].*|\\n(.|\\n)*", "");
        return wrong(sort, loaded.project, text, sql, message);
      } catch (RuntimeException | StackOverflowError e) {
        return wrong("plan: " + e.getClass(), loaded.project, text, sql, trace(e));
      }
    }
    return new Verdict.Right(expected.size());
  }

  private static Verdict refused(Diagnostic diagnostic) {
    String at = diagnostic.place().toString();
    return new Verdict.Refused(diagnostic.code().id(), diagnostic.message() + " " + at);
  }

  private static String trace(Throwable thrown) {
    StackTraceElement[] trace = thrown.getStackTrace();
    var text = new StringBuilder(thrown.toString());
    for (int i = 0; i < Math.min(12, trace.length); i++) {
      text.append("\n    at ").append(trace[i]);
    }
    return text.toString();
  }

  private static String data(ProjectSpec project) {
    var data = new StringBuilder();
    for (ModelSpec model : project.models()) {
      data.append(model.name()).append('\n');
      model.rows().forEach(row -> data.append("  ").append(row).append('\n'));
    }
    return data.toString();
  }

  private static Verdict wrong(
      String sort, ProjectSpec project, String query, String sql, String what) {
    String report =
        String.join(
            "\n",
            "== " + sort,
            "-- models",
            project.yaml(),
            "-- metrics",
            project.metricText(),
            "-- query",
            query,
            "-- data",
            data(project),
            "-- sql",
            sql,
            "-- answers",
            what);
    return new Verdict.Wrong(sort, report);
  }
}
