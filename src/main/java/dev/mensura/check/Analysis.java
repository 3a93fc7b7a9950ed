package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.ir.Family;
import dev.mensura.ir.Metric;
import dev.mensura.ir.ModelRows;
import dev.mensura.ir.Properties;
import dev.mensura.ir.RowExpr;
import dev.mensura.model.Catalog;
import dev.mensura.syntax.ast.Declaration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What the check of a whole project found. Immutable; the next check starts from it. */
public final class Analysis {
  /** More members that were asked for are not kept. */
  private static final int MOST_ASKED = 10_000;

  /** Before anything was checked. */
  public static final Analysis NONE =
      new Analysis(Catalog.EMPTY, Declarations.NONE, new Paths(Catalog.EMPTY), Map.of(), Set.of());

  private final Catalog catalog;
  private final Declarations declarations;
  private final Paths paths;
  private final Map<Key, Outcome> outcomes;
  private final Set<Key> telling;

  /** Members of families that nothing declared calls: worked out when they are asked for. */
  private final Map<Key, Outcome> members = new ConcurrentHashMap<>();

  /**
   * @param telling what has a finding
   */
  Analysis(
      Catalog catalog,
      Declarations declarations,
      Paths paths,
      Map<Key, Outcome> outcomes,
      Set<Key> telling) {
    this.catalog = catalog;
    this.declarations = declarations;
    this.paths = paths;
    this.outcomes = outcomes;
    this.telling = telling;
  }

  public Catalog catalog() {
    return catalog;
  }

  /**
   * The metric of this name, if it is declared and without errors, or the member of a family:
   * {@code active_users(7 days)}.
   */
  public Optional<Metric> metric(String name) {
    Optional<String> family =
        declarations.all().containsKey(new Key.OfMetric(name)) ? Optional.empty() : Family.of(name);
    return family.isEmpty()
        ? result(new Key.OfMetric(name), Metric.class)
        : member(new Key.OfMember(family.get(), name));
  }

  private Optional<Metric> member(Key.OfMember key) {
    Outcome known = outcomes.get(key);
    Outcome outcome = known == null ? members.get(key) : known;
    if (outcome != null) {
      return outcome.result().map(Metric.class::cast);
    }
    var session = new CheckSession(catalog, declarations, paths, asked());
    return session.scope(new Watch()).metric(key.name()) instanceof Scope.Seen.Known(Metric metric)
        ? Optional.of(metric)
        : Optional.empty();
  }

  /** What is known, and where more can be noted. */
  Outcomes asked() {
    if (members.size() > MOST_ASKED) {
      members.clear();
    }
    return new Outcomes(outcomes, members);
  }

  /** What a metric takes; none if it takes nothing, isn't declared or has errors there. */
  public Optional<Family> family(String name) {
    return result(new Key.OfFamily(name), Family.class);
  }

  /** Whether a metric is a family without errors that has no value without arguments. */
  public boolean isOpen(String name) {
    return result(new Key.OfMetric(name), OpenFamily.class).isPresent();
  }

  /** Whether a metric is declared and without errors, a family that needs arguments included. */
  public boolean isSound(String name) {
    return metric(name).isPresent() || isOpen(name);
  }

  /** What a metric or family says of itself; none if it isn't declared or has errors. */
  public Optional<Properties> properties(String name) {
    return metric(name)
        .map(Metric::properties)
        .or(() -> result(new Key.OfMetric(name), OpenFamily.class).map(OpenFamily::properties));
  }

  /** The metrics that the definition of a metric or family names; none if it has errors. */
  public SortedSet<String> uses(String name) {
    return metric(name)
        .map(Metric::uses)
        .or(() -> result(new Key.OfMetric(name), OpenFamily.class).map(OpenFamily::uses))
        .orElseGet(Collections::emptySortedSet);
  }

