package dev.mensura.compare;

import dev.mensura.compiler.Workspace;
import java.util.List;
import java.util.Optional;

/**
 * What became of everything between two versions of a project.
 *
 * @param differences one for each metric and query of either version (a renamed one is told under
 *     its old name alone), and for each model that changed: what breaks first, then by name
 */
public record Comparison(List<Difference> differences) {
  public Comparison {
    differences = List.copyOf(differences);
  }

  public static Comparison of(Workspace before, Workspace after) {
    return new Comparison(new Differences(new Side(before), new Side(after)).all());
  }

  /**
   * What became of one metric, without what becomes of others by that.
   *
   * @param before a version that declares it
   * @param after another one
   * @return none if neither version declares it
   */
  public static Optional<Difference> ofMetric(String name, Workspace before, Workspace after) {
    return new Differences(new Side(before), new Side(after)).ofMetric(name);
  }

  /** Whether something that was built on the old version has to be looked at. */
  public boolean isBreaking() {
    return differences.stream().anyMatch(Difference::isBreaking);
  }

  /** How many differences are of a kind. */
  public long count(Kind kind) {
    return differences.stream().filter(d -> d.kind() == kind).count();
  }
}
