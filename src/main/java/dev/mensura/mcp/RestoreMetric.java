package dev.mensura.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.live.Defined;
import dev.mensura.live.Terms;
import java.util.OptionalInt;

/** {@code restore_metric}. */
record RestoreMetric(Desk desk) implements Tool {
  @Override
  public Card card() {
    return new Card(
        "restore_metric",
        "Restore a metric",
        "Brings back an earlier version of a metric, or one that was deleted, as a new version.",
        Card.Effect.ADDS,
        Changing.terms(
                Schema.object("")
                    .required("name", Schema.text("The metric."))
                    .optional(
                        "version",
                        Schema.whole(
                            "As metric_history numbers them; the one before the last change if"
                                + " absent.",
                            1,
                            Integer.MAX_VALUE)))
            .done(),
        CustomMetric.about(
                Schema.object("")
                    .required("metric", CustomMetric.schema())
                    .required("message", Schema.text("What happened, in a sentence.")))
            .optional("dry_run", Schema.truth("Nothing was kept."))
            .done());
  }

  @Override
  public Reply call(Arguments arguments, Call call) {
    String name = arguments.required("name");
    var version = arguments.whole("version");
    Terms terms = Changing.terms(arguments, desk.by(call));
    Compiled<Defined> compiled =
        desk.project()
            .restore(
                name,
                version.isPresent()
                    ? OptionalInt.of((int) version.getAsLong())
                    : OptionalInt.empty(),
                terms);
    var problems = new Problems(new Said(arguments.values()), new Candidates(desk.workspace()));
    Defined defined = compiled.value().orElseThrow(() -> problems.refusal(compiled.diagnostics()));
    ObjectNode content = CustomMetric.content(desk, defined);
    boolean dry = arguments.truth("dry_run");
    String metric = "Metric '" + name + "'";
    content.put(
        "message",
        defined.what() == Defined.What.UNCHANGED
            ? metric + " is the same already"
            : metric + (dry ? " would be restored" : " restored successfully"));
    if (dry) {
      content.put("dry_run", true);
    }
    if (!compiled.diagnostics().isEmpty()) {
      content.set("warnings", problems.json(compiled.diagnostics()));
    }
    return Reply.success(content, CustomMetric.text(content));
  }
}
