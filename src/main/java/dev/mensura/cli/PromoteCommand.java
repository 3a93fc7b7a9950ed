package dev.mensura.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.diagnostic.Code;
import dev.mensura.live.Promoted;
import dev.mensura.registry.JsonText;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** {@code mensura promote}. */
final class PromoteCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    Help.more(
        spec,
        "The metric is written into a .metric file, formatted, and taken out of the registry. Its"
            + " history stays.");
    spec.addPositional(Arguments.word("NAME", "The metric."));
    spec.addOption(
        Arguments.option(
            "--file", "F", "Where to, in the project; where most metrics of its model stand."));
    Changing.describe(spec);
    Help.examples(
        spec,
        "mensura promote power_users",
        "mensura promote power_users --file metrics/growth.metric --dry-run");
  }

  @Override
  public int run(Arguments arguments, Face face) {
    var changing = new Changing(arguments, face);
    changing.format();
    String name = Changing.name(arguments);
    face.task().is("promoting metric `" + name + "`");
    return Changing.using(
        face,
        live ->
            changing.told(
                live.promote(name, arguments.text("--file"), changing.terms()),
                Map.of(
                    Code.UNKNOWN_METRIC, "`mensura list --runtime` lists those of the registry."),
                new PromotedText(face, changing.isTried())));
  }

  /** Tells where a metric went. */
  private record PromotedText(Face face, boolean isTried) implements Changing.Told<Promoted> {
    @Override
    public String text(Promoted promoted) {
      var page = new Page(face.paint(), face.terminal().width(), face.edge());
      return message(promoted) + "\n\n" + page.inset(promoted.text());
    }

    private String message(Promoted promoted) {
      return "Metric `%s` %s `%s`%s."
          .formatted(
              promoted.name(),
              isTried ? "would move to" : "stands in",
              promoted.file(),
              isTried ? "; nothing is written" : " now");
    }

    @Override
    public ObjectNode json(Promoted promoted) {
      return JsonText.object()
          .put("message", message(promoted))
          .put("metric", promoted.name())
          .put("file", promoted.file())
          .put("text", promoted.text());
    }
  }
}
