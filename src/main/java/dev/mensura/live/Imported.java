package dev.mensura.live;

import java.util.List;

/** What became of the metrics of another registry, by name. */
public record Imported(List<Item> items) {
  public Imported {
    items = List.copyOf(items);
  }

  /** One of its metrics. */
  public record Item(String name, Outcome outcome) {}

  /** What became of one. */
  public enum Outcome {
    ADDED,
    REPLACED,
    /** It was here already, with the same definition. */
    SAME,
    /** Another one of its name is here, and stays. */
    SKIPPED
  }
}
