package dev.mensura.mcp;

import dev.mensura.live.Terms;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What tools that change what is kept have in common. */
final class Changing {
  private Changing() {}

  static Schema.Fields terms(Schema.Fields fields) {
    return fields
        .optional("why", Schema.text("The reason, for the history."))
        .optional(
            "expected_version",
            Schema.whole(
                "Only if the metric is still this version, as another tool showed it.",
                1,
                Integer.MAX_VALUE))
        .optional("dry_run", Schema.truth("Check everything and keep nothing."))
        .optional(
            "force",
            Schema.truth(
                "Do it even if metrics or queries that use it come to mean another thing."));
  }

  static Terms terms(Arguments arguments, String by) {
    OptionalLong version = arguments.whole("expected_version");
    Terms terms =
        Terms.of(by)
            .because(arguments.text("why"))
            .onlyIf(
                version.isPresent()
                    ? OptionalInt.of(Math.toIntExact(version.getAsLong()))
                    : OptionalInt.empty());
    if (arguments.truth("dry_run")) {
      terms = terms.with(Terms.Mode.TRY);
    }
    return arguments.truth("force") ? terms.with(Terms.Dependents.FORCE) : terms;
  }
}
