package dev.mensura.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.live.Defined;
import dev.mensura.live.Terms;
import java.util.List;

/** {@code validate_metric}. */
record ValidateMetric(Desk desk) implements Tool {
  @Override
  public Card card() {
    return new Card(
        "validate_metric",
        "Validate a metric",
        "Checks a metric as define_custom_metric would and keeps nothing: `valid`, all `problems`"
            + " with their fixes, and what it means in a sentence.",
        Card.Effect.READS,
        DefinitionArguments.parameters(Schema.object(""))
            .optional("replace", Schema.truth("Whether a metric of this name may be there."))
            .done(),
        CustomMetric.about(
                Schema.object("")
                    .required("valid", Schema.truth(""))
                    .required("problems", Problems.schema())
                    .optional("metric", CustomMetric.schema())
                    .required("message", Schema.text("The verdict, in a sentence.")))
            .done());
  }

  @Override
  public Reply call(Arguments arguments, Call call) {
    var definition = new DefinitionArguments(desk, arguments);
    Terms terms = Terms.of(desk.by(call)).with(Terms.Mode.TRY);
    if (arguments.truth("replace")) {
      terms = terms.with(Terms.Existing.REPLACE);
    }
    Compiled<Defined> compiled = definition.define(terms);
    var problems = definition.problems(desk.workspace());
    List<Diagnostic> errors = compiled.diagnostics().stream().filter(Diagnostic::isError).toList();
    List<Diagnostic> warnings = compiled.diagnostics().stream().filter(d -> !d.isError()).toList();
    ObjectNode content =
        compiled.value().map(d -> CustomMetric.content(desk, d)).orElseGet(Json::object);
    content.put("valid", compiled.value().isPresent());
    content.set("problems", problems.json(errors));
    if (!warnings.isEmpty()) {
      content.set("warnings", problems.json(warnings));
    }
    String message =
        compiled
            .value()
            .map(d -> "Metric '" + d.name() + "' is valid")
            .orElse("The metric is not valid");
    content.put("message", message);
    String text =
        errors.isEmpty()
            ? CustomMetric.text(content)
            : message + "\n\n" + Problems.text(compiled.diagnostics());
    return Reply.success(content, text);
  }
}
