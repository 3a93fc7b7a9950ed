package dev.mensura.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.check.Declared;
import dev.mensura.compare.Comparison;
import dev.mensura.compare.Difference;
import dev.mensura.compare.Kind;
import dev.mensura.compiler.Project;
import dev.mensura.compiler.Users;
import dev.mensura.compiler.Workspace;
import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.registry.store.History;
import dev.mensura.registry.store.HistoryLine;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Declaration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringJoiner;

/** {@code diff_metric}. */
record DiffMetric(Desk desk) implements Tool {
  private static final String DEFINITION = "definition";
  private static final String FROM = "from_version";
  private static final String TO = "to_version";

  @Override
  public Card card() {
    Schema difference =
        Schema.object("What became of the metric.")
            .required("name", Schema.text(""))
            .required(
                "kind",
                Schema.choice(
                    "Narrower reads fewer rows, wider more; equivalent is proved to have the same"
                        + " values.",
                    Arrays.stream(Kind.values()).map(Kind::text).toList()))
            .required("reason", Schema.text("Why."))
            .required("breaking", Schema.truth("Whether what was built on it has to be looked at."))
            .optional("renamed_to", Schema.text(""))
            .optional("notes", Schema.texts("What else changed."))
            .optional("before", Schema.text("Its definition."))
            .optional("after", Schema.text("Its definition."))
            .done();
    return new Card(
        "diff_metric",
        "Compare two versions of a metric",
        "Tells what changes in meaning between two versions of a metric, or between what it is and"
            + " a definition that it may get: equivalent, narrower, wider, different, documentation"
            + " only. Also who uses it.",
        Card.Effect.READS,
        Schema.object("")
            .required("name", Schema.text("The metric."))
            .optional(DEFINITION, Schema.text("What it may become, in the language."))
            .optional(
                FROM,
                Schema.whole("A version, as metric_history numbers them.", 1, Integer.MAX_VALUE))
            .optional(TO, Schema.whole("A later one; what it is now if absent.", 1, MOST))
            .done(),
        Schema.object("")
            .required("difference", difference)
            .required("used_by", Schema.texts("Metrics and queries that use it."))
            .done());
  }

  private static final long MOST = Integer.MAX_VALUE;

  /** Two states of a project that differ in a metric. */
  private record Sides(Workspace before, Workspace after) {}

  @Override
  public Reply call(Arguments arguments, Call call) {
    String name = arguments.required("name");
    Project project = desk.project().project();
    boolean proposed = arguments.has(DEFINITION);
    if (proposed == arguments.has(FROM)) {
      throw Refusal.of(
          Arguments.BAD_PARAMETER,
          proposed ? FROM : DEFINITION,
          "It is compared either with a `definition` or with a `from_version`.");
    }
    Sides sides =
        proposed ? proposed(name, arguments, project) : versions(name, arguments, project);
    Difference difference =
        Comparison.ofMetric(name, sides.before(), sides.after())
            .orElseThrow(() ->
                Refusal.of(
                    Code.UNKNOWN_METRIC.id(),
                    "name",
                    "Neither version declares `%s`.".formatted(name)));
    ObjectNode content = Json.object();
    content.set("difference", json(difference));
    List<String> users = Users.of(List.of(name), project.workspace().analysis()).names();
    content.set("used_by", Json.texts(users));
    return Reply.success(content, text(difference, users));
  }

  private Sides proposed(String name, Arguments arguments, Project project) {
    Workspace before = project.workspace();
    var source = new SourceFile("<" + DEFINITION + ">", arguments.required(DEFINITION));
    Declared<Declaration.Metric> declared = before.analysis().metricDeclarations().get(name);
    Span span = new Span(0, 0);
    SourceFile file;
    if (declared == null) {
      file = new SourceFile(project.keptPath(name), source.text());
    } else {
      span = declared.declaration().span();
      var text = new StringBuilder(declared.file().text());
      text.replace(span.start(), span.end(), source.text());
      file = new SourceFile(declared.file().path(), text.toString());
    }
    Workspace after = before.with(file);
    var inside = new Span(span.start(), span.start() + source.text().length());
    int shift = span.start();
    if (after.analysis().metric(name).isEmpty()) {
      List<Diagnostic> errors =
          after.diagnostics().stream()
              .filter(d -> d.isError() && d.place().file() == file)
              .filter(d -> inside.contains(d.place().span().start()))
              .map(d -> d.in(file, source, -shift))
              .toList();
      if (errors.isEmpty()) {
        throw Refusal.of(
            Arguments.BAD_PARAMETER,
            DEFINITION,
            "The definition doesn't declare `%s` without errors.".formatted(name));
      }
      throw new Problems(new Said(arguments.values()), new Candidates(before)).refusal(errors);
    }
    return new Sides(before, after);
  }

  private Sides versions(String name, Arguments arguments, Project project) {
    Compiled<History> compiled = desk.project().history();
    var problems = new Problems(new Said(arguments.values()), new Candidates(project.workspace()));
    History history = compiled.value().orElseThrow(() -> problems.refusal(compiled.diagnostics()));
    List<HistoryLine> lines = history.of(name);
    if (lines.isEmpty()) {
      throw Known.unknown(
          Code.UNKNOWN_METRIC, "metric with a history", name, "name", history.metrics().keySet());
    }
    Workspace now = project.workspace();
    Workspace before = at(arguments.whole(FROM).orElseThrow(), FROM, name, lines, project);
    OptionalLong to = arguments.whole(TO);
    return new Sides(before, to.isPresent() ? at(to.getAsLong(), TO, name, lines, project) : now);
  }

  private static Workspace at(
      long version, String parameter, String name, List<HistoryLine> lines, Project project) {
    Optional<HistoryLine> line = lines.stream().filter(l -> l.version() == version).findFirst();
    if (line.isEmpty()) {
      String known =
          String.join(", ", lines.stream().map(l -> String.valueOf(l.version())).toList());
      throw Refusal.of(
          Code.UNKNOWN_VERSION.id(),
          parameter,
          "Metric `%s` has no version %d: there are %s.".formatted(name, version, known));
    }
    String path = project.keptPath(name);
    return line.get().removes()
        ? project.workspace().without(path)
        : line.get()
            .definition()
            .map(text -> project.workspace().with(new SourceFile(path, text)))
            .orElseThrow(() ->
                Refusal.of(
                    Code.UNKNOWN_VERSION.id(),
                    parameter,
                    "Version %d of `%s` was not kept in the language.".formatted(version, name)));
  }

  private static ObjectNode json(Difference difference) {
    ObjectNode node = Json.object();
    node.put("name", difference.name());
    node.put("kind", difference.kind().text());
    node.put("reason", difference.reason());
    node.put("breaking", difference.isBreaking());
    Json.put(node, "renamed_to", difference.renamedTo());
    if (!difference.notes().isEmpty()) {
      node.set("notes", Json.texts(difference.notes()));
    }
    Json.put(node, "before", difference.before());
    Json.put(node, "after", difference.after());
    return node;
  }

  private static String text(Difference difference, List<String> users) {
    var text = new StringJoiner("\n");
    String reason = difference.reason().isEmpty() ? "" : ": " + difference.reason();
    text.add("`%s` is %s%s.".formatted(difference.name(), difference.kind().text(), reason));
    difference.notes().forEach(n -> text.add("Also: " + n + "."));
    if (difference.isBreaking()) {
      text.add("What was built on it has to be looked at.");
    }
    if (!users.isEmpty()) {
      text.add("It is used by " + String.join(", ", users) + ".");
    }
    return text.toString();
  }
}
