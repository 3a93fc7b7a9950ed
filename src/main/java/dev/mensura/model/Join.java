package dev.mensura.model;

import dev.mensura.source.Place;
import java.util.List;
import java.util.Optional;

/**
 * A declared join.
 *
 * @param name how paths call it
 * @param model the name of the model that it leads to
 * @param keys what must be equal, null never being equal
 * @param moment when a far row must hold, if rows of that model hold for a span
 * @param place where its name stands
 */
public record Join(
    String name, String model, List<KeyPair> keys, Optional<Moment> moment, Place place) {
  public Join {
    keys = List.copyOf(keys);
  }

  /** A join onto a model whose rows hold always. */
  public Join(String name, String model, List<KeyPair> keys, Place place) {
    this(name, model, keys, Optional.empty(), place);
  }
}
