package dev.mensura.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.compiler.Workspace;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.live.Defined;
import dev.mensura.live.Terms;
import dev.mensura.registry.DefinitionForm;
import dev.mensura.source.SourceFile;
import java.util.List;

/** A metric as tools take it: in the language, or in parameters. */
record DefinitionArguments(Desk desk, Arguments arguments) {
  private static final String DEFINITION = "definition";

  static Schema.Fields parameters(Schema.Fields fields) {
    return fields
        .optional(
            DEFINITION,
            Schema.text(
                "The metric in the language, instead of the parameters from `name` to `synonyms`:"
                    + " `metric power_users = count_distinct users.user_id where login_count > 100"
                    + " { tags: [growth] }`, with its description on a `///` line above."))
        .optional("name", Schema.text("Letters, digits and underscores: `power_users`."))
        .optional("type", Schema.text("One of " + String.join(", ", DefinitionForm.types()) + "."))
        .optional("model", Schema.text("Whose rows are aggregated; not for a ratio."))
        .optional("description", Schema.text("What it means, for people."))
        .optional(
            "dimension",
            Schema.text("The field that is aggregated; for `count` the rows if absent."))
        .optional("fraction", Schema.number("Of a percentile: 0.95."))
        .optional(
            "numerator", Schema.text("Of a ratio: a metric's name, or an expression of metrics."))
        .optional("denominator", Schema.text("Of a ratio, likewise."))
        .optional(
            "sql",
            Schema.text(
                "Of custom_sql: an aggregate in SQL over the fields of the model, `SUM(revenue) /"
                    + " COUNT(DISTINCT user_id)`."))
        .optional(
            "filters",
            Schema.open(
                "Conditions by field and operator, all of which hold: `{\"login_count__gt\": 100,"
                    + " \"plan\": \"pro\"}`."))
        .optional("tags", Schema.texts("To find it by."))
        .optional("label", Schema.text("Its name for people."))
        .optional("owner", Schema.text(""))
        .optional("unit", Schema.text(""))
        .optional("format", Schema.text("How to show its values: `0.0%`."))
        .optional("synonyms", Schema.texts(""));
  }

  /** Defines it, or tries to. */
  Compiled<Defined> define(Terms terms) {
    List<String> form = DefinitionForm.parameters().stream().filter(arguments::has).toList();
    if (arguments.has(DEFINITION)) {
      if (!form.isEmpty()) {
        throw Refusal.of(
            Arguments.BAD_PARAMETER,
            form.getFirst(),
            "A metric is either a `definition` or its parameters, not both.");
      }
      var text = new SourceFile("<" + DEFINITION + ">", arguments.required(DEFINITION));
      return desk.project().define(text, terms);
    }
    if (form.isEmpty()) {
      throw Refusal.of(
          Arguments.BAD_PARAMETER,
          DEFINITION,
          "A metric needs a `definition`, or a `name`, a `type` and what the type takes.");
    }
    ObjectNode parameters = Json.object();
    form.forEach(name -> parameters.set(name, arguments.values().get(name)));
    return DefinitionForm.read(parameters).then(f -> desk.project().define(f, terms));
  }

  Problems problems(Workspace workspace) {
    return new Problems(new Said(arguments.values()), new Candidates(workspace));
  }
}
