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
 */
public record UnlinkedModel(SemanticModel model, List<UnlinkedJoin> joins) {
  public UnlinkedModel {
    joins = List.copyOf(joins);
  }

  /**
   * A join as it is written.
   *
   * @param target the model that it names
   * @param targetPlace where that name stands
   * @param on where the condition stands
   */
  public record UnlinkedJoin(
      String name,
      Place place,
      String target,
      Place targetPlace,
      List<UnlinkedPair> pairs,
      Place on) {
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
