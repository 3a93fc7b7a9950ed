package dev.mensura.proof;

import java.util.List;
import java.util.Optional;

/**
 * A join of a generated model, declared in it.
 *
 * @param at the time at which a far row must hold, where it is written
 */
record JoinSpec(String name, String target, List<Key> keys, Optional<String> at) {
  JoinSpec(String name, String target, List<Key> keys) {
    this(name, target, keys, Optional.empty());
  }

  /** One equality; {@code near} may have a grain: {@code ordered_at.day}. */
  record Key(String near, String far) {
    String text() {
      return near + " = " + far;
    }
  }
}
