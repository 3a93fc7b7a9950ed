package dev.mensura.check;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.ir.JoinPath;
import dev.mensura.ir.Metric;
import dev.mensura.ir.ModelRows;
import dev.mensura.ir.RowExpr;
import dev.mensura.model.Catalog;
import dev.mensura.model.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One run of checks: each declaration is checked when it is first asked for. */
final class CheckSession {
  private final Catalog catalog;
  private final Declarations declarations;
  private final Map<Key, Outcome> outcomes;
  private final Paths paths;
  private final Deque<Key> open = new ArrayDeque<>();
  private final Set<Key> opened = new HashSet<>();
  private final Set<Key> cyclic = new HashSet<>();
  private final Map<Key, Diagnostic> cycles = new HashMap<>();

  /**
   * @param outcomes what is known already; new outcomes are added, unless it is unmodifiable and
   *     complete
   */
  CheckSession(
      Catalog catalog, Declarations declarations, Paths paths, Map<Key, Outcome> outcomes) {
    this.catalog = catalog;
    this.declarations = declarations;
    this.outcomes = outcomes;
    this.paths = paths;
  }

  /** What others see of a declaration. */
  Object view(Key key) {
    return declarations.all().containsKey(key) ? View.of(outcome(key).result()) : View.ABSENT;
  }

  /** The outcome of a declared thing, checked now if it isn't known. */
  Outcome outcome(Key key) {
    Outcome known = outcomes.get(key);
    if (known != null) {
      return known;
    }
    Declared<?> declared = declarations.all().get(key);
    if (declared == null) {
      throw new IllegalArgumentException("nothing declares " + key);
    }
    if (!opened.add(key)) {
      return cycle(key, declared);
    }
    open.push(key);
    Watch watch = new Watch();
    Outcome outcome = new DeclarationChecker(scope(watch), watch).check(key, declared);
    open.pop();
    opened.remove(key);
    Outcome settled = cyclic.contains(key) ? broken(key, outcome) : outcome;
    outcomes.put(key, settled);
    return settled;
  }

  /**
   * Everything from the first mention of {@code key} to its second is a cycle: none has a value.
   */
  private Outcome cycle(Key key, Declared<?> declared) {
    var members = new ArrayList<Key>();
    for (Key each : open) {
      members.add(each);
      if (each.equals(key)) {
        break;
      }
    }
    List<Key> round = Cycles.fromFirst(members.reversed(), declarations);
    boolean told = round.stream().anyMatch(cyclic::contains);
    cyclic.addAll(round);
    if (!told) {
      cycles.put(round.getFirst(), Cycles.diagnostic(round, declarations));
    }
    return new Outcome(declared, Optional.empty(), List.of(), Map.of(), false);
  }

  private Outcome broken(Key key, Outcome outcome) {
    var diagnostics = new ArrayList<Diagnostic>();
    Diagnostic cycle = cycles.get(key);
    if (cycle != null) {
      diagnostics.add(cycle);
    }
    outcome.diagnostics().stream().filter(d -> !d.isError()).forEach(diagnostics::add);
    return new Outcome(
        outcome.declaration(), Optional.empty(), diagnostics, outcome.saw(), outcome.sawNames());
  }

  /** What a declaration sees, with a note of it taken. */
  Scope scope(Watch watch) {
    return new WatchedScope(watch);
  }

  private final class WatchedScope implements Scope {
    private final Watch watch;

    WatchedScope(Watch watch) {
      this.watch = watch;
    }

    @Override
    public Catalog catalog() {
      return catalog;
    }

    @Override
    public Paths paths() {
      return paths;
    }

    @Override
    public Seen metric(String name) {
      Key key = new Key.OfMetric(name);
      if (!declarations.all().containsKey(key)) {
        watch.saw(key, View.ABSENT);
        return new Seen.Absent();
      }
      Optional<Object> result = see(key);
      return result.<Seen>map(r -> new Seen.Known((Metric) r)).orElseGet(Seen.Broken::new);
    }

    @Override
    public Collection<String> metricNames() {
      watch.sawNames();
      return declarations.metricNames();
    }

    @Override
    public Optional<RowExpr> field(String model, String name) {
      Field field = catalog.get(model).fields().get(name);
      if (field == null) {
        return Optional.empty();
      }
      if (field.content() instanceof Field.Content.Column) {
        return Optional.of(
            new RowExpr.Column(JoinPath.at(model), name, field.type(), field.nullable()));
      }
      return see(new Key.OfField(model, name)).map(RowExpr.class::cast);
    }

    @Override
    public Optional<RowExpr> time(String model) {
      return see(new Key.OfRows(model)).map(ModelRows.class::cast).flatMap(ModelRows::time);
    }

    private Optional<Object> see(Key key) {
      Optional<Object> result = outcome(key).result();
      watch.saw(key, View.of(result));
      return result;
    }
  }
}
