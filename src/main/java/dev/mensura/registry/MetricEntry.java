package dev.mensura.registry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.check.Analysis;
import dev.mensura.check.Checker;
import dev.mensura.check.Declared;
import dev.mensura.check.Dimension;
import dev.mensura.check.Dimensions;
import dev.mensura.ir.Metric;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.Properties;
import dev.mensura.ir.Query;
import dev.mensura.ir.Signature;
import dev.mensura.plan.Meanings;
import dev.mensura.plan.PlanJson;
import dev.mensura.plan.Planner;
import dev.mensura.plan.QueryPlan;
import dev.mensura.plan.Stage;
import dev.mensura.source.Place;
import dev.mensura.source.Position;
import dev.mensura.source.SourceFile;
import dev.mensura.sql.Dialect;
import dev.mensura.syntax.Names;
import dev.mensura.syntax.Parser;
import dev.mensura.syntax.ast.Declaration;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.type.Grain;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.stream.Stream;

/** Makes the entries of metrics. */
final class MetricEntry {
  private final Analysis analysis;
  private final RegistryOptions options;
  private final Meanings meanings;

  /** Metrics over the same models reach the same dimensions. */
  private final Map<SortedSet<String>, List<String>> dimensions = new HashMap<>();

  MetricEntry(Analysis analysis, RegistryOptions options) {
    this.analysis = analysis;
    this.options = options;
    this.meanings =
        new Meanings(
            analysis.catalog(),
            name -> analysis.metric(name).orElseThrow(),
            analysis::rows,
            analysis::computed);
  }

  ObjectNode of(Metric metric, String fingerprint) {
    Declared<Declaration.Metric> declared = analysis.declaration(metric.name()).orElseThrow();
    ObjectNode entry = JsonText.object();
    String definition = declared.file().text(declared.declaration().span());
    meaning(entry, metric, definition, analysis);
    entry.set("dimensions", JsonText.texts(reachable(metric)));
    entry.set("dependencies", JsonText.texts(metric.uses()));
    entry.put("fingerprint", fingerprint);
    about(entry, metric.properties());
    place(entry, declared);
    plan(entry, metric);
    return entry;
  }

  /**
   * What is kept of a metric beside its definition: what people and other programs look for.
   *
   * @param definition the text that is kept, its comments included
   */
  static ObjectNode kept(Metric metric, String definition, String fingerprint, Analysis analysis) {
    ObjectNode entry = JsonText.object();
    meaning(entry, metric, definition, analysis);
    entry.set("dependencies", JsonText.texts(metric.uses()));
    entry.put("fingerprint", fingerprint);
    about(entry, metric.properties());
    return entry;
  }

  private static void meaning(
      ObjectNode entry, Metric metric, String definition, Analysis analysis) {
    Shape shape = Shape.of(metric.name(), analysis);
    Signature signature = metric.signature();
    entry.put("name", metric.name());
    entry.put("type", shape.type());
    core(entry, shape, signature, analysis);
    entry.put("definition", definition);
    analysis.family(metric.name()).ifPresent(f -> FamilyEntry.parameters(entry, f));
    entry.put("result_type", signature.type().toString());
    entry.put("nullable", signature.nullable());
    JsonText.put(entry, "unit", signature.unit().text());
    entry.put("additivity", signature.additivity().text());
    entry.set("models", JsonText.texts(signature.bases()));
  }

  private static void core(ObjectNode entry, Shape shape, Signature signature, Analysis analysis) {
    Optional<String> base =
        signature.bases().size() == 1 ? Optional.of(signature.bases().first()) : Optional.empty();
    JsonText.put(entry, "model", base);
    switch (shape.core()) {
      case Expr.Aggregated aggregated -> aggregate(entry, shape, aggregated);
      case Expr.Sql sql -> entry.put("sql", sql.text().value());
      case Expr.Binary binary when shape.type().equals("ratio") -> {
        entry.put("numerator", operand(binary.left(), shape));
        entry.put("denominator", operand(binary.right(), shape));
      }
      case Expr other -> {}
    }
    if (!shape.filters().isEmpty()) {
      entry.set("where", JsonText.texts(shape.filters().stream().map(Shape.Filter::text).toList()));
    }
    if (!shape.moves().isEmpty()) {
      entry.set("time", JsonText.texts(shape.moves()));
    }
    base.filter(b -> shape.filters().stream().allMatch(Shape.Filter::isPlain))
        .flatMap(b -> FilterForm.of(shape.filters(), b, analysis))
        .ifPresent(filters -> entry.set("filters", filters));
  }

