package dev.mensura.model;

import java.util.List;
import java.util.Optional;

/**
 * A join in one direction, as paths walk it.
 *
 * @param name how it is called: the declared join's name; against its direction, the far model's
 *     name
 * @param from the near model
 * @param to the far model
 * @param keys what must be equal
 * @param during what must hold when, if rows of one of the models hold for a span
 * @param cardinality how many far rows a near row can meet
 */
public record Edge(
    String name,
    String from,
    String to,
    List<KeyPair> keys,
    Optional<During> during,
    Cardinality cardinality) {
  public Edge {
    keys = List.copyOf(keys);
  }

  /** A join of models whose rows hold always. */
  public Edge(String name, String from, String to, List<KeyPair> keys, Cardinality cardinality) {
    this(name, from, to, keys, Optional.empty(), cardinality);
  }

  /** How many far rows a near row can meet: by keys, never by looking at data. */
  public enum Cardinality {
    /** At most one: the far fields hold a declared key. */
    TO_ONE,
    TO_MANY
  }

  /**
   * Rows meet only if a moment of one lies in the span of the other.
   *
   * @param moment when; seen from the model that declares the join
   */
  public record During(Moment moment, Direction direction) {
    During reversed() {
      return new During(moment, direction == Direction.ONTO ? Direction.FROM : Direction.ONTO);
    }
  }

  /** Which of the rows holds for a span. */
  public enum Direction {
    /** The far one: the join leads onto it. */
    ONTO,
    /** The near one: the join is walked backwards. */
    FROM
  }

  /** What holds always is not worth a word. */
  @Override
  public String toString() {
    String held = during.map(d -> "during=" + d + ", ").orElse("");
    return "Edge[name=%s, from=%s, to=%s, keys=%s, %scardinality=%s]"
        .formatted(name, from, to, keys, held, cardinality);
  }

  public boolean isToOne() {
    return cardinality == Cardinality.TO_ONE;
  }
}
