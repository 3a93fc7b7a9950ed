package dev.mensura.ir;

import dev.mensura.model.Catalog;
import dev.mensura.model.Edge;
import dev.mensura.model.Field;
import dev.mensura.model.KeyField;
import dev.mensura.model.KeyPair;
import dev.mensura.model.SemanticModel;
import dev.mensura.model.Validity;
import dev.mensura.type.Grain;
import dev.mensura.type.TimePart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What row expressions mean: fields by the columns that they hold and the rows that they are of,
 * not by how people call them.
 */
final class RowMeanings {
  private final Catalog catalog;
  private final Function<String, ModelRows> rows;
  private final Function<MetricExpr, Digest> metrics;
  private final Map<RowExpr, Meaning> known = new IdentityHashMap<>();
  private final Function<String, Digest> sources;
  private final Function<String, Digest> models;
  private final Function<String, Digest> starts;

  private RowMeanings(
      Catalog catalog,
      Function<String, ModelRows> rows,
      Function<MetricExpr, Digest> metrics,
      Function<String, Digest> sources,
      Function<String, Digest> models,
      Function<String, Digest> starts) {
    this.catalog = catalog;
    this.rows = rows;
    this.metrics = metrics;
    this.sources = sources;
    this.models = models;
    this.starts = starts;
  }

  /**
   * @param rows what models say of their rows
   * @param metrics the digest of a metric without groups and filters
   */
  static RowMeanings of(
      Catalog catalog, Function<String, ModelRows> rows, Function<MetricExpr, Digest> metrics) {
    var sources = new HashMap<String, Digest>();
    Function<String, Digest> source = name -> source(catalog.get(name), sources);
    // In the filter of a model's rows, models are their tables: filters may lead to each other.
    var filters = new RowMeanings(catalog, rows, metrics, source, source, source);
    var models = new HashMap<String, Digest>();
    Function<String, Digest> model =
        name -> {
          if (!models.containsKey(name)) {
            models.put(name, source.apply(name));
            Optional<RowExpr> where = rows.apply(name).where();
            where.ifPresent(w ->
                models.put(name, Digest.of("only", source.apply(name), filters.of(w).digest())));
          }
          return models.get(name);
        };
    return new RowMeanings(catalog, rows, metrics, source, model, model);
  }

  /**
   * The same of rows of whole tables: what the base model's own filter says is no part of them, so
   * that two versions of that filter can be compared.
   */
  RowMeanings ofTables() {
    return new RowMeanings(catalog, rows, metrics, sources, models, sources);
  }

  /** Where a model's rows come from, and what tells them apart. */
  private static Digest source(SemanticModel model, Map<String, Digest> known) {
    return known.computeIfAbsent(
        model.name(),
        x -> {
          List<String> key = model.primaryKey().stream().map(k -> column(model, k)).toList();
          return Digest.of("rows " + model.rows() + " by " + key);
        });
  }

  private static String column(SemanticModel model, String field) {
    return model
        .field(field)
        .map(Field::content)
        .filter(Field.Content.Column.class::isInstance)
        .map(content -> ((Field.Content.Column) content).column())
        .orElse(field);
  }

  Meaning of(RowExpr expression) {
    Meaning meaning = known.get(expression);
    if (meaning == null) {
      meaning = find(expression);
      known.put(expression, meaning);
    }
    return meaning;
  }

  private Meaning find(RowExpr expression) {
    return switch (expression) {
      case RowExpr.Column c -> new Meaning.Plain(column(c.path(), c.field()));
      case RowExpr.Constant c -> Meaning.Constant.of(c.value());
      case RowExpr.Call c ->
          Algebra.call(
              c.function(),
              c.arguments().stream().map(this::of).toList(),
              c.arguments().stream().map(RowExpr::nullable).toList(),
              c.type());
      case RowExpr.Truncate t -> plain("start of " + t.grain(), of(t.value()).digest());
      case RowExpr.Part p -> plain("part " + word(p.part()), of(p.value()).digest());
      case RowExpr.During d ->
          Algebra.condition("during " + d.span(), List.of(of(d.value()).digest()));
      case RowExpr.OwnTime t -> time(t.base());
      case RowExpr.MetricOfRow m -> {
        List<Digest> parts = new ArrayList<>(List.of(path(m.path()), metrics.apply(m.metric())));
        m.ways().forEach((base, way) -> parts.add(Digest.of("way", model(base), path(way))));
        yield new Meaning.Plain(Digest.of("metric of row", parts));
      }
      case RowExpr.Ranked r -> ranked(r);
      case RowExpr.Credited c -> new Meaning.Plain(credited(c));
    };
  }

