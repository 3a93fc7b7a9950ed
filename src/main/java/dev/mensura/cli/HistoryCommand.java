package dev.mensura.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.compiler.Workspace;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.TerminalText;
import dev.mensura.live.LiveProject;
import dev.mensura.registry.JsonText;
import dev.mensura.registry.store.History;
import dev.mensura.registry.store.HistoryLine;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code mensura history}. */
final class HistoryCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    Help.more(spec, "Of one metric all versions with their definitions; of all, every change.");
    spec.addPositional(Arguments.optionalWord("NAME", "The metric; all if not given."));
    spec.addOption(Arguments.option("--limit", "N", "Only the last N changes."));
    Changing.describeFormat(spec);
    Help.examples(spec, "mensura history power_users", "mensura history --limit 20");
  }

  @Override
  public int run(Arguments arguments, Face face) {
    var changing = new Changing(arguments, face);
    changing.format();
    long limit = arguments.count("--limit").orElse(Long.MAX_VALUE);
    Optional<String> name =
        arguments.words().isEmpty() ? Optional.empty() : Optional.of(Changing.name(arguments));
    return Changing.using(
        face,
        live -> {
          Compiled<List<HistoryLine>> lines =
              live.history().map(history -> lines(history, name, limit, live));
          return changing.told(lines, Map.of(), new HistoryText(name, live.workspace(), face));
        });
  }

  /** The last changes, the oldest first. */
  private static List<HistoryLine> lines(
      History history, Optional<String> name, long limit, LiveProject live) {
    if (name.isPresent() && history.of(name.get()).isEmpty()) {
      throw ShowCommand.unknown(name.get(), history, live.project());
    }
    List<HistoryLine> all =
        name.isPresent()
            ? history.of(name.get())
            : history.metrics().values().stream()
                .flatMap(List::stream)
                .sorted(
                    Comparator.comparing(HistoryLine::at)
                        .thenComparing(HistoryLine::metric)
                        .thenComparing(HistoryLine::version))
                .toList();
    return all.subList((int) Math.max(0, all.size() - limit), all.size());
  }

  /** One version for programs. */
  static ObjectNode json(HistoryLine line) {
    ObjectNode json = JsonText.object();
    json.put("metric", line.metric()).put("version", line.version());
    json.put("action", line.action().id());
    json.put("at", line.at().toString()).put("by", line.by());
    line.why().ifPresent(why -> json.put("why", why));
    line.definition().ifPresent(text -> json.put("definition", text));
    line.entry().ifPresent(entry -> json.set("entry", entry));
    return json;
  }

  /** Tells of changes. */
  private record HistoryText(Optional<String> name, Workspace workspace, Face face)
      implements Changing.Told<List<HistoryLine>> {
    @Override
    public String text(List<HistoryLine> lines) {
      if (lines.isEmpty()) {
        return "Nothing was changed yet.\n";
      }
      return name.isPresent() ? versions(lines) : changes(lines);
    }

    private String changes(List<HistoryLine> lines) {
      var listing = new Listing("when", "metric", "version", "action", "by", "why");
      for (HistoryLine line : lines) {
        listing
            .row()
            .put("when", Moments.shown(line.at(), workspace))
            .put("metric", line.metric())
            .put("version", String.valueOf(line.version()))
            .put("action", line.action().id())
            .put("by", line.by())
            .put("why", line.why().orElse(""));
      }
      return listing.table(face.paint(), face.edge());
    }

    private String versions(List<HistoryLine> lines) {
      var page = new Page(face.paint(), face.terminal().width(), face.edge());
      var text = new StringBuilder();
      for (HistoryLine line : lines) {
        String what =
            "%s  %s by %s%s"
                .formatted(
                    line.action().id(),
                    Moments.shown(line.at(), workspace),
                    line.by(),
                    line.why().map(why -> ": " + why).orElse(""));
        text.append(text.isEmpty() ? "" : "\n")
            .append(page.title("version " + line.version(), TerminalText.harmless(what)));
        if (!line.removes()) {
          line.definition().ifPresent(d -> text.append(page.inset(d)));
          line.entry().ifPresent(entry -> text.append(page.inset(JsonText.of(entry))));
        }
      }
      return text.toString();
    }

    @Override
    public ObjectNode json(List<HistoryLine> lines) {
      ObjectNode json = JsonText.object();
      ArrayNode history = json.putArray("history");
      lines.forEach(line -> history.add(HistoryCommand.json(line)));
      return json;
    }
  }
}
