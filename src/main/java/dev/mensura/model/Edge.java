package dev.mensura.model;

import java.util.List;

/**
 * A join in one direction, as paths walk it.
 *
 * @param name how it is called: the declared join's name; against its direction, the far model's
 *     name
 * @param from the near model
 * @param to the far model
 * @param keys what must be equal
 * @param cardinality how many far rows a near row can meet
 */
public record Edge(
    String name, String from, String to, List<KeyPair> keys, Cardinality cardinality) {
  public Edge {
    keys = List.copyOf(keys);
  }

  /** How many far rows a near row can meet: by keys, never by looking at data. */
  public enum Cardinality {
    /** At most one: the far fields hold a declared key. */
    TO_ONE,
    TO_MANY
  }

  public boolean isToOne() {
    return cardinality == Cardinality.TO_ONE;
  }
}
