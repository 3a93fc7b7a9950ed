package dev.mensura.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.live.Defined;
import dev.mensura.live.Terms;

/** {@code define_custom_metric}. */
record DefineMetric(Desk desk) implements Tool {
  @Override
  public Card card() {
    return new Card(
        "define_custom_metric",
        "Define a metric",
        "Defines a metric that can be queried at once and is kept in the project's registry, as"
            + " language text or in parameters. Everything is checked first; `reading` says back"
            + " what it means. A metric of the same name is changed only with `replace`, one that"
            + " others use only with `force`. Each change is a version that"
            + " restore_metric brings back.",
        Card.Effect.ADDS,
        Changing.terms(DefinitionArguments.parameters(Schema.object("")))
            .optional("replace", Schema.truth("Whether to change a metric of this name."))
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
    var definition = new DefinitionArguments(desk, arguments);
    Terms terms = Changing.terms(arguments, desk.by(call));
    if (arguments.truth("replace")) {
      terms = terms.with(Terms.Existing.REPLACE);
    }
    Compiled<Defined> compiled = definition.define(terms);
    var problems = definition.problems(desk.workspace());
    Defined defined = compiled.value().orElseThrow(() -> problems.refusal(compiled.diagnostics()));
    ObjectNode content = CustomMetric.content(desk, defined);
    boolean dry = arguments.truth("dry_run");
    content.put("message", message(defined, dry));
    if (dry) {
      content.put("dry_run", true);
    }
    if (!compiled.diagnostics().isEmpty()) {
      content.set("warnings", problems.json(compiled.diagnostics()));
    }
    return Reply.success(content, CustomMetric.text(content));
  }

  private static String message(Defined defined, boolean dry) {
    String name = "Metric '" + defined.name() + "'";
    return switch (defined.what()) {
      case CREATED -> dry ? name + " would be created" : name + " created successfully";
      case CHANGED -> dry ? name + " would be changed" : name + " changed successfully";
      case UNCHANGED -> name + " is the same already";
    };
  }
}
