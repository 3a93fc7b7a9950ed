package dev.mensura.registry.store;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What was done to a metric. */
public enum Action {
  DEFINE,
  CHANGE,
  DELETE,
  RESTORE,
  /** It moved to a file of the project. */
  PROMOTE,
  /** It came from another registry, or was kept before there was a history. */
  IMPORT;

  /** As histories write it: {@code define}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the metric isn't kept here any more. */
  public boolean removes() {
    return this == DELETE || this == PROMOTE;
  }

  static Optional<Action> of(String id) {
    return Arrays.stream(values()).filter(action -> action.id().equals(id)).findFirst();
  }
}
