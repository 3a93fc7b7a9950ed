package dev.mensura.compare;

import dev.mensura.compare.Difference.Impact;
import dev.mensura.compare.Difference.Subject;
import dev.mensura.compare.Verdict.Text;
import dev.mensura.diagnostic.Nearest;
import dev.mensura.ir.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds all differences, and which of them come of which. */
final class Differences {
  /** So many names are told in a sentence. */
  private static final int MOST_NAMED = 3;

  private static final Comparator<Difference> ORDER =
      Comparator.comparing((Difference d) -> d.isBreaking() ? 0 : 1)
          .thenComparing(Difference::kind)
          .thenComparing(Difference::subject)
          .thenComparing(Difference::name);

  private final Side old;
  private final Side now;
  private final ModelFacts facts;
  private final MetricVerdicts metrics;
  private final QueryVerdicts queries;

  Differences(Side old, Side now) {
    this.old = old;
    this.now = now;
    this.facts = new ModelFacts(old, now);
    this.metrics = new MetricVerdicts(old, now, facts);
    this.queries = new QueryVerdicts(old, now, facts, metrics);
  }

  Optional<Difference> ofMetric(String name) {
    if (old.declares(name) && now.declares(name)) {
      Verdict verdict = metrics.of(name);
      Set<String> causes = new TreeSet<>();
      causesOfMetric(name, verdict).forEach(thing -> causes.add(thing.name()));
      return Optional.of(difference(Thing.metric(name), verdict, causes, Set.of()));
    }
    return old.declares(name)
        ? Optional.of(removed(Thing.metric(name), Map.of()))
        : now.declares(name) ? Optional.of(added(Thing.metric(name))) : Optional.empty();
  }

  // All of them.

  private record Thing(Subject subject, String name) implements Comparable<Thing> {
    static Thing metric(String name) {
      return new Thing(Subject.METRIC, name);
    }

    @Override
    public int compareTo(Thing other) {
      int order = subject.compareTo(other.subject);
      return order != 0 ? order : name.compareTo(other.name);
    }
  }

  List<Difference> all() {
    SortedMap<Thing, Verdict> verdicts = new TreeMap<>();
    common(old.analysis().metricDeclarations().keySet(), now.analysis().metricDeclarations())
        .forEach(name -> verdicts.put(Thing.metric(name), metrics.of(name)));
    common(old.analysis().queryDeclarations().keySet(), now.analysis().queryDeclarations())
        .forEach(name -> verdicts.put(new Thing(Subject.QUERY, name), queries.of(name)));
    Map<Thing, Set<Thing>> causes = new HashMap<>();
    verdicts.forEach((thing, verdict) -> causes.put(thing, causes(thing, verdict)));
    Map<Thing, SortedSet<String>> dependents = dependents(verdicts, causes);
    List<Difference> all = new ArrayList<>();
    verdicts.forEach((thing, verdict) -> {
      Set<String> names = new TreeSet<>();
      causes.getOrDefault(thing, Set.of()).forEach(c -> names.add(c.name()));
      all.add(difference(thing, verdict, names, dependents.getOrDefault(thing, new TreeSet<>())));
    });
    comeAndGone(dependents, all);
    models(dependents, all);
    all.sort(ORDER);
    return all;
  }

  private static Set<String> common(Set<String> names, Map<String, ?> others) {
    Set<String> common = new TreeSet<>(names);
    common.retainAll(others.keySet());
    return common;
  }

  private Set<Thing> causes(Thing thing, Verdict verdict) {
    return switch (thing.subject()) {
      case METRIC -> causesOfMetric(thing.name(), verdict);
      case QUERY -> causesOfQuery(thing.name(), verdict);
      case MODEL -> Set.of();
    };
  }

  private Set<Thing> causesOfMetric(String name, Verdict verdict) {
    if (!verdict.reachesOthers()) {
      return Set.of();
    }
    Set<String> uses = new TreeSet<>();
    uses.addAll(old.analysis().uses(name));
    uses.addAll(now.analysis().uses(name));
    Set<Thing> causes = changed(uses);
    if (verdict.kind() == Kind.UNKNOWN) {
      uses.stream()
          .filter(used -> old.declares(used) && !now.declares(used))
          .forEach(used -> causes.add(Thing.metric(used)));
    }
    facts.of(name).forEach(fact -> causes.add(new Thing(Subject.MODEL, fact.name())));
    for (String path : lost(name)) {
      takers(path).forEach(fact -> causes.add(new Thing(Subject.MODEL, fact.name())));
    }
    return causes;
  }

  private Set<Thing> causesOfQuery(String name, Verdict verdict) {
    if (!verdict.reachesOthers()) {
      return Set.of();
    }
    Set<Thing> causes = changed(queries.uses(name));
    queries.facts(name).forEach(fact -> causes.add(new Thing(Subject.MODEL, fact.name())));
    return causes;
  }

