package dev.mensura.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.check.Analysis;
import dev.mensura.check.NamedQuery;
import dev.mensura.ir.Fingerprints;
import dev.mensura.ir.Metric;
import dev.mensura.model.SemanticModel;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/** Writes the registry of a project. */
public final class Registry {
  private final Analysis analysis;
  private final RegistryOptions options;
  private final SortedMap<String, Metric> metrics;
  private final SortedMap<String, String> fingerprints;
  private final MetricEntry entries;

  private Registry(Analysis analysis, RegistryOptions options) {
    this.analysis = analysis;
    this.options = options;
    this.metrics = analysis.metrics();
    this.fingerprints =
        Fingerprints.of(analysis::metric, metrics.keySet(), analysis.catalog(), analysis::rows);
    this.entries = new MetricEntry(analysis, options);
  }

  /**
   * Writes all entries, by name, as they are made.
   *
   * @param analysis a checked project; what has errors is left out
   * @param progress told the name of each metric before its entry is made
   */
  public static void write(
      Analysis analysis, RegistryOptions options, Writer out, Consumer<String> progress)
      throws IOException {
    new Registry(analysis, options).write(out, progress);
  }

  /** The whole registry. */
  public static String text(Analysis analysis, RegistryOptions options) {
    var out = new StringWriter();
    try {
      write(analysis, options, out, name -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  /** The entry of one metric; none if it isn't declared or has errors. */
  public static Optional<String> entry(String metric, Analysis analysis, RegistryOptions options) {
    return analysis
        .metric(metric)
        .map(m -> {
          var registry = new Registry(analysis, options);
          return JsonText.of(registry.entry(m)) + "\n";
        });
  }

  /**
   * What a store keeps of a metric beside its definition; none if it isn't declared or has errors.
   *
   * @param definition the text that is kept
   */
  public static Optional<ObjectNode> kept(String metric, String definition, Analysis analysis) {
    if (analysis.isOpen(metric)) {
      return Optional.of(FamilyEntry.kept(metric, definition.strip(), analysis));
    }
    return analysis
        .metric(metric)
        .map(m -> {
          String fingerprint =
              Fingerprints.over(analysis::metric, analysis.catalog(), analysis::rows)
                  .of(metric)
                  .orElse("");
          return MetricEntry.kept(m, definition.strip(), fingerprint, analysis);
        });
  }

  private ObjectNode entry(Metric metric) {
    return entries.of(metric, fingerprints.getOrDefault(metric.name(), ""));
  }

  private void write(Writer out, Consumer<String> progress) throws IOException {
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.setCodec(new ObjectMapper());
      json.setPrettyPrinter(JsonText.printer());
      json.writeStartObject();
      json.writeStringField("mensura", options.version());
      json.writeArrayFieldStart("metrics");
      for (Metric metric : metrics.values()) {
        progress.accept(metric.name());
        json.writeTree(entry(metric));
      }
      json.writeEndArray();
      json.writeArrayFieldStart("families");
      for (String family : FamilyEntry.open(analysis)) {
        progress.accept(family);
        json.writeTree(FamilyEntry.of(family, analysis));
      }
      json.writeEndArray();
      json.writeArrayFieldStart("models");
      for (SemanticModel model : analysis.catalog().models()) {
        json.writeTree(ModelEntry.of(model, analysis.catalog()));
      }
      json.writeEndArray();
      json.writeArrayFieldStart("queries");
      for (NamedQuery query : analysis.queries().values()) {
        json.writeTree(QueryEntry.of(query, analysis));
      }
      json.writeEndArray();
      json.writeArrayFieldStart("asserts");
      for (ObjectNode assertion : CheckEntry.asserts(analysis)) {
        json.writeTree(assertion);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("tests");
      for (ObjectNode test : CheckEntry.tests(analysis)) {
        json.writeTree(test);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    out.write('\n');
    out.flush();
  }
}
