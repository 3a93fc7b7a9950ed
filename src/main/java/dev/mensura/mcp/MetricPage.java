package dev.mensura.mcp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.check.Analysis;
import dev.mensura.check.Declared;
import dev.mensura.check.Dimension;
import dev.mensura.check.Dimensions;
import dev.mensura.compiler.Users;
import dev.mensura.compiler.Workspace;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.ir.Family;
import dev.mensura.ir.Metric;
import dev.mensura.ir.Parameter;
import dev.mensura.ir.Properties;
import dev.mensura.registry.store.Kept;
import dev.mensura.source.Place;
import dev.mensura.syntax.ast.Declaration;
import java.util.List;
import java.util.Optional;

/** Everything that is known of a metric, and the few lines of it that a list has. */
record MetricPage(Desk desk, Workspace workspace) {
  static Schema line() {
    return line(Schema.object("A metric.")).done();
  }

  private static Schema.Fields line(Schema.Fields metric) {
    return metric
        .required("name", Schema.text(""))
        .optional("label", Schema.text("Its name for people."))
        .optional("description", Schema.text(""))
        .optional("result_type", Schema.text("The type of its values."))
        .optional("unit", Schema.text("The unit of its values."))
        .optional("models", Schema.texts("The models whose rows it reads."))
        .optional("tags", Schema.texts(""))
        .optional(
            "parameters",
            Schema.texts("What it takes: `name(7 days)` is a metric of its own, in queries too."))
        .optional("owner", Schema.text(""))
        .optional("deprecated", Schema.text("Why not to use it."))
        .required("source", Schema.choice("Where it was defined.", List.of("runtime", "file")));
  }

  static Schema page() {
    Schema.Fields page = line(Schema.object("A metric."));
    return page.required("definition", Schema.text("In the language."))
        .required("path", Schema.text("The file of the definition."))
        .required("line", Schema.whole("From 1."))
        .optional("nullable", Schema.truth("Whether it can be null."))
        .optional("additivity", Schema.text("When its values can be added up."))
        .optional("format", Schema.text("How to show its values."))
        .optional("synonyms", Schema.texts(""))
        .optional("reading", Schema.text("What it is, in a sentence."))
        .optional("uses", Schema.texts("The metrics that it names."))
        .optional("used_by", Schema.texts("Metrics and queries that use it, through others too."))
        .optional("dimensions", Schema.texts("What it can be grouped by, as `by` takes it."))
        .optional("version", Schema.whole("Of a metric that was defined at run time."))
        .optional("created_at", Schema.text(""))
        .optional("created_by", Schema.text(""))
        .optional("updated_at", Schema.text(""))
        .optional("updated_by", Schema.text(""))
        .optional("findings", Problems.schema())
        .done();
  }

  ObjectNode line(Metric metric) {
    Properties said = metric.properties();
    ObjectNode node = Json.object();
    node.put("name", metric.name());
    Json.put(node, "label", said.label());
    Json.put(node, "description", said.description().map(String::strip));
    node.put("result_type", metric.signature().type().toString());
    Json.put(node, "unit", metric.signature().unit().text());
    node.set("models", Json.texts(metric.signature().bases()));
    if (!said.tags().isEmpty()) {
      node.set("tags", Json.texts(said.tags()));
    }
    parameters(node, metric.name());
    Json.put(node, "owner", said.owner());
    Json.put(node, "deprecated", said.deprecated());
    return node.put("source", isKept(metric.name()) ? "runtime" : "file");
  }

  /** A declared metric, or a family that needs arguments. */
  ObjectNode line(String name) {
    Analysis analysis = workspace.analysis();
    return analysis
        .metric(name)
        .map(this::line)
        .orElseGet(() -> {
          Properties said = analysis.properties(name).orElse(Properties.NONE);
          ObjectNode node = Json.object().put("name", name);
          Json.put(node, "label", said.label());
          Json.put(node, "description", said.description().map(String::strip));
          if (!said.tags().isEmpty()) {
            node.set("tags", Json.texts(said.tags()));
          }
          parameters(node, name);
          Json.put(node, "owner", said.owner());
          Json.put(node, "deprecated", said.deprecated());
          return node.put("source", isKept(name) ? "runtime" : "file");
        });
  }

  private void parameters(ObjectNode node, String name) {
    workspace
        .analysis()
        .family(name)
        .ifPresent(f ->
            node.set(
                "parameters", Json.texts(f.parameters().stream().map(Parameter::text).toList())));
  }

  private boolean isKept(String name) {
    return Optional.ofNullable(workspace.analysis().metricDeclarations().get(name))
        .filter(d -> d.file().path().contains(".json#"))
        .isPresent();
  }

  /** The page of a metric that is declared, with errors or without. */
  ObjectNode json(String name) {
    Analysis analysis = workspace.analysis();
    Declared<Declaration.Metric> declared =
        analysis
            .declaration(name)
            .or(() -> Family.of(name).flatMap(analysis::declaration))
            .orElseThrow(() -> new IllegalArgumentException("no metric " + name));
    Optional<Metric> metric = analysis.metric(name);
    ObjectNode node = line(name);
    var place = new Place(declared.file(), declared.declaration().span());
    node.put("definition", place.text());
    node.put("path", declared.file().path());
    node.put("line", place.start().line());
    metric.ifPresent(m -> facts(node, m));
    if (analysis.isOpen(name)) {
      node.set("uses", Json.texts(analysis.uses(name)));
      node.set("used_by", Json.texts(Users.of(List.of(name), analysis).names()));
    }
    List<Diagnostic> findings = findings(place, !analysis.isSound(name));
    if (!findings.isEmpty()) {
      node.set("findings", new Problems(Said.NOTHING, new Candidates(workspace)).json(findings));
    }
    desk.project().project().kept().metric(name).ifPresent(kept -> history(node, kept));
    return node;
  }

  private void facts(ObjectNode node, Metric metric) {
    var signature = metric.signature();
    node.put("nullable", signature.nullable());
    node.put("additivity", signature.additivity().text());
    Json.put(node, "format", metric.properties().format());
    if (!metric.properties().synonyms().isEmpty()) {
      node.set("synonyms", Json.texts(metric.properties().synonyms()));
    }
    node.put("reading", desk.readings(workspace).of(metric));
    node.set("uses", Json.texts(metric.uses()));
    node.set("used_by", Json.texts(Users.of(List.of(metric.name()), workspace.analysis()).names()));
    ArrayNode dimensions = node.putArray("dimensions");
    Dimensions.of(metric, workspace.analysis()).stream()
        .map(Dimension::path)
        .forEach(dimensions::add);
  }

  /** What was found at it; of one that is absent without a finding of its own, at all others. */
  private List<Diagnostic> findings(Place place, boolean absent) {
    List<Diagnostic> own =
        workspace.diagnostics().stream()
            .filter(d -> d.place().file() == place.file())
            .filter(d -> place.span().contains(d.place().span().start()))
            .toList();
    return own.isEmpty() && absent
        ? workspace.diagnostics().stream().filter(Diagnostic::isError).limit(5).toList()
        : own;
  }

  private static void history(ObjectNode node, Kept kept) {
    node.put("version", kept.version());
    Json.put(node, "created_at", kept.createdAt().map(Object::toString));
    Json.put(node, "created_by", kept.createdBy());
    Json.put(node, "updated_at", kept.updatedAt().map(Object::toString));
    Json.put(node, "updated_by", kept.updatedBy());
  }
}
