package dev.mensura.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.externalize.RelJsonWriter;
import org.apache.calcite.sql.SqlExplainLevel;

/** Plans as text. */
public final class PlanText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PlanText() {}

  /** For people: each stage, its operators below. */
  public static String text(QueryPlan plan) {
    var text = new StringBuilder();
    for (Stage stage : plan.stages()) {
      text.append(text.isEmpty() ? "" : "\n").append(stage.name()).append('\n');
      operators(stage).forEach(line -> text.append("  ").append(line).append('\n'));
    }
    return text.toString();
  }

  /** For programs: the operators of each stage as Calcite writes them, and the columns. */
  public static String json(QueryPlan plan) {
    try {
      var indent = new DefaultIndenter("  ", "\n");
      var printer = new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent);
      return JSON.writer(printer).writeValueAsString(tree(plan)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a plan is always JSON", e);
    }
  }

  /** The same as a tree. */
  public static JsonNode tree(QueryPlan plan) {
    ObjectNode tree = JSON.createObjectNode();
    ArrayNode stages = tree.putArray("stages");
    for (Stage stage : plan.stages()) {
      ObjectNode node = stages.addObject().put("name", stage.name());
      node.set("rels", rels(stage.rel()));
    }
    ArrayNode columns = tree.putArray("columns");
    for (QueryPlan.Column column : plan.columns()) {
      columns.addObject().put("name", column.name()).put("type", column.type().toString());
    }
    return tree;
  }

  private static JsonNode rels(RelNode rel) {
    var writer = new RelJsonWriter();
    rel.explain(writer);
    try {
      return JSON.readTree(writer.asString()).get("rels");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Calcite writes JSON", e);
    }
  }

  /** For Graphviz: a box for each stage, and arrows from what it is made of. */
  public static String dot(QueryPlan plan) {
    var text =
        new StringBuilder(
            "digraph plan {\n  rankdir=BT;\n  node [shape=box, fontname=monospace];\n");
    List<String> names = plan.stages().stream().map(Stage::name).toList();
    List<String> arrows = new ArrayList<>();
    for (Stage stage : plan.stages()) {
      var label = new StringBuilder(stage.name()).append("\\n\\n");
      operators(stage).forEach(line -> label.append(escaped(line)).append("\\l"));
      text.append("  \"%s\" [label=\"%s\"];\n".formatted(escaped(stage.name()), label));
      for (String table : tables(stage.rel(), new ArrayList<>())) {
        String style = names.contains(table) ? "" : " [style=dashed]";
        arrows.add(
            "  \"%s\" -> \"%s\"%s;\n".formatted(escaped(table), escaped(stage.name()), style));
      }
    }
    arrows.stream().distinct().forEach(text::append);
    return text.append("}\n").toString();
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static List<String> operators(Stage stage) {
    return RelOptUtil.toString(stage.rel(), SqlExplainLevel.EXPPLAN_ATTRIBUTES).lines().toList();
  }

  private static List<String> tables(RelNode rel, List<String> found) {
    if (rel.getTable() != null) {
      found.add(String.join(".", rel.getTable().getQualifiedName()));
    }
    rel.getInputs().forEach(input -> tables(input, found));
    return found;
  }
}
