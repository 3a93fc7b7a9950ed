package dev.mensura.model;

import dev.mensura.source.Place;
import java.util.List;

/**
 * A declared join.
 *
 * @param name how paths call it
 * @param model the name of the model that it leads to
 * @param keys what must be equal, null never being equal
 * @param place where its name stands
 */
public record Join(String name, String model, List<KeyPair> keys, Place place) {
  public Join {
    keys = List.copyOf(keys);
  }
}
