package dev.mensura.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.check.Analysis;
import dev.mensura.check.Declared;
import dev.mensura.compiler.Project;
import dev.mensura.compiler.Users;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Nearest;
import dev.mensura.diagnostic.TerminalText;
import dev.mensura.ir.Metric;
import dev.mensura.ir.Parameter;
import dev.mensura.live.LiveProject;
import dev.mensura.registry.JsonText;
import dev.mensura.registry.Registry;
import dev.mensura.registry.store.History;
import dev.mensura.registry.store.HistoryLine;
import dev.mensura.registry.store.Kept;
import dev.mensura.source.Place;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Declaration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;

/** {@code mensura show}. */
final class ShowCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    Help.more(
        spec,
        "Where it stands, its definition, who made it and what uses it; `explain` tells more of"
            + " what it means. An earlier version is shown as it was.");
    spec.addPositional(Arguments.word("NAME", "The metric."));
    spec.addOption(Arguments.option("--version", "N", "As it was; `history` lists the versions."));
    Changing.describeFormat(spec);
    Help.examples(
        spec,
        "mensura show power_users",
        "mensura show power_users --version 1",
        "mensura show power_users --format json");
  }

  @Override
  public int run(Arguments arguments, Face face) {
    var changing = new Changing(arguments, face);
    String name = Changing.name(arguments);
    OptionalInt version = arguments.version("--version");
    boolean json = changing.format() == Changing.Format.JSON;
    face.task().is("showing metric `" + name + "`");
    return Changing.using(
        face,
        live -> {
          if (version.isPresent()) {
            return version(name, version.getAsInt(), live, changing, face);
          }
          Declared<Declaration.Metric> declared =
              live.workspace().analysis().metricDeclarations().get(name);
          if (declared == null) {
            throw unknown(name, history(live, changing), live.project());
          }
          var shown = new Shown(name, declared, live.project(), face);
          face.print(json ? JsonText.of(shown.json()) + "\n" : shown.text());
          return Exit.OK;
        });
  }

  private static History history(LiveProject live, Changing changing) {
    Compiled<History> history = live.history();
    changing.face().report(history.diagnostics());
    return history.value().orElseThrow(() -> Stop.error("the history can't be read."));
  }

  private static int version(
      String name, int version, LiveProject live, Changing changing, Face face) {
    History history = history(live, changing);
    List<HistoryLine> lines = history.of(name);
    if (lines.isEmpty()) {
      throw unknown(name, history, live.project());
    }
    HistoryLine line =
        history
            .of(name, version)
            .orElseThrow(() ->
                Stop.error("metric `%s` has no version %d.".formatted(name, version))
                    .hint("`mensura history %s` lists them.".formatted(Changing.word(name))));
    if (changing.format() == Changing.Format.JSON) {
      face.print(JsonText.of(HistoryCommand.json(line)) + "\n");
      return Exit.OK;
    }
    var page = new Page(face.paint(), face.terminal().width(), face.edge());
    var text = new StringBuilder(page.title(name, "version " + version));
    line.definition().ifPresent(d -> text.append('\n').append(page.inset(d)));
    line.entry().ifPresent(entry -> text.append('\n').append(page.inset(JsonText.of(entry))));
    text.append('\n').append(page.entry("action", line.action().id()));
    text.append(page.entry("when", Moments.shown(line.at(), live.workspace())));
    text.append(page.entry("by", TerminalText.harmless(line.by())));
    text.append(page.entry("why", line.why().map(TerminalText::harmless).orElse("")));
    face.print(text.toString());
    return Exit.OK;
  }

  /** A name that no metric has, and what may be meant. */
  static Stop unknown(String name, History history, Project project) {
    boolean here = project.workspace().analysis().metricDeclarations().containsKey(name);
    if (!here && !history.of(name).isEmpty()) {
      int version = history.of(name).getLast().version();
      return Stop.error("metric `%s` was deleted, as version %d.".formatted(name, version))
          .hint("`mensura restore %s` brings it back.".formatted(Changing.word(name)));
    }
    Declared<Declaration.Metric> declared =
        project.workspace().analysis().metricDeclarations().get(name);
    if (declared != null) {
      return Stop.error(
              "metric `%s` stands in `%s`, whose history a version control keeps."
                  .formatted(name, declared.file().path()))
          .hint("`mensura show %s` shows it.".formatted(Changing.word(name)));
    }
    var names = new TreeSet<>(project.workspace().analysis().metricDeclarations().keySet());
    names.addAll(history.metrics().keySet());
    return Stop.error("no metric is called `%s`.".formatted(name))
        .hint(
            Nearest.to(name, names)
                .map(near -> "The nearest is `" + near + "`.")
                .orElse("`mensura list` shows what there is."));
  }

  /** A metric as it is. */
  private record Shown(
      String name, Declared<Declaration.Metric> declared, Project project, Face face) {
    private Optional<Kept> kept() {
      return project.kept().metric(name);
    }

    private Optional<Metric> metric() {
      return project.workspace().analysis().metric(name);
    }

    private String definition() {
      Span span = declared.declaration().span();
      return kept().isPresent() ? declared.file().text().strip() : declared.file().text(span);
    }

    private Users users() {
      return Users.of(List.of(name), project.workspace().analysis());
    }

    String text() {
      var page = new Page(face.paint(), face.terminal().width(), face.edge());
      Optional<Kept> kept = kept();
      String kind =
          kept.map(k -> "metric of the registry, version " + k.version()).orElse("metric");
      var text = new StringBuilder(page.title(name, kind));
      text.append('\n').append(page.inset(definition())).append('\n');
      var place = new Place(declared.file(), declared.declaration().span());
      text.append(page.entry("declared at", kept.isPresent() ? "" : place.toString()));
      Analysis analysis = project.workspace().analysis();
      analysis
          .family(name)
          .ifPresent(f ->
              text.append(
                  page.entry(
                      "takes",
                      String.join(", ", f.parameters().stream().map(Parameter::text).toList()))));
      metric().ifPresent(m -> text.append(facts(m, page)));
      kept.ifPresent(k -> text.append(stamps(k, page)));
      text.append(page.entry("used by", String.join(", ", users().names())));
      if (!analysis.isSound(name)) {
        text.append("\n  It has errors; `mensura check` shows them.\n");
      }
      return text.toString();
    }

    private static String facts(Metric metric, Page page) {
      var signature = metric.signature();
      var properties = metric.properties();
      return page.entry("type", signature.type().toString())
          + page.entry("unit", signature.unit().text().orElse(""))
          + page.entry("reads", String.join(", ", signature.bases()))
          + page.entry("description", properties.description().orElse(""))
          + page.entry("tags", String.join(", ", properties.tags()))
          + page.entry("owner", properties.owner().orElse(""));
    }

    private String stamps(Kept kept, Page page) {
      String created =
          kept.createdAt().map(at -> Moments.shown(at, project.workspace())).orElse("")
              + kept.createdBy().map(by -> " by " + TerminalText.harmless(by)).orElse("");
      String updated =
          kept.updatedAt().map(at -> Moments.shown(at, project.workspace())).orElse("")
              + kept.updatedBy().map(by -> " by " + TerminalText.harmless(by)).orElse("");
      return page.entry("created", created.strip())
          + (updated.equals(created) ? "" : page.entry("changed", updated.strip()));
    }

    ObjectNode json() {
      ObjectNode json =
          kept()
              .map(Kept::entry)
              .or(() -> Registry.kept(name, definition(), project.workspace().analysis()))
              .orElseGet(() -> JsonText.object().put("name", name).put("definition", definition()));
      ObjectNode all = JsonText.object();
      all.setAll(json);
      all.put("source", kept().isPresent() ? "registry" : declared.file().path());
      all.set("used_by", JsonText.texts(users().names()));
      return all;
    }
  }
}
