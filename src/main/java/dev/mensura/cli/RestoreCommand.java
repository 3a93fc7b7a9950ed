package dev.mensura.cli;

import dev.mensura.diagnostic.Code;
import dev.mensura.live.Terms;
import java.util.Map;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;

/** {@code mensura restore}. */
final class RestoreCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    Help.more(
        spec,
        "What was deleted comes back, and of what is there the version before the last change. It"
            + " is a new version, so nothing is lost.");
    spec.addPositional(Arguments.word("NAME", "The metric."));
    spec.addOption(
        Arguments.option("--version", "N", "The version to bring back; `history` lists them."));
    spec.addOption(
        Arguments.flag("--force", "Also where others use it and would mean something else."));
    Changing.describe(spec);
    Changing.describeVersion(spec);
    Help.examples(
        spec, "mensura restore power_users", "mensura restore power_users --version 1 --dry-run");
  }

  @Override
  public int run(Arguments arguments, Face face) {
    var changing = new Changing(arguments, face);
    changing.format();
    String name = Changing.name(arguments);
    OptionalInt version = arguments.version("--version");
    face.task().is("restoring metric `" + name + "`");
    Terms terms = changing.terms();
    Terms all = arguments.has("--force") ? terms.with(Terms.Dependents.FORCE) : terms;
    return Changing.using(
        face,
        live ->
            changing.told(
                live.restore(name, version, all),
                Map.of(
                    Code.METRIC_IN_USE,
                    "`--force` changes it all the same.",
                    Code.UNKNOWN_METRIC,
                    "`mensura history` lists all that were ever kept.",
                    Code.UNKNOWN_VERSION,
                    "`mensura history %s` shows them.".formatted(Changing.word(name))),
                new DefinedText(face, "restored", changing.isTried())));
  }
}
