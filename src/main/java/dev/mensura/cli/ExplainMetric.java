package dev.mensura.cli;

import dev.mensura.check.Declared;
import dev.mensura.check.Dimension;
import dev.mensura.check.Dimensions;
import dev.mensura.compiler.Readings;
import dev.mensura.compiler.Users;
import dev.mensura.compiler.Workspace;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.TerminalReport;
import dev.mensura.ir.Family;
import dev.mensura.ir.Metric;
import dev.mensura.ir.Parameter;
import dev.mensura.ir.Properties;
import dev.mensura.source.Place;
import dev.mensura.syntax.ast.Declaration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that is known of a metric. */
record ExplainMetric(Workspace workspace, Page page, LocalDateTime now) {
  String text(String name) {
    var analysis = workspace.analysis();
    Optional<String> family =
        analysis.metricDeclarations().containsKey(name) ? Optional.empty() : Family.of(name);
    Declared<Declaration.Metric> declared =
        analysis
            .declaration(family.orElse(name))
            .orElseThrow(() -> new IllegalArgumentException("no metric " + name));
    Optional<Metric> metric = analysis.metric(name);
    var text =
        new StringBuilder(
            page.title(
                metric.map(Metric::name).orElse(name),
                analysis.family(name).isPresent() ? "family of metrics" : "metric"));
    analysis
        .properties(family.orElse(name))
        .flatMap(Properties::description)
        .ifPresent(description -> text.append(page.wrapped(description, 2)));
    var place = new Place(declared.file(), declared.declaration().span());
    text.append('\n').append(page.inset(place.text()));
    text.append('\n').append(page.entry("declared at", place.toString()));
    family.ifPresent(f -> text.append(page.entry("member of", f)));
    analysis.family(name).ifPresent(f -> text.append(parameters(f)));
    text.append(
        analysis.isOpen(name)
            ? open(name)
            : metric.map(this::facts).orElseGet(() -> mistakes(place)));
    return text.toString();
  }

  private String parameters(Family family) {
    var text = new StringBuilder();
    boolean first = true;
    for (Parameter parameter : family.parameters()) {
      text.append(page.entry(first ? "takes" : "and", parameter.text()));
      first = false;
    }
    return text.toString();
  }

  /** Of a family that needs arguments there is nothing to tell but what it says itself. */
  private String open(String name) {
    var analysis = workspace.analysis();
    Properties said = analysis.properties(name).orElse(Properties.NONE);
    var text = new StringBuilder();
    text.append(page.entry("label", said.label().orElse("")));
    text.append(page.entry("format", said.format().orElse("")));
    text.append(page.entry("tags", String.join(", ", said.tags())));
    text.append(page.entry("owner", said.owner().orElse("")));
    text.append(page.entry("deprecated", said.deprecated().orElse("")));
    text.append(page.entry("uses", String.join(", ", analysis.uses(name))));
    List<String> users = users(name);
    if (!users.isEmpty()) {
      text.append(page.heading("Used by")).append(page.wrapped(String.join(", ", users), 2));
    }
    return text.toString();
  }

  private String mistakes(Place place) {
    List<Diagnostic> own =
        workspace.diagnostics().stream()
            .filter(d -> d.place().file() == place.file())
            .filter(d -> place.span().contains(d.place().span().start()))
            .toList();
    return "\n"
        + (own.isEmpty()
            ? page.inset("It uses something that has errors; `mensura check` shows them.")
            : new TerminalReport(page.paint(), page.width()).render(own));
  }

  private String facts(Metric metric) {
    var signature = metric.signature();
    var properties = metric.properties();
    var text = new StringBuilder();
    String or = signature.nullable() ? ", or null where there is nothing" : "";
    text.append(page.entry("type", signature.type() + or));
    text.append(page.entry("unit", signature.unit().text().orElse("")));
    text.append(page.entry("adds up", signature.additivity().text()));
    text.append(page.entry("reads", String.join(", ", signature.bases())));
    text.append(page.entry("label", properties.label().orElse("")));
    text.append(page.entry("format", properties.format().orElse("")));
    text.append(page.entry("tags", String.join(", ", properties.tags())));
    text.append(page.entry("owner", properties.owner().orElse("")));
    text.append(page.entry("synonyms", String.join(", ", properties.synonyms())));
    text.append(page.entry("deprecated", properties.deprecated().orElse("")));
    text.append(page.heading("In words"));
    text.append(page.wrapped(new Readings(workspace.catalog(), now).of(metric), 2));
    text.append(page.heading("Made of"));
    text.append(page.inset(new Lineage(workspace.analysis()).tree(metric)));
    List<String> users = users(metric.name());
    if (!users.isEmpty()) {
      text.append(page.heading("Used by")).append(page.wrapped(String.join(", ", users), 2));
    }
    return text.append(dimensions(metric)).toString();
  }

  private List<String> users(String name) {
    List<String> users = new ArrayList<>();
    workspace.analysis().metricDeclarations().keySet().stream()
        .filter(m -> workspace.analysis().uses(m).contains(name))
        .forEach(users::add);
    workspace.analysis().queries().values().stream()
        .filter(q -> q.uses().contains(name))
        .forEach(q -> users.add(q.name() + " (query)"));
    users.addAll(Users.of(List.of(name), workspace.analysis()).checks().keySet());
    return users;
  }

  private String dimensions(Metric metric) {
    List<Dimension> dimensions = Dimensions.of(metric, workspace.analysis());
    List<String> grains =
        dimensions.stream().map(Dimension::path).filter(path -> !path.contains(".")).toList();
    List<List<String>> rows = new ArrayList<>();
    for (Dimension dimension : dimensions) {
      if (dimension.path().contains(".")) {
        String said = dimension.description().orElse("").strip();
        rows.add(
            List.of(
                dimension.path(),
                dimension.type().toString(),
                said.lines().findFirst().orElse("")));
      }
    }
    return dimensions.isEmpty()
        ? ""
        : page.heading("Can be grouped by")
            + (grains.isEmpty() ? "" : page.wrapped(String.join(", ", grains), 2))
            + (rows.isEmpty() ? "" : page.columns(rows));
  }
}
