package dev.mensura.compare;

import java.util.List;
import java.util.Optional;

/**
 * What became of one metric, query, or model.
 *
 * @param reason one sentence without a period, or several parted by semicolons; what is changed is
 *     its subject: {@code counts users where `login_count > 50`, before `> 100`}
 * @param impact whether what was built on it has to be looked at
 * @param renamedTo its new name, where it has one
 * @param notes what else changed: one such sentence each
 * @param before its text in the old version; empty: it wasn't there, or is a model
 * @param after its text in the new version
 * @param causes what changed it that is no text of its own, by name, each listed as a difference
 *     itself
 * @param dependents the metrics and queries that have other answers because of this, through others
 *     too
 */
public record Difference(
    Subject subject,
    String name,
    Kind kind,
    String reason,
    Impact impact,
    Optional<String> renamedTo,
    List<String> notes,
    Optional<String> before,
    Optional<String> after,
    List<String> causes,
    List<String> dependents) {

  public Difference {
    notes = List.copyOf(notes);
    causes = List.copyOf(causes);
    dependents = List.copyOf(dependents);
  }

  /** What it is that changed. */
  public enum Subject {
    METRIC,
    QUERY,
    /** A model, or a field or join of it: {@code users}, {@code users.plan}. */
    MODEL
  }

  /** Whether a change breaks something. */
  public enum Impact {
    /** Who asked for it gets an error, or an answer of another meaning, type or unit. */
    BREAKING,
    SAFE
  }

  public boolean isBreaking() {
    return impact == Impact.BREAKING;
  }
}