  /** A metric's name, or source text. */
  private static String operand(Expr operand, Shape shape) {
    return operand instanceof Expr.Reference reference && reference.path().isSimple()
        ? reference.path().text()
        : shape.text(operand);
  }

  private static void aggregate(ObjectNode entry, Shape shape, Expr.Aggregated aggregated) {
    if (aggregated.arguments().isEmpty() || !aggregated.per().isEmpty()) {
      return;
    }
    Expr argument = aggregated.arguments().getFirst();
    if (argument instanceof Expr.Reference reference) {
      // The first name is the model's, what follows is the field.
      List<String> names = reference.path().names().stream().map(n -> n.text()).toList();
      if (names.size() > 1) {
        entry.put("dimension", String.join(".", names.subList(1, names.size())));
      }
    } else {
      entry.put("expression", shape.text(argument));
    }
    if (aggregated.arguments().size() > 1
        && aggregated.arguments().get(1) instanceof Expr.Number fraction) {
      entry.set("fraction", JsonText.number(fraction.value()));
    }
  }

  private List<String> reachable(Metric metric) {
    return dimensions.computeIfAbsent(
        metric.signature().bases(),
        bases -> Dimensions.of(metric, analysis).stream().map(Dimension::path).toList());
  }

  static void about(ObjectNode entry, Properties properties) {
    JsonText.put(entry, "label", properties.label());
    JsonText.put(entry, "description", properties.description());
    JsonText.put(entry, "owner", properties.owner());
    JsonText.putTexts(entry, "tags", properties.tags());
    JsonText.putTexts(entry, "synonyms", properties.synonyms());
    JsonText.put(entry, "format", properties.format());
    JsonText.put(entry, "deprecated", properties.deprecated());
    if (properties.hidden()) {
      entry.put("hidden", true);
    }
    if (!properties.meta().isEmpty()) {
      entry.set("meta", JsonText.meta(properties.meta()));
    }
  }

  static void place(ObjectNode entry, Declared<Declaration.Metric> declared) {
    Position start = new Place(declared.file(), declared.declaration().name().span()).start();
    entry.put("file", declared.file().path());
    entry.put("line", start.line());
    entry.put("column", start.column());
  }

  /**
   * The plan of the metric on its own: one row, one value; by day if it moves in time. None if it
   * is too large: such a metric is refused where it is asked for.
   */
  private void plan(ObjectNode entry, Metric metric) {
    query(metric)
        .flatMap(query -> Planner.plan(query, meanings, options.plan()))
        .ifPresent(plan -> plan(entry, plan));
  }

  private void plan(ObjectNode entry, QueryPlan plan) {
    ArrayNode stages = entry.putObject("plan").putArray("stages");
    for (Stage stage : plan.stages()) {
      ObjectNode node = stages.addObject();
      node.put("name", stage.name());
      node.set("rels", JsonText.parse(PlanJson.write(stage)).get("rels"));
    }
    if (!options.dialects().isEmpty()) {
      ObjectNode sql = entry.putObject("compiled_sql");
      for (Dialect dialect : options.dialects()) {
        sql.put(dialect.name(), dialect.render(plan));
      }
    }
  }

  private Optional<Query> query(Metric metric) {
    Signature s = metric.signature();
    if (s.motion() != Signature.Motion.STILL) {
      return inTime(metric.name());
    }
    var value = new MetricExpr.Reference(metric.name(), s.type(), s.nullable());
    return Optional.of(
        new Query(
            List.copyOf(s.bases()),
            List.of(new Query.Item(metric.name(), value, s.unit(), metric.properties().format())),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(),
            OptionalLong.empty()));
  }

  /** A metric that moves in time is seen from periods: from the finest that it can be seen from. */
  private Optional<Query> inTime(String metric) {
    return Stream.of(Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.YEAR, Grain.HOUR)
        .map(grain -> Names.quoted(metric) + " by " + grain.text())
        .map(text -> new SourceFile("<registry>", text))
        .flatMap(file ->
            Parser.parseQuery(file)
                .body()
                .flatMap(body -> Checker.query(body, file, analysis).query())
                .stream())
        .findFirst();
  }
}
