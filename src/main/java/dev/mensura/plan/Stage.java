package dev.mensura.plan;

import org.apache.calcite.rel.RelNode;

/**
 * A named part of a plan, which later ones scan as if it were a table.
 *
 * @param name what its rows are, unique in the plan
 * @param rel how they are made
 * @param reuse whether its values are too much work to be written where they are used
 */
public record Stage(String name, RelNode rel, Reuse reuse) {
  /** Whether a database may put a stage's text in the place of its name. */
  public enum Reuse {
    /** As the database likes. */
    FREE,
    /** It must be worked out once: put in its place, it would double with every use. */
    ONCE
  }
}
