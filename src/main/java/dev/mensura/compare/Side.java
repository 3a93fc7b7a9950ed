package dev.mensura.compare;

import dev.mensura.check.Analysis;
import dev.mensura.check.Declared;
import dev.mensura.check.Dimension;
import dev.mensura.check.Dimensions;
import dev.mensura.compiler.Workspace;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.ir.Dissection;
import dev.mensura.ir.Fingerprints;
import dev.mensura.ir.Metric;
import dev.mensura.model.Catalog;
import dev.mensura.syntax.ast.Declaration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One of the two versions, and what is asked of it again and again. For one thread. */
final class Side {
  private final Workspace workspace;
  private final Analysis analysis;
  private final Fingerprints fingerprints;
  private final RowText text;
  private final Map<SortedSet<String>, SortedSet<String>> dimensions = new HashMap<>();
  private @Nullable List<Diagnostic> errors;

  Side(Workspace workspace) {
    this.workspace = workspace;
    this.analysis = workspace.analysis();
    this.fingerprints = Fingerprints.over(analysis::metric, analysis.catalog(), analysis::rows);
    this.text = new RowText(analysis.catalog());
  }

  Workspace workspace() {
    return workspace;
  }

  Analysis analysis() {
    return analysis;
  }

  Catalog catalog() {
    return analysis.catalog();
  }

  RowText text() {
    return text;
  }

  boolean declares(String metric) {
    return analysis.declaration(metric).isPresent();
  }

  Optional<Metric> metric(String name) {
    return analysis.metric(name);
  }

  Fingerprints fingerprints() {
    return fingerprints;
  }

  Optional<Dissection> dissect(String metric) {
    return fingerprints.dissect(metric);
  }

  /** The paths of the dimensions that a metric can be grouped by. */
  SortedSet<String> dimensions(Metric metric) {
    return dimensions.computeIfAbsent(
        metric.signature().bases(),
        bases ->
            Dimensions.of(metric, analysis).stream()
                .map(Dimension::path)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  private Optional<Declared<Declaration.Metric>> declared(String metric) {
    return analysis.declaration(metric);
  }

  /** The first error of a metric, as a sentence without a period. */
  Optional<String> error(String metric) {
    if (errors == null) {
      errors = workspace.diagnostics().stream().filter(Diagnostic::isError).toList();
    }
    Optional<Declared<Declaration.Metric>> declared = declared(metric);
    return errors.stream()
        .filter(e -> declared.filter(d -> d.file() == e.place().file()).isPresent())
        .filter(e -> declared.orElseThrow().declaration().span().contains(e.place().span().start()))
        .findFirst()
        .map(e -> e.message().replaceAll("\\.$", ""));
  }

  /** The text of a metric's declaration; empty if it isn't declared. */
  String definition(String metric) {
    return declared(metric).map(d -> d.file().text(d.declaration().span())).orElse("");
  }

  /** The text of what a metric is, without its name and properties. */
  String body(String metric) {
    return declared(metric).map(d -> d.file().text(d.declaration().body().span())).orElse("");
  }

  /** The text of a declared query; empty if it isn't declared. */
  String queryDefinition(String query) {
    return Optional.ofNullable(analysis.queryDeclarations().get(query))
        .map(d -> d.file().text(d.declaration().span()))
        .orElse("");
  }
}
