package dev.mensura.compare;

import dev.mensura.check.Analysis;
import dev.mensura.compiler.Workspace;
import dev.mensura.ir.EqualMetrics;
import dev.mensura.ir.Fingerprints;
import dev.mensura.ir.Metric;
import dev.mensura.ir.MetricExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of the meanings of all metrics of a project, so that a metric can be told from
 * those that mean the same. Immutable; the next one starts from it and works out only what a change
 * reaches.
 */
public final class Equivalents {
  /** Of a project without metrics. */
  public static final Equivalents NONE = new Equivalents(EqualMetrics.NONE);

  private final EqualMetrics equal;

  private Equivalents(EqualMetrics equal) {
    this.equal = equal;
  }

  /** Those of a project, or of a changed one. */
  public Equivalents next(Workspace workspace) {
    Analysis analysis = workspace.analysis();
    return new Equivalents(equal.next(analysis.metrics(), analysis.catalog(), analysis::rows));
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
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, String> known : equal.fingerprints().entrySet()) {
      String name = known.getKey();
      boolean looksEqual = wanted.filter(known.getValue()::equals).isPresent();
      // What is known may be old: the fingerprint of a candidate is taken anew.
      if (looksEqual
          && !name.equals(metric)
          && ownMeaning(name, analysis).isPresent()
          && meanings.of(name).equals(wanted)) {
        found.add(name);
      }
    }
    return List.copyOf(found);
  }

  private static Optional<Metric> ownMeaning(String name, Analysis analysis) {
    return analysis.metric(name).filter(m -> !(m.expression() instanceof MetricExpr.Reference));
  }
}
