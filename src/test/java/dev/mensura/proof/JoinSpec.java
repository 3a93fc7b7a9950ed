package dev.mensura.proof;

import java.util.List;

/** A join of a generated model, declared in it. */
record JoinSpec(String name, String target, List<Key> keys) {
  /** One equality; {@code near} may have a grain: {@code ordered_at.day}. */
  record Key(String near, String far) {
    String text() {
      return near + " = " + far;
    }
  }
}
