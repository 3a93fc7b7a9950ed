package dev.mensura.mcp;

import dev.mensura.live.Terms;

/** What tools that change what is kept have in common. */
final class Changing {
  private Changing() {}

  static Schema.Fields terms(Schema.Fields fields) {
    return fields
        .optional("why", Schema.text("The reason, for the history."))
        .optional("dry_run", Schema.truth("Check everything and keep nothing."))
        .optional(
            "force",
            Schema.truth(
                "Do it even if metrics or queries that use it come to mean another thing."));
  }

  static Terms terms(Arguments arguments, String by) {
    Terms terms = Terms.of(by).because(arguments.text("why"));
    if (arguments.truth("dry_run")) {
      terms = terms.with(Terms.Mode.TRY);
    }
    return arguments.truth("force") ? terms.with(Terms.Dependents.FORCE) : terms;
  }
}