  /** All metrics without errors, by name. */
  public SortedMap<String, Metric> metrics() {
    var metrics = new TreeMap<String, Metric>();
    for (String name : declarations.metrics().keySet()) {
      metric(name).ifPresent(m -> metrics.put(name, m));
    }
    return Collections.unmodifiableSortedMap(metrics);
  }

  /** The declared query of this name, if it is without errors. */
  public Optional<NamedQuery> query(String name) {
    return result(new Key.OfQuery(name), NamedQuery.class);
  }

  /** All declared queries without errors, by name. */
  public SortedMap<String, NamedQuery> queries() {
    var queries = new TreeMap<String, NamedQuery>();
    for (String name : declarations.queries().keySet()) {
      query(name).ifPresent(q -> queries.put(name, q));
    }
    return Collections.unmodifiableSortedMap(queries);
  }

  /** The test of this name, if it is declared and without errors. */
  public Optional<TestCase> test(String name) {
    return result(new Key.OfTest(name), TestCase.class);
  }

  /** What an assertion asks, if it is without errors. */
  public Optional<Assertion> assertion(Declared<Declaration.Assert> declared) {
    var key = new Key.OfAssert(declared.file().path(), declared.declaration().span().start());
    return result(key, Assertion.class);
  }

  /** What a model says of its rows; nothing where it is wrong. */
  public ModelRows rows(String model) {
    return result(new Key.OfRows(model), ModelRows.class).orElse(ModelRows.ALL);
  }

  /** The declaration of a metric, with errors or without; takes no time. */
  public Optional<Declared<Declaration.Metric>> declaration(String metric) {
    Declared<?> declared = declarations.all().get(new Key.OfMetric(metric));
    return declared != null && declared.declaration() instanceof Declaration.Metric m
        ? Optional.of(new Declared<>(m, declared.file()))
        : Optional.empty();
  }

  /** The declarations of metrics, those with errors included, by name. */
  public Map<String, Declared<Declaration.Metric>> metricDeclarations() {
    return Collections.unmodifiableMap(declarations.metrics());
  }

  /** The declarations of queries, those with errors included, by name. */
  public Map<String, Declared<Declaration.Query>> queryDeclarations() {
    return Collections.unmodifiableMap(declarations.queries());
  }

  /** The declarations of tests, those with errors included, by name. */
  public Map<String, Declared<Declaration.Test>> testDeclarations() {
    return Collections.unmodifiableMap(declarations.tests());
  }

  /** The assertions, those with errors included, in the order of their files. */
  public List<Declared<Declaration.Assert>> assertDeclarations() {
    return Collections.unmodifiableList(declarations.assertions());
  }

  /** What a field is made of that is no column; nothing where it is wrong. */
  public Optional<RowExpr> computed(String model, String field) {
    return result(new Key.OfField(model, field), RowExpr.class);
  }

  /** What was found, in the order of the declarations; what parsing found is not among it. */
  public List<Diagnostic> diagnostics() {
    var all = new ArrayList<Diagnostic>(declarations.diagnostics());
    for (Key key : declarations.inOrder(telling)) {
      all.addAll(outcome(key).diagnostics());
    }
    return all;
  }

  /** Whether something is made from itself. */
  boolean isCyclic() {
    return telling.stream()
        .flatMap(key -> outcome(key).diagnostics().stream())
        .anyMatch(d -> d.code() == Code.METRIC_CYCLE || d.code() == Code.FIELD_CYCLE);
  }

  private Outcome outcome(Key key) {
    Outcome outcome = outcomes.get(key);
    if (outcome == null) {
      throw new IllegalStateException("not checked: " + key);
    }
    return outcome;
  }

  Set<Key> telling() {
    return telling;
  }

  private <T> Optional<T> result(Key key, Class<T> type) {
    Outcome outcome = outcomes.get(key);
    return outcome == null
        ? Optional.empty()
        : outcome.result().filter(type::isInstance).map(type::cast);
  }

  Declarations declarations() {
    return declarations;
  }

  Paths paths() {
    return paths;
  }

  Map<Key, Outcome> outcomes() {
    return outcomes;
  }
}
