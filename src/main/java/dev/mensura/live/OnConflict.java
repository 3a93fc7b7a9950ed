package dev.mensura.live;

/** What an import does about a metric whose name another one has. */
public enum OnConflict {
  /** Nothing is imported. */
  FAIL,
  /** The one that is here stays. */
  SKIP,
  /** The one that is here gives way. */
  OVERWRITE
}
