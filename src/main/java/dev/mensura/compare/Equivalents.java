package dev.mensura.compare;

import dev.mensura.check.Analysis;
import dev.mensura.compiler.Workspace;
import dev.mensura.ir.EqualMetrics;
import dev.mensura.ir.Fingerprints;
import dev.mensura.ir.Metric;
import dev.mensura.ir.MetricExpr;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of the meanings of all metrics of a project, so that a metric can be told from
 * those that mean the same. Immutable; the next one starts from it and works out only what a change
 * reaches.
 */
public final class Equivalents {
  /** Of a project without metrics. */
  public static final Equivalents NONE = new Equivalents(EqualMetrics.NONE, Set.of());

  /** With more that came since, it is worth the time to look at all metrics again. */
  private static final int MOST_SINCE = 200;

  private final EqualMetrics equal;
  private final Set<String> since;

  private Equivalents(EqualMetrics equal, Set<String> since) {
    this.equal = equal;
    this.since = since;
  }

  /** Those of a project, or of a changed one. */
  public Equivalents next(Workspace workspace) {
    Analysis analysis = workspace.analysis();
    return new Equivalents(
        equal.next(analysis.metrics(), analysis.catalog(), analysis::rows), Set.of());
  }

  /**
   * Those of a project in which one metric has come or changed and nothing else: takes no time.
   *
   * @param workspace the changed project
   */
  public Equivalents with(String metric, Workspace workspace) {
    if (since.size() == MOST_SINCE) {
      return next(workspace);
    }
    var more = new HashSet<>(since);
    more.add(metric);
    return new Equivalents(equal, more);
  }

  /**
   * The metrics that are proved to mean what a metric of {@code workspace} means, by name: not
   * itself, nor mere other names of a metric. None if the metric is nothing but another name
   * itself, has errors, or is too large.
   *
   * @param workspace where the metric is; a later version of the project that this knows, whose
   *     other metrics may have changed since
   */
  public List<String> of(String metric, Workspace workspace) {
    Analysis analysis = workspace.analysis();
    if (ownMeaning(metric, analysis).isEmpty()) {
      return List.of();
    }
    var meanings = Fingerprints.over(analysis::metric, analysis.catalog(), analysis::rows);
    Optional<String> wanted = meanings.of(metric);
    if (wanted.isEmpty()) {
      return List.of();
    }
    var candidates = new TreeSet<>(since);
    equal
        .fingerprints()
        .forEach((name, fingerprint) -> {
          if (fingerprint.equals(wanted.get())) {
            candidates.add(name);
          }
        });
    // What is known may be old: the fingerprint of a candidate is taken anew.
    return candidates.stream()
        .filter(name -> !name.equals(metric))
        .filter(name -> ownMeaning(name, analysis).isPresent())
        .filter(name -> meanings.of(name).equals(wanted))
        .toList();
  }

  private static Optional<Metric> ownMeaning(String name, Analysis analysis) {
    return analysis.metric(name).filter(m -> !(m.expression() instanceof MetricExpr.Reference));
  }
}