  /** Those of some metrics that both versions declare and that reach their users. */
  private Set<Thing> changed(Set<String> names) {
    Set<Thing> changed = new TreeSet<>();
    for (String used : names) {
      if (old.declares(used) && now.declares(used) && metrics.of(used).reachesOthers()) {
        changed.add(Thing.metric(used));
      }
    }
    return changed;
  }

  private Set<String> lost(String name) {
    Optional<Metric> before = old.metric(name);
    Optional<Metric> after = now.metric(name);
    return before.isPresent() && after.isPresent()
        ? Contract.of(before.get(), after.get(), old, now).lost()
        : Set.of();
  }

  /** The changes of models that can be why a dimension is gone: the plainest ones. */
  private List<Fact> takers(String path) {
    List<Fact> plain = facts.all().stream().filter(fact -> isGoneWith(fact, path)).toList();
    return plain.isEmpty()
        ? facts.all().stream().filter(fact -> mayTakeAway(fact, path)).toList()
        : plain;
  }

  private static boolean isGoneWith(Fact fact, String path) {
    List<String> names = List.of(path.split("\\."));
    return fact.kind() == Kind.REMOVED
        && switch (fact.sort()) {
          case ROWS -> names.size() > 1 && names.getFirst().equals(fact.model());
          case FIELD -> names.getLast().equals(fact.part());
          case JOIN -> names.subList(0, names.size() - 1).contains(fact.part());
          case TIME, ENTITY, ZONE, CALENDAR -> false;
        };
  }

  private static boolean mayTakeAway(Fact fact, String path) {
    return switch (fact.sort()) {
      case JOIN -> true;
      case ROWS -> fact.kind() == Kind.REMOVED || fact.reason().startsWith("its key");
      case TIME -> !path.contains(".");
      case FIELD, ENTITY, ZONE, CALENDAR -> false;
    };
  }

  /**
   * For each root of changes, all that has other answers because of it. What was changed by hand is
   * a root itself.
   */
  private static Map<Thing, SortedSet<String>> dependents(
      SortedMap<Thing, Verdict> verdicts, Map<Thing, Set<Thing>> causes) {
    Map<Thing, List<Thing>> users = new LinkedHashMap<>();
    verdicts.keySet().stream()
        .filter(thing -> !isRoot(thing, verdicts, causes))
        .forEach(thing ->
            causes
                .getOrDefault(thing, Set.of())
                .forEach(c -> users.computeIfAbsent(c, x -> new ArrayList<>()).add(thing)));
    Map<Thing, SortedSet<String>> dependents = new HashMap<>();
    for (Thing root : users.keySet()) {
      if (!isRoot(root, verdicts, causes)) {
        continue;
      }
      SortedSet<String> found = new TreeSet<>();
      Set<Thing> seen = new HashSet<>();
      List<Thing> open = new ArrayList<>(List.of(root));
      while (!open.isEmpty()) {
        for (Thing user : users.getOrDefault(open.removeLast(), List.of())) {
          if (seen.add(user)) {
            found.add(user.name());
            open.add(user);
          }
        }
      }
      dependents.put(root, found);
    }
    return dependents;
  }

  private static boolean isRoot(
      Thing thing, SortedMap<Thing, Verdict> verdicts, Map<Thing, Set<Thing>> causes) {
    Verdict verdict = verdicts.get(thing);
    return verdict == null
        || verdict.text() == Text.CHANGED
        || causes.getOrDefault(thing, Set.of()).isEmpty();
  }

  // One of them.

  private Difference difference(
      Thing thing, Verdict verdict, Set<String> causes, Set<String> dependents) {
    String reason = reason(verdict, causes);
    return new Difference(
        thing.subject(),
        thing.name(),
        verdict.kind(),
        reason,
        verdict.impact(),
        Optional.empty(),
        verdict.notes(),
        Optional.of(definition(thing, old)).filter(d -> !d.isEmpty()),
        Optional.of(definition(thing, now)).filter(d -> !d.isEmpty()),
        List.copyOf(causes),
        List.copyOf(dependents));
  }

  private static String reason(Verdict verdict, Set<String> causes) {
    String own = verdict.reason();
    if (causes.isEmpty() || verdict.text() == Text.CHANGED && !own.isEmpty()) {
      boolean unsaid = own.isEmpty() && verdict.kind() != Kind.UNCHANGED;
      return unsaid ? "has another meaning through its models" : own;
    }
    return own.isEmpty()
        ? "is built on " + listed(causes) + ", which changed"
        : own + ", because " + listed(causes) + " changed";
  }

  /** {@code `a`, `b` and 3 others}. */
  private static String listed(Set<String> names) {
    List<String> quoted = names.stream().map(c -> "`" + c + "`").toList();
    int shown = quoted.size() > MOST_NAMED ? MOST_NAMED - 1 : quoted.size() - 1;
    String first = String.join(", ", quoted.subList(0, shown));
    String last = quoted.size() > MOST_NAMED ? quoted.size() - shown + " others" : quoted.getLast();
    return first.isEmpty() ? last : first + " and " + last;
  }

