package dev.mensura.registry;

import dev.mensura.check.Analysis;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.registry.store.Kept;

/** Metrics that are kept, in the language. */
public final class KeptTexts {
  private KeptTexts() {}

  /**
   * The text of a metric: as it is kept, or made of the structured form.
   *
   * @param analysis of the project that it belongs to: the types of fields say how values are meant
   */
  public static Compiled<String> of(Kept kept, Analysis analysis) {
    return kept.definition()
        .map(text -> Compiled.of(text))
        .orElseGet(() ->
            DefinitionForm.readEntry(kept.entry())
                .then(form -> form.text(analysis))
                .map(FormText::text));
  }
}
