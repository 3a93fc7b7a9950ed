package dev.mensura.cli;

import dev.mensura.check.Analysis;
import dev.mensura.compiler.Project;
import dev.mensura.compiler.Workspace;
import dev.mensura.diagnostic.Nearest;
import dev.mensura.ir.Metric;
import dev.mensura.ir.Parameter;
import dev.mensura.ir.Properties;
import dev.mensura.model.About;
import dev.mensura.model.SemanticModel;
import dev.mensura.registry.store.Kept;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code mensura list}. */
final class ListCommand implements Command {
  /** What can be listed. */
  enum Kind {
    METRICS,
    MODELS,
    DIMENSIONS,
    QUERIES,
    TESTS,
    ASSERTS
  }

  /** How a list is written. */
  enum Format {
    TABLE,
    JSON
  }

  @Override
  public void describe(CommandSpec spec) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .paramLabel("[KIND]")
            .hideParamSyntax(true)
            .arity("0..1")
            .type(String.class)
            .description("metrics (if not given), models, dimensions, queries, tests or asserts.")
            .build());
    spec.addOption(Arguments.option("--model", "MODEL", "Only what reads this model."));
    spec.addOption(Arguments.option("--tag", "TAG", "Only metrics or queries with this tag."));
    spec.addOption(Arguments.flag("--runtime", "Only metrics that were defined at run time."));
    spec.addOption(Arguments.option("--format", "FORMAT", "table (for people) or json."));
    Help.examples(
        spec,
        "mensura list",
        "mensura list metrics --tag growth",
        "mensura list --runtime",
        "mensura list dimensions --model users",
        "mensura list queries --format json");
  }

  @Override
  public int run(Arguments arguments, Face face) {
    Kind kind = kind(arguments.words());
    Format format = arguments.oneOf("--format", Format.class);
    Optional<String> model = arguments.text("--model");
    Optional<String> tag = arguments.text("--tag");
    if (tag.isPresent() && (kind == Kind.MODELS || kind == Kind.DIMENSIONS || kind == Kind.TESTS)) {
      throw Stop.usage("`--tag` is for metrics, queries and asserts.");
    }
    if (arguments.has("--runtime") && kind != Kind.METRICS) {
      throw Stop.usage("`--runtime` is for metrics.");
    }
    Project project = face.project();
    Workspace workspace = project.workspace();
    model.ifPresent(name -> known(name, workspace));
    Listing listing =
        switch (kind) {
          case METRICS -> metrics(project, model, tag, arguments.has("--runtime"));
          case MODELS -> models(workspace, model);
          case DIMENSIONS -> dimensions(workspace, model);
          case QUERIES -> queries(workspace, model, tag);
          case TESTS -> ListedChecks.tests(workspace, model);
          case ASSERTS -> ListedChecks.asserts(workspace, model, tag);
        };
    face.print(
        switch (format) {
          case TABLE -> listing.table(face.paint(), face.edge());
          case JSON -> listing.json();
        });
    if (kind == Kind.METRICS) {
      broken(project, face);
    }
    return Exit.OK;
  }

  /** What has errors is in no list, which is told. */
  private static void broken(Project project, Face face) {
    Analysis analysis = project.workspace().analysis();
    long broken =
        analysis.metricDeclarations().keySet().stream()
            .filter(name -> !analysis.isSound(name))
            .count();
    if (broken > 0) {
      String have = broken == 1 ? "has errors and is" : "have errors and are";
      face.terminal()
          .err()
          .println(
              "%s %s not listed; `mensura check` shows them."
                  .formatted(Counts.counted(broken, "metric"), have));
    }
    if (!project.unread().isEmpty()) {
      face.terminal().err().println("Not everything can be read; `mensura check` shows what.");
    }
  }

  private static Kind kind(List<String> words) {
    if (words.isEmpty()) {
      return Kind.METRICS;
    }
    List<String> names =
        List.of(Kind.values()).stream().map(k -> k.name().toLowerCase(Locale.ROOT)).toList();
    int index = names.indexOf(words.getFirst());
    if (index < 0) {
      throw Stop.usage(
              "`mensura list` takes %s, not `%s`."
                  .formatted(Arguments.either(names), words.getFirst()))
          .hint(
              Nearest.to(words.getFirst(), names)
                  .map(near -> "The nearest is `" + near + "`.")
                  .orElse(""));
    }
    return Kind.values()[index];
  }

  private static void known(String model, Workspace workspace) {
    if (workspace.catalog().model(model).isEmpty()) {
      throw Stop.error("no model is called `%s`.".formatted(model))
          .hint(
              Nearest.to(model, workspace.catalog().names())
                  .map(near -> "The nearest is `" + near + "`.")
                  .orElse("`mensura list models` lists them."));
    }
  }

  private static Listing metrics(
      Project project, Optional<String> model, Optional<String> tag, boolean runtime) {
    Analysis analysis = project.workspace().analysis();
    boolean families =
        analysis.metricDeclarations().keySet().stream()
            .anyMatch(n -> analysis.family(n).isPresent());
    var listing =
        families
            ? new Listing("metric", "parameters", "type", "unit", "source", "description")
            : new Listing("metric", "type", "unit", "source", "description");
    for (String name : analysis.metricDeclarations().keySet()) {
      if (analysis.isOpen(name)) {
        family(name, listing, project, model, tag, runtime);
        continue;
      }
      Optional<Metric> sound = analysis.metric(name);
      if (sound.isEmpty()) {
        continue;
      }
      Metric metric = sound.get();
      Optional<Kept> kept = project.kept().metric(metric.name());
      boolean reads = model.map(metric.signature().bases()::contains).orElse(true);
      boolean tagged = tag.map(metric.properties().tags()::contains).orElse(true);
      boolean asked = !runtime || kept.isPresent();
      if (reads && tagged && asked && !metric.properties().hidden()) {
        listing
            .row()
            .put("metric", metric.name())
            .put("parameters", parameters(name, analysis))
            .put("type", metric.signature().type().toString())
            .put("unit", metric.signature().unit().text().orElse(""))
            .put("source", source(metric.name(), kept, analysis))
            .put("version", kept.map(k -> String.valueOf(k.version())).orElse(""))
            .put("description", metric.properties().description().orElse(""))
            .put("label", metric.properties().label().orElse(""))
            .put("tags", metric.properties().tags())
            .put("owner", metric.properties().owner().orElse(""))
            .put("models", List.copyOf(metric.signature().bases()));
      }
    }
    return listing;
  }

  /** A family that needs arguments: which rows it reads depends on them. */
  private static void family(
      String name,
      Listing listing,
      Project project,
      Optional<String> model,
      Optional<String> tag,
      boolean runtime) {
    Analysis analysis = project.workspace().analysis();
    Properties said = analysis.properties(name).orElse(Properties.NONE);
    Optional<Kept> kept = project.kept().metric(name);
    boolean tagged = tag.map(said.tags()::contains).orElse(true);
    if (model.isEmpty() && tagged && (!runtime || kept.isPresent()) && !said.hidden()) {
      listing
          .row()
          .put("metric", name)
          .put("parameters", parameters(name, analysis))
          .put("type", "family")
          .put("unit", "")
          .put("source", source(name, kept, analysis))
          .put("version", kept.map(k -> String.valueOf(k.version())).orElse(""))
          .put("description", said.description().orElse(""))
          .put("label", said.label().orElse(""))
          .put("tags", said.tags())
          .put("owner", said.owner().orElse(""))
          .put("models", List.of());
    }
  }

  private static String parameters(String name, Analysis analysis) {
    return analysis
        .family(name)
        .map(f -> String.join(", ", f.parameters().stream().map(Parameter::text).toList()))
        .orElse("");
  }

  private static String source(String metric, Optional<Kept> kept, Analysis analysis) {
    var declared = analysis.metricDeclarations().get(metric);
    return kept.isPresent() || declared == null ? "registry" : declared.file().path();
  }

  private static Listing models(Workspace workspace, Optional<String> only) {
    var listing = new Listing("model", "table", "key", "time", "description");
    for (SemanticModel model : workspace.catalog().models()) {
      if (only.map(model.name()::equals).orElse(true) && isShown(model.about())) {
        listing
            .row()
            .put("model", model.name())
            .put("table", ExplainModel.rows(model))
            .put("key", String.join(", ", model.primaryKey()))
            .put("time", model.time().map(path -> path.text()).orElse(""))
            .put("description", model.about().description().orElse(""))
            .put("label", model.about().label().orElse(""))
            .put("fields", List.copyOf(model.fields().keySet()));
      }
    }
    return listing;
  }

  private static Listing dimensions(Workspace workspace, Optional<String> only) {
    var listing = new Listing("dimension", "type", "values", "description");
    for (SemanticModel model : workspace.catalog().models()) {
      Predicate<String> isAsked = name -> only.map(name::equals).orElse(true);
      if (isAsked.test(model.name()) && isShown(model.about())) {
        model.fields().values().stream()
            .filter(field -> isShown(field.about()))
            .forEach(field ->
                listing
                    .row()
                    .put("dimension", model.name() + "." + field.name())
                    .put("type", field.type().toString())
                    .put("values", List.copyOf(field.values().keySet()))
                    .put("description", field.about().description().orElse(""))
                    .put("label", field.about().label().orElse("")));
      }
    }
    return listing;
  }

  private static Listing queries(
      Workspace workspace, Optional<String> model, Optional<String> tag) {
    var listing = new Listing("query", "columns", "description");
    Analysis analysis = workspace.analysis();
    for (var query : analysis.queries().values()) {
      boolean reads = model.map(query.query().bases()::contains).orElse(true);
      boolean tagged = tag.map(query.properties().tags()::contains).orElse(true);
      if (reads && tagged && !query.properties().hidden()) {
        listing
            .row()
            .put("query", query.name())
            .put("columns", ExplainQuery.columns(query.query()))
            .put("description", query.properties().description().orElse(""))
            .put("tags", query.properties().tags())
            .put("models", query.query().bases());
      }
    }
    return listing;
  }

  private static boolean isShown(About about) {
    return about.visibility() == About.Visibility.SHOWN;
  }
}
