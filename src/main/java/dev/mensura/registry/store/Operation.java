package dev.mensura.registry.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A single change of a single metric: a new version of it. */
public sealed interface Operation {
  String metric();

  /** What the history says was done. */
  Action action();

  /**
   * Keeps a metric, in place of the one of this name if there is one. The store adds who, when and
   * the version; {@code created_at} and {@code created_by} are those of the metric in place, else
   * those of {@code entry}, else the author's.
   *
   * @param definition in the language
   * @param entry what else is kept with it, whole: keys of the entry in place that aren't in it are
   *     gone
   */
  record Put(String metric, String definition, ObjectNode entry, Action action)
      implements Operation {
    public Put {
      if (action.removes()) {
        throw new IllegalArgumentException(action + " keeps nothing");
      }
      entry = entry.deepCopy();
    }

    @Override
    public ObjectNode entry() {
      return entry.deepCopy();
    }
  }

  /** Takes a metric away that is kept: by deleting or promoting it. */
  record Remove(String metric, Action action) implements Operation {
    public Remove {
      if (!action.removes()) {
        throw new IllegalArgumentException(action + " takes nothing away");
      }
    }
  }
}
