package dev.mensura.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.diagnostic.Code;
import dev.mensura.live.Removed;
import dev.mensura.live.Terms;
import dev.mensura.registry.JsonText;
import dev.mensura.registry.store.Kept;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** {@code mensura delete}. */
final class DeleteCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    Help.more(
        spec,
        "A metric that others use stays, and they are listed. What is deleted can be restored.");
    spec.addPositional(Arguments.word("NAME", "The metric."));
    spec.addOption(
        Arguments.flag("--cascade", "Delete the metrics of the registry that use it, too."));
    spec.addOption(Arguments.flag("--force", "Leave those that use it with an error."));
    Changing.describe(spec);
    Changing.describeVersion(spec);
    Help.examples(
        spec,
        "mensura delete power_users",
        "mensura delete power_users --cascade --dry-run",
        "mensura delete power_users --why 'nobody asks for it'");
  }

  @Override
  public int run(Arguments arguments, Face face) {
    if (arguments.has("--cascade") && arguments.has("--force")) {
      throw Stop.usage("`--cascade` deletes what uses the metric, `--force` leaves it; not both.");
    }
    var changing = new Changing(arguments, face);
    changing.format();
    String name = Changing.name(arguments);
    face.task().is("deleting metric `" + name + "`");
    Terms terms = changing.terms();
    Terms all =
        arguments.has("--cascade")
            ? terms.with(Terms.Dependents.CASCADE)
            : arguments.has("--force") ? terms.with(Terms.Dependents.FORCE) : terms;
    return Changing.using(
        face,
        live ->
            changing.told(
                live.delete(name, all),
                Map.of(
                    Code.UNKNOWN_METRIC,
                    "`mensura list --runtime` lists those of the registry.",
                    Code.METRIC_IN_USE,
                    arguments.has("--cascade")
                        ? "`--force` deletes it all the same; what stands in files is changed"
                            + " there."
                        : "`--cascade` deletes those of the registry too, `--force` leaves all with"
                            + " an error."),
                new RemovedText(changing.isTried())));
  }

  /** Tells of what was deleted. */
  private record RemovedText(boolean isTried) implements Changing.Told<Removed> {
    @Override
    public String text(Removed removed) {
      var text = new StringBuilder();
      for (Kept kept : removed.metrics()) {
        text.append("Metric `%s`, version %d, ".formatted(kept.name(), kept.version()))
            .append(isTried ? "would be deleted.\n" : "is deleted.\n");
      }
      if (!removed.broken().isEmpty()) {
        text.append(isTried ? "These would have" : "These have")
            .append(" an error now: ")
            .append(
                String.join(
                    ", ", removed.broken().names().stream().map(n -> "`" + n + "`").toList()))
            .append(".\n");
      }
      text.append(
          isTried
              ? "Nothing is deleted yet.\n"
              : "`mensura restore %s` brings it back.\n".formatted(Changing.word(removed.name())));
      return text.toString();
    }

    @Override
    public ObjectNode json(Removed removed) {
      ObjectNode json = JsonText.object();
      List<String> names = removed.metrics().stream().map(Kept::name).toList();
      json.put(
          "message",
          "Metric '%s' %s".formatted(removed.name(), isTried ? "would be deleted" : "deleted"));
      ArrayNode deleted = json.putArray("deleted");
      names.forEach(deleted::add);
      json.set("broken", JsonText.texts(removed.broken().names()));
      return json;
    }
  }
}
