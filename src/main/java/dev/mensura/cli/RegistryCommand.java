package dev.mensura.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.compiler.Project;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Nearest;
import dev.mensura.live.Imported;
import dev.mensura.live.LiveProject;
import dev.mensura.live.OnConflict;
import dev.mensura.live.Terms;
import dev.mensura.registry.JsonText;
import dev.mensura.registry.store.Kept;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code mensura registry}. */
final class RegistryCommand implements Command {
  private static final List<String> ACTIONS = List.of("import", "export");

  /** What happens to metrics whose name is taken, the default first. */
  enum Conflicts {
    FAIL,
    SKIP,
    OVERWRITE
  }

  @Override
  public void describe(CommandSpec spec) {
    Help.more(
        spec,
        "Import checks every metric of FILE and keeps all of them or none; a registry of the"
            + " original form, without definitions, is read too. Export writes what is kept, for"
            + " another project.");
    spec.addPositional(Arguments.word("ACTION", "import or export."));
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("1")
            .paramLabel("FILE")
            .arity("1")
            .required(true)
            .type(String.class)
            .description("A registry; - exports to standard output.")
            .build());
    spec.addOption(
        Arguments.option(
            "--on-conflict",
            "WAY",
            "Where a name is taken: fail (keeps nothing), skip or overwrite."));
    spec.addOption(
        Arguments.flag("--force", "Also where others use a metric and would mean something else."));
    Changing.describe(spec);
    Help.examples(
        spec,
        "mensura registry import team.json --dry-run",
        "mensura registry import team.json --on-conflict skip",
        "mensura registry export backup.json",
        "mensura registry export - | jq '.metrics[].name'");
  }

  @Override
  public int run(Arguments arguments, Face face) {
    String action = arguments.words().getFirst();
    String file = arguments.words().getLast();
    return switch (action) {
      case "import" -> importAll(arguments, face, file);
      case "export" -> export(face, file);
      default ->
          throw Stop.usage(
                  "`mensura registry` takes %s, not `%s`."
                      .formatted(Arguments.either(ACTIONS), action))
              .hint(Nearest.to(action, ACTIONS).map(n -> "The nearest is `" + n + "`.").orElse(""));
    };
  }

  private static int importAll(Arguments arguments, Face face, String file) {
    var changing = new Changing(arguments, face);
    changing.format();
    Conflicts conflicts = arguments.oneOf("--on-conflict", Conflicts.class);
    Path path = face.terminal().folder().resolve(file).normalize();
    if (!Files.exists(path)) {
      throw Stop.error("there is no registry `%s`.".formatted(file));
    }
    face.task().is("importing `" + file + "`");
    Terms terms = changing.terms();
    Terms all = arguments.has("--force") ? terms.with(Terms.Dependents.FORCE) : terms;
    return Changing.filling(
        face,
        live -> {
          Project before = live.project();
          if (conflicts == Conflicts.FAIL) {
            Optional<Imported> taken = taken(live, path, all);
            if (taken.isPresent()) {
              return refused(taken.get(), before, changing);
            }
          }
          Compiled<Imported> imported = live.importAll(path, way(conflicts), all);
          return changing.told(imported, Map.of(), new ImportedText(before, changing));
        });
  }

  private static OnConflict way(Conflicts conflicts) {
    return switch (conflicts) {
      case FAIL -> OnConflict.FAIL;
      case SKIP -> OnConflict.SKIP;
      case OVERWRITE -> OnConflict.OVERWRITE;
    };
  }

  /** What would be skipped, as a whole: a table tells more than an error for each. */
  private static Optional<Imported> taken(LiveProject live, Path path, Terms terms) {
    Compiled<Imported> tried = live.importAll(path, OnConflict.SKIP, terms.with(Terms.Mode.TRY));
    return tried
        .value()
        .filter(i -> i.items().stream().anyMatch(x -> x.outcome() == Imported.Outcome.SKIPPED));
  }

  private static int refused(Imported taken, Project project, Changing changing) {
    List<Imported.Item> items =
        taken.items().stream().filter(i -> i.outcome() == Imported.Outcome.SKIPPED).toList();
    var text = new ImportedText(project, changing);
    Face face = changing.face();
    if (changing.format() == Changing.Format.JSON) {
      ObjectNode json = JsonText.object().put("status", "error");
      json.put("message", conflict(items));
      json.set("conflicts", text.list(items));
      face.print(JsonText.of(json) + "\n");
    } else {
      face.terminal().err().println(conflict(items) + "\n");
      face.terminal().err().print(text.table(items));
      face.terminal()
          .err()
          .println(
              "\n"
                  + "`--on-conflict skip` keeps what is here, `--on-conflict overwrite` takes what"
                  + " the file has; metrics of `.metric` files are changed there.");
    }
    return Exit.ERRORS;
  }

  private static String conflict(List<Imported.Item> items) {
    return items.size() == 1
        ? "Nothing is imported: metric `%s` is here already, with another definition."
            .formatted(items.getFirst().name())
        : "Nothing is imported: %d metrics are here already, with other definitions."
            .formatted(items.size());
  }

  /** Tells what was imported. */
  private record ImportedText(Project before, Changing changing)
      implements Changing.Told<Imported> {
    @Override
    public String text(Imported imported) {
      if (imported.items().isEmpty()) {
        return "The file has no metrics.\n";
      }
      return table(imported.items()) + "\n" + message(imported) + "\n";
    }

    String table(List<Imported.Item> items) {
      var listing = new Listing("metric", "outcome", "here");
      for (Imported.Item item : items) {
        listing
            .row()
            .put("metric", item.name())
            .put("outcome", outcome(item))
            .put("here", here(item.name()));
      }
      return listing.table(changing.face().paint(), changing.face().edge());
    }

    private static String outcome(Imported.Item item) {
      return item.outcome().name().toLowerCase(Locale.ROOT);
    }

    /** What was there of this name before. */
    private String here(String name) {
      var declared = before.workspace().analysis().metricDeclarations().get(name);
      Optional<Kept> kept = before.kept().metric(name);
      return kept.map(k ->
              "version "
                  + k.version()
                  + k.updatedBy().or(k::createdBy).map(by -> ", by " + by).orElse(""))
          .orElse(declared == null ? "" : declared.file().path());
    }

    private String message(Imported imported) {
      var counts = new EnumMap<Imported.Outcome, Integer>(Imported.Outcome.class);
      imported.items().forEach(i -> counts.merge(i.outcome(), 1, Integer::sum));
      List<String> parts =
          counts.entrySet().stream()
              .map(e -> e.getValue() + " " + e.getKey().name().toLowerCase(Locale.ROOT))
              .toList();
      String what = String.join(", ", parts);
      return changing.isTried() ? what + "; nothing is kept." : what + ".";
    }

    @Override
    public ObjectNode json(Imported imported) {
      ObjectNode json = JsonText.object().put("message", message(imported));
      json.set("metrics", list(imported.items()));
      return json;
    }

    ArrayNode list(List<Imported.Item> items) {
      ArrayNode list = JsonText.object().arrayNode();
      for (Imported.Item item : items) {
        ObjectNode one = list.addObject().put("metric", item.name()).put("outcome", outcome(item));
        if (!here(item.name()).isEmpty()) {
          one.put("here", here(item.name()));
        }
      }
      return list;
    }
  }

  private static int export(Face face, String file) {
    return Changing.using(
        face,
        live -> {
          Project project = live.project();
          List<Diagnostic> unread = project.unread();
          if (!unread.isEmpty()) {
            face.report(unread);
            return Exit.ERRORS;
          }
          String text = JsonText.of(registry(project)) + "\n";
          if (file.equals("-")) {
            face.print(text);
            return Exit.OK;
          }
          Path path = face.terminal().folder().resolve(file).normalize();
          if (Project.real(path).equals(Project.real(project.registry()))) {
            throw Stop.usage("`%s` is the registry itself.".formatted(file));
          }
          face.write(path, out -> out.write(text));
          int count = project.kept().metrics().size();
          face.terminal()
              .err()
              .println(Counts.counted(count, "metric") + " exported to " + file + ".");
          return Exit.OK;
        });
  }

  private static ObjectNode registry(Project project) {
    ObjectNode registry = JsonText.object();
    ArrayNode metrics = registry.putArray("metrics");
    project.kept().metrics().values().forEach(kept -> metrics.add(kept.entry()));
    project.kept().lastUpdated().ifPresent(at -> registry.put("last_updated", at));
    return registry;
  }
}