  /** Weeks have other numbers where they begin on other days. */
  private String word(TimePart part) {
    Grain week = catalog.calendar().week();
    return part == TimePart.WEEK_OF_YEAR && !week.equals(Grain.WEEK)
        ? part + " of " + week
        : part.toString();
  }

  private Meaning ranked(RowExpr.Ranked ranked) {
    Ranking ranking = ranked.ranking();
    List<Digest> parts = new ArrayList<>(List.of(metrics.apply(ranking.by())));
    ranked.values().forEach(value -> parts.add(of(value).digest()));
    for (Coordinate coordinate : ranking.of()) {
      coordinate
          .values()
          .forEach((base, value) -> parts.add(Digest.of("of", model(base), of(value).digest())));
    }
    return Algebra.condition(
        "%s %d %s".formatted(ranking.end(), ranking.count(), ranking.scope()), parts);
  }

  private Digest credited(RowExpr.Credited credited) {
    Conversion conversion = credited.conversion();
    List<Digest> parts = new ArrayList<>();
    conversion.steps().forEach(step -> parts.add(step(step)));
    credited
        .tally()
        .ifPresent(tally -> {
          String word = tally.function() + " " + tally.type();
          parts.add(
              tally
                  .argument()
                  .map(a -> Digest.of(word, of(a).digest()))
                  .orElseGet(() -> Digest.of(word)));
        });
    return Digest.of("credited " + conversion.within() + " " + conversion.after(), parts);
  }

  private Digest step(Conversion.Step step) {
    List<Digest> parts = new ArrayList<>(List.of(model(step.base()), of(step.time()).digest()));
    List<Meaning> filters = step.filters().stream().map(this::of).toList();
    parts.add(
        filters.isEmpty()
            ? Digest.of("all")
            : Algebra.junction(Meaning.Kind.ALL, filters).digest());
    step.keys().forEach(key -> parts.add(of(key).digest()));
    return Digest.of("step", parts);
  }

  private static Meaning plain(String word, Digest part) {
    return new Meaning.Plain(Digest.of(word, part));
  }

  /** When a row of a model happened. */
  Meaning time(String model) {
    Optional<RowExpr> time = rows.apply(model).time();
    // A time that is defined by itself was refused by the checker; here it must only end.
    return time.filter(t -> !(t instanceof RowExpr.OwnTime))
        .map(this::of)
        .orElseGet(() -> plain("no time", starts.apply(model)));
  }

  private Digest column(JoinPath path, String field) {
    return Digest.of("column " + column(catalog.get(path.target()), field), path(path));
  }

  /** The rows that a path leads to: by what is equal, not by the joins' names. */
  private Digest path(JoinPath path) {
    Digest at = starts.apply(path.base());
    for (Edge edge : path.edges()) {
      List<KeyPair> keys =
          edge.keys().stream().sorted(Comparator.comparing(KeyPair::toString)).toList();
      List<String> pairs = new ArrayList<>();
      keys.forEach(k -> pairs.add(key(edge.from(), k.near()) + "=" + key(edge.to(), k.far())));
      Digest near = at;
      at =
          edge.during()
              .map(during ->
                  Digest.of(
                      "join " + pairs + span(edge, during),
                      near,
                      model(edge.to()),
                      at(edge, during)))
              .orElseGet(() -> Digest.of("join " + pairs, near, model(edge.to())));
    }
    return at;
  }

  private Digest at(Edge edge, Edge.During during) {
    return of(JoinTime.of(edge, during, catalog)).digest();
  }

  private String span(Edge edge, Edge.During during) {
    SemanticModel holder = catalog.get(JoinTime.holder(edge, during));
    Validity valid =
        holder.valid().orElseThrow(() -> new IllegalStateException("no span: " + holder.name()));
    String end =
        valid
            .to()
            .map(to -> " to " + column(holder, to))
            .orElseGet(() ->
                " of " + valid.series().stream().map(f -> column(holder, f)).sorted().toList());
    return " " + during.direction() + " held from " + column(holder, valid.from()) + end;
  }

  private String key(String model, KeyField key) {
    return column(catalog.get(model), key.field())
        + key.grain().map(g -> "." + g.text()).orElse("");
  }

  /** The rows of a model: where they come from, which of them exist, and what tells them apart. */
  Digest model(String name) {
    return models.apply(name);
  }

  /** Where the rows of a model come from, whichever of them exist, and what tells them apart. */
  Digest table(String name) {
    return sources.apply(name);
  }
}