  private static String definition(Thing thing, Side side) {
    return switch (thing.subject()) {
      case METRIC -> side.definition(thing.name());
      case QUERY -> side.queryDefinition(thing.name());
      case MODEL -> "";
    };
  }

  private Difference removed(Thing thing, Map<Thing, SortedSet<String>> dependents) {
    boolean answered =
        thing.subject() == Subject.METRIC
            ? old.analysis().isSound(thing.name())
            : old.analysis().query(thing.name()).isPresent();
    String reason = answered ? "is gone" : "is gone; it had errors before";
    return new Difference(
        thing.subject(),
        thing.name(),
        Kind.REMOVED,
        reason,
        answered ? Impact.BREAKING : Impact.SAFE,
        Optional.empty(),
        List.of(),
        Optional.of(definition(thing, old)),
        Optional.empty(),
        List.of(),
        List.copyOf(dependents.getOrDefault(thing, new TreeSet<>())));
  }

  private Difference added(Thing thing) {
    return new Difference(
        thing.subject(),
        thing.name(),
        Kind.ADDED,
        "is new",
        Impact.SAFE,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.of(definition(thing, now)),
        List.of(),
        List.of());
  }

  // What only one version declares.

  private void comeAndGone(Map<Thing, SortedSet<String>> dependents, List<Difference> into) {
    Set<String> gone = new TreeSet<>(old.analysis().metricDeclarations().keySet());
    gone.removeAll(now.analysis().metricDeclarations().keySet());
    Set<String> come = new TreeSet<>(now.analysis().metricDeclarations().keySet());
    come.removeAll(old.analysis().metricDeclarations().keySet());
    Map<String, SortedSet<String>> byMeaning = new HashMap<>();
    for (String name : come) {
      meaning(name, now)
          .ifPresent(m -> byMeaning.computeIfAbsent(m, x -> new TreeSet<>()).add(name));
    }
    for (String name : gone) {
      SortedSet<String> same =
          meaning(name, old)
              .map(m -> byMeaning.getOrDefault(m, new TreeSet<>()))
              .orElseGet(TreeSet::new);
      if (same.isEmpty() || !facts.unseen(name).isEmpty()) {
        into.add(removed(Thing.metric(name), dependents));
      } else {
        String to = Nearest.to(name, same).orElse(same.first());
        same.remove(to);
        come.remove(to);
        into.add(renamed(name, to, dependents));
      }
    }
    come.forEach(name -> into.add(added(Thing.metric(name))));
    Set<String> queriesGone = new TreeSet<>(old.analysis().queryDeclarations().keySet());
    queriesGone.removeAll(now.analysis().queryDeclarations().keySet());
    queriesGone.forEach(name -> into.add(removed(new Thing(Subject.QUERY, name), dependents)));
    Set<String> queriesCome = new TreeSet<>(now.analysis().queryDeclarations().keySet());
    queriesCome.removeAll(old.analysis().queryDeclarations().keySet());
    queriesCome.forEach(name -> into.add(added(new Thing(Subject.QUERY, name))));
  }

  private static Optional<String> meaning(String name, Side side) {
    return side.metric(name).flatMap(m -> side.fingerprints().of(name));
  }

  private Difference renamed(String from, String to, Map<Thing, SortedSet<String>> dependents) {
    Contract contract =
        Contract.of(old.metric(from).orElseThrow(), now.metric(to).orElseThrow(), old, now);
    List<String> notes = new ArrayList<>(contract.breaking());
    notes.addAll(contract.harmless());
    return new Difference(
        Subject.METRIC,
        from,
        Kind.RENAMED,
        "is called `" + to + "` now",
        Impact.BREAKING,
        Optional.of(to),
        notes,
        Optional.of(old.definition(from)),
        Optional.of(now.definition(to)),
        List.of(),
        List.copyOf(dependents.getOrDefault(Thing.metric(from), new TreeSet<>())));
  }

  // Models.

  private void models(Map<Thing, SortedSet<String>> dependents, List<Difference> into) {
    SortedMap<String, List<Fact>> byName = new TreeMap<>();
    facts.all().forEach(f -> byName.computeIfAbsent(f.name(), x -> new ArrayList<>()).add(f));
    byName.forEach((name, all) -> {
      SortedSet<String> reached =
          dependents.getOrDefault(new Thing(Subject.MODEL, name), new TreeSet<>());
      boolean breaks =
          !reached.isEmpty() || all.stream().anyMatch(f -> f.impact() == Impact.BREAKING);
      Kind kind = all.stream().map(Fact::kind).min(Comparator.naturalOrder()).orElseThrow();
      boolean silent = !reached.isEmpty() && (kind.keepsValues() || kind == Kind.ADDED);
      into.add(
          new Difference(
              Subject.MODEL,
              name,
              silent ? Kind.DIFFERENT : kind,
              String.join("; ", all.stream().map(Fact::reason).toList()),
              breaks ? Impact.BREAKING : Impact.SAFE,
              Optional.empty(),
              List.of(),
              Optional.empty(),
              Optional.empty(),
              List.of(),
              List.copyOf(reached)));
    });
  }
}
