package dev.mensura.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.check.Analysis;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.registry.store.HistoryLine;
import dev.mensura.registry.store.Kept;
import java.util.Optional;

/** Metrics that are kept, in the language. */
public final class KeptTexts {
  private KeptTexts() {}

  /**
   * The text of a metric: as it is kept, or made of the structured form.
   *
   * @param analysis of the project that it belongs to: the types of fields say how values are meant
   */
  public static Compiled<String> of(Kept kept, Analysis analysis) {
    return of(kept.definition(), Optional.of(kept.entry()), analysis);
  }

  /** The same of an earlier version. */
  public static Compiled<String> of(HistoryLine line, Analysis analysis) {
    return of(line.definition(), line.entry(), analysis);
  }

  private static Compiled<String> of(
      Optional<String> definition, Optional<ObjectNode> entry, Analysis analysis) {
    return definition
        .map(text -> Compiled.of(text))
        .orElseGet(() ->
            DefinitionForm.readEntry(entry.orElseThrow())
                .then(form -> form.text(analysis))
                .map(FormText::text));
  }
}
