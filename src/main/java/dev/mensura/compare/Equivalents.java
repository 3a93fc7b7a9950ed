package dev.mensura.compare;

import dev.mensura.check.Analysis;
import dev.mensura.compiler.Workspace;
import dev.mensura.ir.Fingerprints;
import dev.mensura.ir.Metric;
import dev.mensura.ir.MetricExpr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the meanings of all metrics of a project, so that a metric can be told from
 * those that mean the same. Immutable; the next one starts from it and works out only what a change
 * reaches.
 */
public final class Equivalents {
  /** Of a project without metrics. */
  public static final Equivalents NONE =
      new Equivalents(Analysis.NONE, Map.of(), Map.of(), Set.of());

  /** With more that came since, it is worth the time to look at all metrics again. */
  private static final int MOST_SINCE = 200;

  private final Analysis analysis;
  private final Map<String, Metric> metrics;
  private final Map<String, String> fingerprints;
  private final Set<String> since;

  private Equivalents(
      Analysis analysis,
      Map<String, Metric> metrics,
      Map<String, String> fingerprints,
      Set<String> since) {
    this.analysis = analysis;
    this.metrics = metrics;
    this.fingerprints = fingerprints;
    this.since = since;
  }

  /** Those of a project, or of a changed one. */
  public Equivalents next(Workspace workspace) {
    Analysis now = workspace.analysis();
    if (now == analysis) {
      return this;
    }
    boolean sameModels = sameModels(now);
    Map<String, Metric> sound = HashMap.newHashMap(now.metricDeclarations().size());
    Set<String> changed = new HashSet<>();
    for (String name : now.metricDeclarations().keySet()) {
      now.metric(name)
          .ifPresent(metric -> {
            sound.put(name, metric);
            if (!sameModels || !isSame(metric, metrics.get(name))) {
              changed.add(name);
            }
          });
    }
    Set<String> families = changedFamilies(now);
    changed.addAll(families);
    if (!families.isEmpty() || changed.stream().anyMatch(metrics::containsKey)) {
      addUsers(changed, now);
    }
    changed.retainAll(sound.keySet());
    Map<String, String> texts = new HashMap<>(fingerprints);
    texts.keySet().retainAll(sound.keySet());
    texts.keySet().removeAll(changed);
    var meanings = meanings(now);
    changed.forEach(name -> meanings.of(name).ifPresent(text -> texts.put(name, text)));
    return new Equivalents(now, sound, texts, Set.of());
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
    Set<String> more = new HashSet<>(since);
    more.add(metric);
    return new Equivalents(analysis, metrics, fingerprints, more);
  }

  private boolean sameModels(Analysis now) {
    return now.catalog() == analysis.catalog()
        && now.catalog().names().stream()
            .allMatch(model -> now.rows(model).equals(analysis.rows(model)));
  }

  /** Metrics that didn't change are mostly the same object: looking into them would take longer. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(Metric now, @Nullable Metric before) {
    return now == before || now.equals(before);
  }

  /** Families whose text is another one: those that call them may look as before. */
  private Set<String> changedFamilies(Analysis now) {
    Set<String> families = new HashSet<>();
    for (String name : now.metricDeclarations().keySet()) {
      if (now.family(name).isPresent() && !isSameText(name, now)) {
        families.add(name);
      }
    }
    return families;
  }

  @SuppressWarnings("ReferenceEquality")
  private boolean isSameText(String name, Analysis now) {
    return analysis
        .declaration(name)
        .filter(before -> now.declaration(name).orElseThrow().declaration() == before.declaration())
        .isPresent();
  }

  /** Adds all that use one of some metrics, through others too. */
  private static void addUsers(Set<String> changed, Analysis now) {
    Map<String, List<String>> users = new HashMap<>();
    for (String name : now.metricDeclarations().keySet()) {
      now.uses(name).forEach(used -> users.computeIfAbsent(used, x -> new ArrayList<>()).add(name));
    }
    List<String> open = new ArrayList<>(changed);
    while (!open.isEmpty()) {
      for (String user : users.getOrDefault(open.removeLast(), List.of())) {
        if (changed.add(user)) {
          open.add(user);
        }
      }
    }
  }

  private static Fingerprints meanings(Analysis analysis) {
    return Fingerprints.over(analysis::metric, analysis.catalog(), analysis::rows);
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
    Analysis now = workspace.analysis();
    var meanings = meanings(now);
    Optional<String> wanted = ownMeaning(metric, now).flatMap(m -> meanings.of(metric));
    if (wanted.isEmpty()) {
      return List.of();
    }
    String text = wanted.get();
    Set<String> candidates = new TreeSet<>(since);
    fingerprints.forEach((name, fingerprint) -> {
      if (fingerprint.equals(text)) {
        candidates.add(name);
      }
    });
    // What is known may be old: the fingerprint of a candidate is taken anew.
    return candidates.stream()
        .filter(name -> !name.equals(metric))
        .filter(name -> ownMeaning(name, now).isPresent())
        .filter(name -> meanings.of(name).equals(wanted))
        .toList();
  }

  private static Optional<Metric> ownMeaning(String name, Analysis analysis) {
    return analysis.metric(name).filter(m -> !(m.expression() instanceof MetricExpr.Reference));
  }
}
