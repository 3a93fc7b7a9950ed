package dev.mensura.registry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.check.Analysis;
import dev.mensura.check.Declared;
import dev.mensura.ir.Argument;
import dev.mensura.ir.Family;
import dev.mensura.ir.Properties;
import dev.mensura.syntax.ast.Declaration;
import java.util.List;

/** Makes what entries say of families, and the entries of those that need arguments. */
final class FamilyEntry {
  private FamilyEntry() {}

  /** The families that have no value without arguments, by name. */
  static List<String> open(Analysis analysis) {
    return analysis.metricDeclarations().keySet().stream().filter(analysis::isOpen).toList();
  }

  static ObjectNode of(String name, Analysis analysis) {
    Declared<Declaration.Metric> declared = analysis.declaration(name).orElseThrow();
    ObjectNode entry = JsonText.object();
    meaning(entry, name, declared.file().text(declared.declaration().span()), analysis);
    MetricEntry.about(entry, analysis.properties(name).orElse(Properties.NONE));
    MetricEntry.place(entry, declared);
    return entry;
  }

  /** What is kept of one beside its definition. */
  static ObjectNode kept(String name, String definition, Analysis analysis) {
    ObjectNode entry = JsonText.object();
    meaning(entry, name, definition, analysis);
    MetricEntry.about(entry, analysis.properties(name).orElse(Properties.NONE));
    return entry;
  }

  private static void meaning(ObjectNode entry, String name, String definition, Analysis analysis) {
    entry.put("name", name);
    entry.put("type", "family");
    entry.put("definition", definition);
    analysis.family(name).ifPresent(family -> parameters(entry, family));
    entry.set("dependencies", JsonText.texts(analysis.uses(name)));
  }

  /** What a family takes: values are written as in the language. */
  static void parameters(ObjectNode entry, Family family) {
    ArrayNode parameters = entry.putArray("parameters");
    for (dev.mensura.ir.Parameter parameter : family.parameters()) {
      ObjectNode node = parameters.addObject();
      node.put("name", parameter.name());
      node.put("type", parameter.kind().text());
      JsonText.putTexts(node, "values", parameter.values().stream().map(Argument::text).toList());
      JsonText.put(node, "default", parameter.fallback().map(Argument::text));
    }
  }
}
