package dev.mensura.check;

import java.util.HashMap;
import java.util.Map;

/** Remembers what a check depended on. */
final class Watch {
  private final Map<Key, Object> saw = new HashMap<>();
  private boolean names;

  void saw(Key key, Object view) {
    saw.put(key, view);
  }

  void sawNames() {
    names = true;
  }

  Map<Key, Object> all() {
    return Map.copyOf(saw);
  }

  boolean names() {
    return names;
  }
}
