package dev.mensura.model;

import dev.mensura.source.Place;
import dev.mensura.syntax.ast.Path;
import java.util.List;
import java.util.Optional;

/**
 * A model before other models are known.
 *
 * @param model the model, without its joins
 * @param joins its joins as they are written
 * @param holding whether it is known when its rows hold
 */
public record UnlinkedModel(SemanticModel model, List<UnlinkedJoin> joins, Holding holding) {
  public UnlinkedModel {
    joins = List.copyOf(joins);
  }

  /** Whether it is known for which span rows hold; what leads onto them can't be told if not. */
  public enum Holding {
    KNOWN,
    IN_DOUBT
  }

  /**
   * A join as it is written.
   *
   * @param target the model that it names
   * @param targetPlace where that name stands
   * @param on where the condition stands
   * @param at when a far row must hold, where it is written
   */
  public record UnlinkedJoin(
      String name,
      Place place,
      String target,
      Place targetPlace,
      List<UnlinkedPair> pairs,
      Place on,
      Optional<Path> at) {
    public UnlinkedJoin {
      pairs = List.copyOf(pairs);
    }
  }

  /**
   * One equality.
   *
   * @param far none: what it is follows from the other model's keys
   */
  public record UnlinkedPair(Path near, Optional<Path> far) {}
}
