package dev.mensura.check;

import dev.mensura.ir.Metric;
import dev.mensura.ir.Signature;
import java.util.Optional;

/**
 * How a declaration looks from others: as long as it stays equal, they needn't be checked again.
 */
final class View {
  /** Of what nobody declares. */
  static final Object ABSENT = "absent";

  /** Of what has errors. */
  static final Object BROKEN = "broken";

  private View() {}

  /** What is wrong with a member of a family is told where it is called. */
  static Object of(Outcome outcome) {
    boolean told =
        outcome.declaration().declaration() instanceof Member && outcome.result().isEmpty();
    return told ? outcome.diagnostics() : of(outcome.result());
  }

  private static Object of(Optional<Object> result) {
    return result
        .map(r ->
            r instanceof Metric m ? new OfMetric(m.signature(), m.properties().deprecated()) : r)
        .orElse(BROKEN);
  }

  private record OfMetric(Signature signature, Optional<String> deprecated) {}
}
